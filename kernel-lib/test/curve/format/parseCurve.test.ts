import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { parseCurve } from '../../../src/curve/format/parseCurve';
import { InputError } from '../../../src/inputError';
import { asText, ball, evenQ, noisy } from '../bodies';
import { evaluationData } from '../../evaluationData';

const curve = noisy(evenQ(0.01, 0.3, 200), (q) => 100 * ball(q, 30), 1, 0.01, 1e-3);
const rows = asText(curve).split('\n');

function refused(content: Uint8Array | string, message: RegExp): void {
  assert.throws(
    () => parseCurve(content, { name: 'x.dat' }),
    (error: Error) => {
      assert.ok(error instanceof InputError, `${error.name}: ${error.message}`);
      assert.match(error.message, message);
      assert.equal(error.message.trim().split('\n').length, 1);
      return true;
    },
  );
}

describe('parseCurve', () => {
  it('gives points, title, name and what was left out', () => {
    const text = [
      'Lysozyme in buffer, 5 mg/ml',
      '0 0 0',
      ...rows.slice(0, 50),
      'nan 5 0.1',
      rows[50],
      rows[50],
      ...rows.slice(51),
      'end: yes',
    ].join('\n');
    const read = parseCurve(text, { name: 'lysozyme.dat' });
    assert.equal(read.name, 'lysozyme.dat');
    assert.equal(read.title, 'Lysozyme in buffer, 5 mg/ml');
    assert.equal(read.format, 'text table');
    assert.equal(read.q.length, 200);
    assert.equal(read.pointsRead, 203);
    assert.deepEqual(
      new Map(read.leftOut.map(({ reason, count }) => [reason, count])),
      new Map([
        ['intensity and error are 0: not measured', 1],
        ['q or intensity is not a finite number', 1],
        ['the row is a copy of another', 1],
      ]),
    );
    curve.intensity.forEach((value, i) =>
      assert.ok(Math.abs(read.intensity[i] - value) < 1e-5 * Math.abs(value)),
    );
  });

  it('averages repeated q by inverse variance and sorts steps back', () => {
    const lines = [...rows];
    lines.splice(21, 0, `${rows[20].split(' ')[0]} 90 2`);
    [lines[100], lines[101]] = [lines[101], lines[100]];
    const read = parseCurve(lines.join('\n'));
    assert.equal(read.q.length, 200);
    const weight = 1 / curve.sigma[20] ** 2;
    assert.ok(
      Math.abs(read.intensity[20] - (weight * curve.intensity[20] + 90 / 4) / (weight + 1 / 4)) < 1e-3,
    );
    assert.ok(Math.abs(read.sigma[20] - 1 / Math.sqrt(weight + 1 / 4)) < 1e-4);
    assert.match(read.warnings.join(' '), /q steps back once/);
    for (let i = 1; i < read.q.length; i++) assert.ok(read.q[i] > read.q[i - 1]);
  });

  it('keeps negative intensities, except where the curve begins', () => {
    const lines = [...rows];
    lines[0] = `${rows[0].split(' ')[0]} -5 0.5`;
    lines[180] = `${rows[180].split(' ')[0]} -0.05 0.1`;
    const read = parseCurve(lines.join('\n'));
    assert.equal(read.q.length, 199);
    assert.ok(read.intensity.includes(-0.05));
    assert.match(read.leftOut[0].reason, /not positive where the curve begins/);
  });

  it('reads UTF-8 and UTF-16 with marks, and Windows-1252', () => {
    const text = `q (Å-1) I\n${rows.join('\n')}`;
    assert.equal(parseCurve(`\ufeff${rows.join('\n')}`).q.length, 200);
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
    const bytes = [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      utf16,
      Buffer.from(utf16).swap16(),
      Buffer.from(text, 'latin1'),
    ];
    for (const content of bytes) {
      const read = parseCurve(content);
      assert.equal(read.q.length, 200);
      assert.match(read.unitReason, /\(Å-1\)/);
    }
  });

  it('reads canSAS XML', () => {
    const points = rows
      .map((row) => row.split(' '))
      .map(
        ([q, i, s]) =>
          `<Idata><Q unit="1/nm">${Number(q) * 10}</Q><I unit="1/cm">${i}</I><Idev unit="1/cm">${s}</Idev></Idata>`,
      );
    const xml = `<?xml version="1.0"?><cs:SASroot xmlns:cs="urn:cansas1d:1.1"><SASentry><Title>Ball &amp; more</Title><SASdata>${points.join('\n')}</SASdata></SASentry></cs:SASroot>`;
    const read = parseCurve(xml);
    assert.equal(read.format, 'canSAS XML');
    assert.equal(read.qUnit, '1/nm');
    assert.match(read.unitReason, /unit attribute of Q/);
    assert.equal(read.q.length, 200);
    assert.ok(Math.abs(read.q[5] - curve.q[5]) < 1e-8);
    refused(
      xml.replace('"1/nm"', '"1/cubit"'),
      /gives q in "1\/cubit", which is not known; say 1\/A or 1\/nm/,
    );
    refused(xml.slice(0, xml.length / 2), /XML|canSAS|usable points/);
    refused('<html><body>404</body></html>', /is a web page/);
    refused('<svg></svg>', /XML without canSAS data/);
  });

  it('reads sasCIF', () => {
    const cif = [
      'data_X_MAIN',
      "_sas_sample.name 'A ball'",
      "_sas_scan.unit '1/nm'",
      'loop_',
      '_sas_scan_intensity.id',
      '_sas_scan_intensity.scan_id',
      '_sas_scan_intensity.momentum_transfer',
      '_sas_scan_intensity.intensity',
      '_sas_scan_intensity.intensity_su_counting',
      ...rows.map((row, i) => {
        const [q, v, s] = row.split(' ');
        return `${i + 1} 1 ${Number(q) * 10} ${v} ${s}`;
      }),
      '#',
      'data_X_FIT_1',
    ].join('\n');
    const read = parseCurve(cif);
    assert.equal(read.format, 'sasCIF');
    assert.equal(read.title, 'A ball');
    assert.equal(read.qUnit, '1/nm');
    assert.equal(read.q.length, 200);
    refused(
      cif.replace('_sas_scan_intensity.momentum_transfer', '_sas_scan_intensity.other'),
      /CIF file without/,
    );
  });

  it('reads GNOM outputs of versions 4 and 5, blank cells and extrapolated rows included', () => {
    const table = rows.map((row) =>
      row
        .split(' ')
        .map((cell) => Number(cell).toExponential(4))
        .join('  '),
    );
    const body = [
      ' S  J EXP  ERROR  J REG  I REG',
      '',
      ' 0.0000E+00    0.1000E+03',
      ' 5.0000E-03    0.9900E+02',
      ...table.map((row) => ` ${row}  0.1E+01  0.1E+01`),
    ];
    const distances = [
      '   R          P(R)      ERROR',
      '',
      ' 0.0 0.0 0.0',
      ' 30.0 0.5 0.01',
      ' 60.0 0.0 0.0',
    ];
    const old = [
      '  ####    G N O M   ---   Version 4.6   ####',
      ' Run title:  a ball',
      '  Real space range   :     from      0.00   to     60.00',
      '   Total  estimate : 0.882',
      ...body,
      '  Distance distribution  function of particle',
      ...distances,
      ' Reciprocal space: Rg =   23.2     , I(0) =   0.1000E+03',
      ' Real space: Rg =   23.24 +- 0.12  I(0) =   0.1000E+03 +-  0.5E+00',
    ].join('\r\n');
    const recent = [
      '  ####      G N O M             Version 5.0 (r12593)      ####',
      '  Input  1:  ball.dat',
      '  Real space range:     0.0000 to      60.0000',
      '  Real space Rg:   0.2324E+02 +-   0.12E+00',
      '  Real space I(0):   0.1000E+03 +-   0.5E+00',
      '  Total Estimate:   0.8820 (a GOOD solution)',
      ...body,
      '  Distance distribution  function of particle',
      ...distances,
    ].join('\n');
    for (const text of [old, recent]) {
      const read = parseCurve(text, { name: 'ball.out' });
      assert.equal(read.format, 'GNOM output');
      assert.equal(read.pointsRead, 200);
      assert.deepEqual(read.leftOut, [
        { reason: 'the row is GNOM’s extrapolation, without a measured intensity', count: 2 },
      ]);
      const { gnom } = read;
      assert.ok(gnom);
      assert.deepEqual(
        [gnom.dmax, gnom.rg, gnom.rgError, gnom.i0, gnom.i0Error, gnom.totalEstimate],
        [60, 23.24, 0.12, 100, 0.5, 0.882],
      );
      assert.deepEqual(Array.from(gnom.r), [0, 30, 60]);
      assert.equal(gnom.q.length, 202);
    }
    refused(recent.replace(/0\.1E\+01  0\.1E\+01/g, ''), /without measured points|is GNOM/);
  });

  it('refuses what is no curve, each in one sentence', () => {
    refused(new Uint8Array(0), /x\.dat is empty/);
    refused(' \r\n\t\n', /x\.dat is empty/);
    refused('', /x\.dat is empty/);
    refused(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0), /is a PNG picture/);
    refused(Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a), /is an HDF5 file/);
    refused(
      Uint8Array.from({ length: 500 }, (_, i) => i % 7),
      /holds binary data/,
    );
    refused('just words\nand more words', /no table of numbers/);
    refused(rows.slice(0, 3).join('\n'), /3 usable points of 3 read; a curve needs at least 10/);
    refused(
      `ATOM      1  N   MET A   1      27.340  24.430   2.614  1.00  9.67           N\n${rows.join('\n')}`,
      /a structure \(PDB\)/,
    );
    refused(`data_1ABC\nloop_\n_atom_site.id\n_atom_site.x\n1 2\n`, /a structure \(mmCIF\)/);
    refused('{"q": [1, 2, 3]}', /looks like JSON/);
    refused(`2theta I err\n${rows.join('\n')}`, /scattering angle/);
    const distances = Array.from(
      { length: 50 },
      (_, i) => `${i} ${Math.sin((Math.PI * i) / 49) ** 2} 0.01`,
    ).join('\n');
    refused(distances, /pair-distance distribution/);
    refused(`r P(r) err\n1 2 3\n`, /pair-distance distribution/);
  });

  it('reads or refuses each of the 39 sample formats as it should', function () {
    const root = evaluationData(this, 'formats');
    const index: {
      file: string;
      q_unit: string | null;
      coarse_parse: { n_points: number | null; has_errors?: boolean };
    }[] = JSON.parse(fs.readFileSync(path.join(root, 'index.json'), 'utf8'));
    const mustRefuse = new Map([
      ['empty.dat', /is empty/],
      ['whitespace.dat', /is empty/],
      ['not_a_curve.dat', /no table/],
      ['line_endings_cr.csv', /6 usable points/],
      ['line_endings_crlf.csv', /6 usable points/],
      ['line_endings_lf.csv', /6 usable points/],
      ['columns.dat', /unit of q .* not certain/],
      ['columns-bad.dat', /unit of q .* not certain/],
      ['bsa.dat', /unit of q .* not certain/], // a buffer before subtraction: no size tells its unit
    ]);
    /** A simple reader stops at the overlap of two ranges of one instrument; columns of other things are no errors. */
    const points = new Map([
      ['encoding_windows1252.txt', 969],
      ['Ludox_silica.xml', 92],
    ]);
    const modelled = [
      'bioisis32.dat',
      'exp-saxs.dat',
      'csv_2col.csv',
      'SASDBX9.dat',
      'dammin-lyz.fit',
      'saxess_example.pdh',
    ];
    assert.equal(index.length, 39);
    for (const { file, q_unit, coarse_parse } of index) {
      const bytes = fs.readFileSync(path.join(root, file));
      const reason = mustRefuse.get(file);
      if (reason) {
        assert.throws(
          () => parseCurve(bytes, { name: file }),
          (error: Error) => error instanceof InputError && reason.test(error.message),
          file,
        );
        continue;
      }
      const read = parseCurve(bytes, { name: file });
      assert.equal(read.qUnit, q_unit, file);
      assert.equal(read.pointsRead, points.get(file) ?? coarse_parse.n_points, file);
      assert.equal(read.errors, modelled.includes(file) ? 'model' : 'measured', file);
      assert.ok(read.q.length + read.leftOut.reduce((n, l) => n + l.count, 0) >= read.pointsRead, file);
    }
  });

  it('tells the distances of depositors from their curves', function () {
    const root = evaluationData(this, 'experimental');
    const files = fs
      .readdirSync(root)
      .map((id) => path.join(root, id, 'pofr_data_file.dat'))
      .filter((file) => fs.existsSync(file));
    assert.equal(files.length, 24);
    for (const file of files)
      assert.throws(() => parseCurve(fs.readFileSync(file)), /pair-distance distribution/, file);
  });
});
