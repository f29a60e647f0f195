import {
  points,
  plain,
  rows,
  lines,
  columns,
  model,
  latin1,
  utf16,
  canSas,
  gnomRows,
  gnomDistances,
  nanometreHeads,
  angstromHeads,
} from './oddFileParts';

/** Files that hold the curve with its errors. */
export const whole: Record<string, string | Uint8Array> = {
  'numeric header lines': lines('12 5 2021', '1.03 20 300', 'Sample 3 of 7', rows()),
  'a footer that ends in a row of numbers': lines(rows(), '', 'Exposure time (sec): 120', '1 2 3', 'end'),
  'a footer of numbers after a blank line': lines(rows(), '', '7 8 9'),
  tabs: lines(rows('\t')),
  'CR alone': rows().join('\r'),
  CRLF: rows().join('\r\n'),
  'double spacing': rows().join('\n\n'),
  'Windows-1252 with a spaced unit': latin1(lines('q (\xc5-1)\tI', rows())),
  'three digits of exponent': lines(rows(' ', 1, (v) => plain(v).replace(/e([+-])(\d)$/, 'e$100$2'))),
  'Fortran exponents': lines(rows(' ', 1, (v) => plain(v).replace('e', 'D'))),
  'decimal commas': lines(
    'q;I;sigma',
    rows(';', 1, (v) => v.toFixed(8).replace('.', ',')),
  ),
  'decimal commas, tabs, 1/nm': lines(
    'q [1/nm]\tI\tsigma',
    rows('\t', 10, (v) => v.toFixed(8).replace('.', ',')),
  ),
  'quoted names': lines('"q","I(q)","sigma"', rows(',')),
  'quoted cells': lines(
    rows(',').map((row) =>
      row
        .split(',')
        .map((cell) => `"${cell}"`)
        .join(','),
    ),
  ),
  semicolons: lines(rows(' ; ')),
  bars: lines(rows(' | ')),
  'plus or minus signs': lines(columns((p) => p).map((row) => row.replace(/ (\S+)$/, ' ± $1'))),
  'typographic minus signs': lines(rows(' ', 1, (v) => plain(v).replaceAll('-', '−'))),
  'no-break spaces': lines(rows('\u00a0')),
  'descending q': lines(rows().reverse()),
  'masked pixels at both ends': lines(
    Array.from({ length: 9 }, (_, i) => [0.001 * (i + 1), -1, 0.1].map(plain).join(' ')),
    rows(),
    Array.from({ length: 9 }, (_, i) => [0.301 + 0.002 * i, -1, 0.1].map(plain).join(' ')),
  ),
  'copied rows': lines(rows().flatMap((row, i) => (i % 7 ? [row] : [row, row]))),
  'a fit before the errors': lines(
    'q I fit error',
    columns(([q, i, s]) => [q, i, model(q), s]),
  ),
  'errors before intensities': lines(
    'q error I',
    columns(([q, i, s]) => [q, s, i]),
  ),
  'several curves in columns': lines(
    'q I1 e1 I2 e2',
    columns(([q, i, s]) => [q, i, s, 2 * i, 2 * s]),
  ),
  'several curves one after the other': lines(
    rows(),
    '',
    '# second',
    columns(([q, i, s]) => [q, 2 * i, s]),
  ),
  'numbered rows': lines(columns((p, i) => [i + 1, ...p])),
  'units in words of their own': lines('q [1/nm] I [1/cm] s [1/cm]', rows(' ', 10)),
  'FoXS fit': lines(
    '# SAXS profile: number of points = 120, q_min = 0.012, q_max = 0.3',
    '# offset = 0, scaling c = 1.0, Chi^2 = 1.2',
    '#  q       exp_intensity   error model_intensity',
    columns(([q, i, s]) => [q, i, s, model(q)]),
  ),
  'FoXS profile': lines(
    '# SAXS profile: number of points = 120, q_min = 0.012, q_max = 0.3, delta_q = 0.0024',
    '#    q    intensity    error',
    rows(),
  ),
  'CRYSOL 3 fit': lines(
    '  6lyz.pdb   Dro:0.030  Ra:1.400  RGT:14.60  Vol: 17000.  Chi^2: 1.2',
    columns(([q, i, s]) => [q, i, s, model(q)]),
  ),
  'canSAS 1.0 in 1/nm': canSas('1.0', '1/nm', 10),
  'canSAS in 1/m': canSas('1.1', '1/m', 1e10),
  'canSAS in cm^-1': canSas('1.1', 'cm^-1', 1e8),
  'canSAS in inverse nanometres': canSas('1.1', 'inverse nanometers', 10),
  'canSAS 1.1 with a byte-order mark': `\ufeff${canSas('1.1', '1/A', 1)}`,
  sasCIF: lines(
    'data_X',
    '_sas_scan.id 1',
    "_sas_scan.unit '1/nm'",
    'loop_',
    ['id', 'momentum_transfer', 'intensity', 'intensity_su_counting'].map(
      (item) => `_sas_scan_intensity.${item}`,
    ),
    points.map(([q, i, s], j) => [j, q * 10, i, s].join(' ')),
    '#',
  ),
  BIOISIS: lines(
    '# BIOISIS ID: 1LYSOP',
    '# REMARK  COLUMNS : q, I(q), error',
    '# REMARK 265 RG 15',
    rows('\t'),
  ),
  'a footer in JSON': lines(
    rows(),
    '',
    '{',
    '  "creator": "x",',
    '  "q_unit": "1/A", "n": 3,',
    '  "list": [1, 2, 3]',
    '}',
  ),
  'a header in JSON, 1/nm': lines('# {"units": "nm^-1",', '#  "concentration": 5.0}', rows(' ', 10)),
  'BioXTAS RAW': lines(
    '### DATA:',
    '#',
    '# 120',
    '#',
    '# Q I Err',
    rows(),
    '### HEADER:',
    '#',
    '# {',
    '#   "counters": {"q": 1}',
    '# }',
  ),
  'byte-order mark': new Uint8Array(Buffer.from(`\ufeff${lines(rows())}`)),
  'UTF-16, little end first': new Uint8Array(utf16(`\ufeff${rows().join('\r\n')}`)),
  'UTF-16, big end first': new Uint8Array(utf16(`\ufeff${lines(rows())}`).swap16()),
  'UTF-16 without a mark': new Uint8Array(utf16(lines(rows()))),
  'GNOM 4': lines(
    '  ####    G N O M   ---   Version 4.6   ####',
    '  Real space range   :     from      0.00   to     60.00',
    ' S  J EXP  ERROR  J REG  I REG',
    '',
    '  0.000E+00                                            80.0',
    gnomRows,
    gnomDistances,
    ' Real space: Rg =   23.24 +- 0.12  I(0) =   0.8E+02 +-  0.5E+00',
  ),
  'GNOM 5': lines(
    '  ####      G N O M             Version 5.0 (r12593)      ####',
    '  Real space range:     0.0000 to      60.0000',
    '  Real space Rg:   0.2324E+02 +-   0.12E+00',
    ' S  J EXP  ERROR  J REG  I REG',
    '',
    gnomRows,
    gnomDistances,
  ),
};
for (const head of nanometreHeads) whole[`1/nm as "${head}"`] = lines(head, rows(' ', 10));
for (const head of angstromHeads) whole[`1/Å as "${head}"`] = lines(head, rows());

/** Files that hold the curve without errors that could be used. */
export const withoutErrors: Record<string, string> = {
  'a fit as the third column': lines(
    'q I fit',
    columns(([q, i]) => [q, i, model(q)]),
  ),
  'a nameless fit as the third column': lines(columns(([q, i]) => [q, i, model(q)])),
  'the intensity twice': lines(columns(([q, i]) => [q, i, i])),
  'errors of 0': lines(columns(([q, i]) => [q, i, 0])),
  'negative errors': lines(columns(([q, i, s]) => [q, i, -s])),
  'absurd errors': lines(columns(([q, i]) => [q, i, 50 * Math.abs(i) + 1e3])),
  'CRYSOL 2 fit': lines(
    '  6lyz.pdb   Dro:0.030  Ra:1.400  RGT:14.60  Vol: 17000.  Chi: 1.2',
    columns(([q, i]) => [q, i, model(q)]),
  ),
  'two columns': lines(columns(([q, i]) => [q, i])),
};
