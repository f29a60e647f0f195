// The files that the fuzz mutates: one of every format, made up from a ball, and where they are at
// hand the sample files of the evaluation data.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const samples = path.resolve(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'formats');

/** @returns {{name: string, bytes: Uint8Array}[]} */
export function seedCurves() {
  const made = Object.entries(madeUp()).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  if (!existsSync(samples)) return made;
  const found = readdirSync(samples)
    .filter((file) => file !== 'index.json')
    .map((file) => ({ name: file, bytes: readFileSync(path.join(samples, file)) }));
  return [...made, ...found];
}

function madeUp() {
  const rows = Array.from({ length: 90 }, (_, i) => {
    const q = 0.012 + 0.003 * i;
    const x = 30 * q;
    const intensity = 80 * ((3 * (Math.sin(x) - x * Math.cos(x))) / x ** 3) ** 2 + 0.05 * Math.sin(37 * i);
    return [q, intensity, 0.01 * Math.abs(intensity) + 0.04].map((value) => value.toExponential(5));
  });
  const lines = (separator) => rows.map((row) => row.join(separator));
  const gnomRows = rows.map((row) => `  ${row.join('  ')}  ${row[1]}  ${row[1]}`);
  const gnomTail = [
    '  Distance distribution  function of particle',
    '   R          P(R)      ERROR',
    ' 0.0 0.0 0.0',
    ' 30.0 0.5 0.01',
    ' 60.0 0.0 0.0',
  ];
  return {
    'plain.dat': lines('  ').join('\n'),
    'nanometre.dat': [
      'Sample: ball  c= 5 mg/ml',
      'q [1/nm]  I  sd',
      ...rows.map(([q, i, s]) => `${Number(q) * 10} ${i} ${s}`),
      'key: value',
    ].join('\r\n'),
    'names.csv': ['"q","I","Error"', ...lines(',')].join('\n'),
    'comma.txt': lines(';').join('\n').replaceAll('.', ','),
    'model.fit': [
      ' sExp iExp Err iFit // Chi^2 =   7.46',
      ...rows.map((row) => `${row.join(' ')} ${row[1]}`),
    ].join('\n'),
    'header.pdh': [
      'title',
      'SAXS BOX',
      '  90 0 0 0 0 0 0 0',
      ' 0.0 261.2 0.0 1.0 0.1542',
      ' 0.0 0.0 0.0 0.0 0.0',
      ...rows.map(([q, i, s]) => `${Number(q) * 10} ${i} ${s}`),
    ].join('\n'),
    'old.out': [
      '  ####    G N O M   ---   Version 4.6   ####',
      '  Real space range   :     from      0.00   to     60.00',
      '   Total  estimate : 0.882',
      ' S  J EXP  ERROR  J REG  I REG',
      '',
      ' 0.0  0.8E+02',
      ...gnomRows,
      ...gnomTail,
      ' Real space: Rg =   23.24 +- 0.12  I(0) =   0.8E+02 +-  0.5E+00',
    ].join('\n'),
    'new.out': [
      '  ####      G N O M             Version 5.0 (r12593)      ####',
      '  Real space range:     0.0000 to      60.0000',
      '  Real space Rg:   0.2324E+02 +-   0.12E+00',
      ' S  J EXP  ERROR  J REG  I REG',
      '',
      ...gnomRows,
      ...gnomTail,
    ].join('\n'),
    'cansas.xml': `<?xml version="1.0"?><SASroot><SASentry><Title>ball</Title><SASdata>${rows.map(([q, i, s]) => `<Idata><Q unit="1/A">${q}</Q><I unit="1/cm">${i}</I><Idev>${s}</Idev></Idata>`).join('\n')}</SASdata></SASentry></SASroot>`,
    'entry.sascif': [
      'data_X',
      '_sas_scan.unit 1/A',
      'loop_',
      ...['id', 'momentum_transfer', 'intensity', 'intensity_su_counting'].map(
        (item) => `_sas_scan_intensity.${item}`,
      ),
      ...rows.map((row, i) => `${i} ${row.join(' ')}`),
      '#',
    ].join('\n'),
  };
}
