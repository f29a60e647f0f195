import assert from 'node:assert/strict';
import { parseCurve } from '../../src/curve/format/parseCurve';
import { InputError } from '../../src/inputError';
import { ball, evenQ, noisy } from './bodies';

/** The one curve that every file here holds: a ball of 30 Å, in 1/Å. */
const truth = noisy(evenQ(0.012, 0.3, 120), (q) => 80 * ball(q, 30), 17, 0.01, 5e-4);
const points = Array.from(truth.q, (q, i) => [q, truth.intensity[i], truth.sigma[i]]);
const plain = (value: number): string => value.toExponential(6);
const rows = (separator = ' ', factor = 1, write = plain): string[] =>
  points.map(([q, intensity, sigma]) => [q * factor, intensity, sigma].map(write).join(separator));
const lines = (...parts: (string | string[])[]): string => parts.flat().join('\n');
const columns = (pick: (point: number[], index: number) => number[]): string[] =>
  points.map((point, i) => pick(point, i).map(plain).join(' '));
const model = (q: number): number => 80 * ball(q, 30);
const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const canSas = (version: string, unit: string, factor: number): string =>
  `<?xml version="1.0"?>\n<SASroot version="${version}" xmlns="urn:cansas1d:${version}"><SASentry><Title>ball</Title><SASdata>${points
    .map(
      ([q, i, s]) =>
        `<Idata><Q unit="${unit}">${plain(q * factor)}</Q><I unit="1/cm">${plain(i)}</I><Idev unit="1/cm">${plain(s)}</Idev></Idata>`,
    )
    .join('\n')}</SASdata></SASentry></SASroot>`;
const gnomRows = points.map(([q, i, s]) => `  ${[q, i, s, i, i].map(plain).join('   ')}`);
const gnomDistances = [
  '',
  '   R          P(R)      ERROR',
  '',
  ' 0.0 0.0 0.0',
  ' 30.0 0.5 0.01',
  ' 60.0 0.0 0.0',
];
const nanometreHeads = [
  'q (1/nm)',
  'q [nm-1]',
  'q nm^-1',
  'Q(nm^{-1})',
  'q/nm^-1',
  'q, 1/nm',
  's [nm^-1]',
  'q [nm⁻¹]',
  'q (inverse nanometers)',
  'q [1 / nm]',
  'q [nm−1]',
  '# unit = nm^-1',
  'q(1/NM)',
  'q*nm',
  'q [reciprocal nm]',
  'momentum transfer / nm-1',
  '# "q_unit": "nm^-1"',
  'q (nm-1)\tI(q)\tsigma',
];
const angstromHeads = [
  'q (1/A)',
  'q [A-1]',
  'q A^-1',
  'q (Å^-1)',
  'q/A^-1',
  'q [1/angstrom]',
  'q [Å⁻¹]',
  'Q(A^{-1})',
  'q (inverse angstroms)',
  'q (Å-1)\tI',
];

/** Files that hold the curve with its errors. */
const whole: Record<string, string | Uint8Array> = {
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
const withoutErrors: Record<string, string> = {
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

const refused: readonly (readonly [what: string, text: string, why: RegExp])[] = [
  ...[
    '2theta I s',
    '# 2Theta(deg)  Intensity',
    '"tth" "I"',
    'angle [deg]\tcounts',
    '2θ I',
    'Scattering angle (deg) intensity',
    'Sample\n2-theta I err',
  ].map((head) => [`angles as "${head}"`, lines(head, rows(' ', 20)), /scattering angle/] as const),
  [
    'q² and ln I',
    lines(
      'q^2 lnI',
      columns(([q, i]) => [q * q, Math.log(Math.abs(i))]),
    ),
    /Guinier/,
  ],
  [
    'logarithms',
    lines(
      'log10(q) log10(I)',
      columns(([q, i]) => [Math.log10(q), Math.log10(Math.abs(i))]),
    ),
    /logarithmic/,
  ],
  [
    'a Kratky plot',
    lines(
      'q q2I err',
      columns(([q, i, s]) => [q, q * q * i, q * q * s]),
    ),
    /Kratky/,
  ],
  ['q in 1/nm said to be in 1/Å', lines('q [1/A]', rows(' ', 10)), /not certain/],
  ['q in 1/Å said to be in 1/nm', lines('q [1/nm]', rows()), /not certain/],
  ['canSAS in a unit of its own', canSas('1.1', 'furlong', 1), /furlong.*not known/],
  [
    'channel numbers',
    lines(
      'channel counts error',
      columns(([, i, s], j) => [j, i, s]),
    ),
    /profile over the detector/,
  ],
  [
    'p(r)',
    lines(
      'R P(R) ERROR',
      columns((_, j) => [j, Math.sin((j / 119) * Math.PI) ** 2, 0.01]),
    ),
    /pair-distance/,
  ],
  ['a web page', '<!DOCTYPE html><html><body>404</body></html>', /web page/],
  ['six points', lines(rows().slice(0, 6)), /at least 10/],
  ['words', 'No data were measured that day.', /no table/],
];

describe('odd files', () => {
  for (const [what, content] of Object.entries(whole)) {
    it(`reads ${what}`, () => {
      const curve = parseCurve(content, { name: what });
      assert.equal(curve.q.length, 120, 'points');
      assert.equal(curve.errors, 'measured');
      truth.q.forEach((q, i) => {
        assert.ok(Math.abs(curve.q[i] / q - 1) < 1e-5, `q ${curve.q[i]}, true ${q}`);
        assert.ok(Math.abs(curve.intensity[i] - truth.intensity[i]) < 1e-4, `I(${q}) ${curve.intensity[i]}`);
        assert.ok(Math.abs(curve.sigma[i] / truth.sigma[i] - 1) < 1e-4, `error at ${q}: ${curve.sigma[i]}`);
      });
    });
  }

  for (const [what, content] of Object.entries(withoutErrors)) {
    it(`reads ${what} and models the errors`, () => {
      const curve = parseCurve(content, { name: what });
      assert.equal(curve.q.length, 120);
      assert.equal(curve.errors, 'model');
      truth.q.forEach((q, i) =>
        assert.ok(
          Math.abs(curve.q[i] / q - 1) < 1e-5 && Math.abs(curve.intensity[i] - truth.intensity[i]) < 1e-4,
        ),
      );
    });
  }

  it('averages repeated measurements', () => {
    const curve = parseCurve(
      lines(
        points.flatMap(([q, i, s]) =>
          [
            [q, i - s, s],
            [q, i + s, s],
          ].map((row) => row.map(plain).join(' ')),
        ),
      ),
    );
    assert.equal(curve.q.length, 120);
    truth.q.forEach((_, i) =>
      assert.ok(
        Math.abs(curve.intensity[i] - truth.intensity[i]) < 1e-4 &&
          Math.abs(curve.sigma[i] / (truth.sigma[i] / Math.SQRT2) - 1) < 1e-4,
      ),
    );
  });

  it('leaves out rows whose error is no number', () => {
    for (const word of ['nan', '*****', '0.0', '-1']) {
      const curve = parseCurve(
        lines(rows().map((row, i) => (i % 9 === 4 ? row.replace(/\S+$/, word) : row))),
      );
      assert.equal(curve.q.length, 107, word);
    }
  });

  for (const [what, text, why] of refused) {
    it(`refuses ${what.replace('\n', ' / ')}`, () => {
      assert.throws(
        () => parseCurve(text, { name: 'the file' }),
        (error: unknown) => {
          assert.ok(error instanceof InputError);
          assert.match(error.message, why);
          assert.match(error.message, /^[^\n]+\.$/, 'one sentence');
          return true;
        },
      );
    });
  }
});
