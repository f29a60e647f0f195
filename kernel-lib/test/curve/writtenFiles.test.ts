import assert from 'node:assert/strict';
import path from 'node:path';
import { analyseCurve } from '../../src/curve/analyseCurve';
import { averageCurves, curveSeries } from '../../src/curve/curveSeries';
import { forwardMass, parseConcentration } from '../../src/curve/forwardMass';
import { parseCurve } from '../../src/curve/format/parseCurve';
import { writeGnom } from '../../src/curve/format/writeGnom';
import { writeSasCif } from '../../src/curve/format/writeSasCif';
import { pairDistance } from '../../src/curve/pairDistance';
import { sequenceMass } from '../../src/curve/sequenceMass';
import type { Curve } from '../../src/curve/curve';
import { readCurve } from '../../src/node/readCurve';
import { Random } from '../../src/random';

const curve = readCurve(path.join(__dirname, '..', '..', '..', 'fixtures', 'SASDA25.dat'));
const analysis = analyseCurve(curve);

function near(found: ArrayLike<number>, wanted: ArrayLike<number>, relative: number, what: string): void {
  assert.equal(found.length, wanted.length, what);
  const most = Math.max(...Array.from(wanted, Math.abs));
  for (let i = 0; i < found.length; i++) {
    const error = Math.abs(found[i] - wanted[i]);
    assert.ok(
      error <= relative * Math.max(Math.abs(wanted[i]), 1e-6 * most),
      `${what} ${i}: ${found[i]} for ${wanted[i]}`,
    );
  }
}

describe('writeGnom', () => {
  const distances = pairDistance(curve, { dmax: 72 });
  const back = parseCurve(writeGnom(curve, distances, 'a <b>\n'), { name: 'pr.out' });

  it('is read back as a GNOM output with the points, p(r) and its numbers', () => {
    assert.equal(back.format, 'GNOM output');
    const used = Array.from(curve.q).filter((q) => q <= distances.qMax).length;
    near(back.q, curve.q.slice(0, used), 1e-3, 'q');
    near(back.intensity, curve.intensity.slice(0, used), 1e-3, 'I');
    near(back.sigma, curve.sigma.slice(0, used), 1e-3, 'σ');
    const gnom = back.gnom!;
    assert.equal(gnom.dmax, 72);
    near([gnom.rg, gnom.i0], [distances.rg, distances.i0], 1e-3, 'Rg and I(0)');
    near(gnom.p, distances.p, 1e-3, 'p(r)');
    near(gnom.r, distances.r, 1e-3, 'r');
  });

  it('has the intensity of p(r) from q = 0 on', () => {
    const { q, regularised } = back.gnom!;
    assert.equal(q[0], 0);
    assert.ok(
      Math.abs(regularised[0] / distances.i0 - 1) < 0.005,
      `I(0) ${regularised[0]} for ${distances.i0}`,
    );
    for (let i = 1; i < q.length; i++) assert.ok(q[i] > q[i - 1]);
  });

  it('names the unit of q, so that it is not guessed', () => {
    const back = parseCurve(writeGnom(curve, analysis.pairDistance!, 'a'), { name: 'a.out' });
    assert.match(back.unitReason, /S = 4 pi sin\(theta\) \/ lambda in 1\/A.*says 1\/A/);
  });
});

describe('writeSasCif', () => {
  it('is read back as the same curve, with its unit and its name', () => {
    const text = writeSasCif(
      { ...curve, title: "it's <b>\n_sas_scan.unit 1/nm" },
      { analysis, software: 'x' },
    );
    const back = parseCurve(text, { name: 'a.sascif' });
    assert.equal(back.format, 'sasCIF');
    assert.equal(back.qUnit, '1/A');
    near(back.q, curve.q, 1e-6, 'q');
    near(back.intensity, curve.intensity, 1e-6, 'I');
    near(back.sigma, curve.sigma, 1e-6, 'σ');
    assert.match(
      text,
      new RegExp(`_sas_result\\.D_max +${analysis.pairDistance!.dmax.toExponential(4).slice(0, 5)}`),
    );
  });

  it('holds the fit of a model and the unit of I where they are known', () => {
    const model = curve.intensity.map((value) => 1.01 * value);
    const text = writeSasCif(curve, {
      analysis,
      software: 'x',
      absolute: true,
      model: {
        type: 'atomic',
        software: 'x',
        chi2: 1.25,
        p: 0.5,
        q: curve.q,
        intensity: curve.intensity,
        model,
      },
    });
    assert.match(text, /^_sas_scan\.intensity_units +'1\/cm'$/m);
    assert.match(text, /^_sas_model_fitting_details\.chi_square +1\.25/m);
    const rows = text.split('_sas_model_fitting.fit\n')[1].trim().split('\n').slice(0, -1);
    assert.equal(rows.length, curve.q.length);
    const [, , q, i, fit] = rows[3].split(' ').map(Number);
    assert.ok(Math.abs(q / curve.q[3] - 1) < 1e-6 && Math.abs(fit / i - 1.01) < 1e-6);
    near(parseCurve(text, { name: 'a.sascif' }).q, curve.q, 1e-6, 'q');
  });
});

describe('sequenceMass', () => {
  it('of hen egg-white lysozyme is 14.31 kDa', () => {
    const lysozyme =
      'KVFGRCELAAAMKRHGLDNYRGYSLGNWVCAAKFESNFNTQATNRNTDGSTDYGILQINSRWWCNDGRTPGSRNLCNIPCSALLSSDITASVNCAKKIVSDGNGMNAWVAWRNRCKGTDVQAWIRGCRL';
    const one = sequenceMass(lysozyme);
    assert.ok(Math.abs(one.mass - 14.313) < 0.003, `${one.mass}`);
    assert.deepEqual([one.residues, one.chains], [129, 1]);
    const two = sequenceMass(`>a|x\n${lysozyme.slice(0, 60)}\n${lysozyme.slice(60)}*\n>b\n${lysozyme}\n`);
    assert.ok(Math.abs(two.mass - 2 * one.mass) < 1e-9 && two.chains === 2);
  });

  it('refuses what is no sequence in one sentence', () => {
    assert.throws(() => sequenceMass('>only a head\n', 'a.fasta'), /a\.fasta holds no residues/);
    assert.throws(() => sequenceMass('MKT@', 'a.fasta'), /expected amino acids in one-letter code/);
    assert.throws(
      () => sequenceMass('>a\nAUGGCUAAUGCC\n', 'r.fasta'),
      /r\.fasta holds nucleotides \(AUGGCUAAUG…\)/,
    );
    assert.throws(() => sequenceMass('Met-Lys-Val-Phe-Gly'), /three-letter code/);
    assert.equal(sequenceMass('; a comment\n>a\nKVFGR\n').residues, 5);
  });
});

describe('forwardMass', () => {
  it('of BSA at 1 mg/mL is 66 kDa for the published 0.0477 per cm within the scatter of such constants', () => {
    const { mw, mwError } = forwardMass(0.0477, 0.001, parseConcentration('1 mg/mL'));
    assert.ok(Math.abs(mw / 66.4 - 1) < 0.05, `${mw}`);
    assert.ok(Math.abs(mwError / mw - Math.hypot(0.1, 0.001 / 0.0477)) < 1e-9, `${mwError}`);
    const known = forwardMass(0.0477, 0.001, parseConcentration('1 ± 0.02 mg/mL'));
    assert.ok(Math.abs(known.mwError / mw - Math.hypot(0.02, 0.001 / 0.0477)) < 1e-9, `${known.mwError}`);
  });

  it('reads concentrations with their unit, and asks for it', () => {
    assert.equal(parseConcentration('3.2 mg/mL').milligrams, 3.2);
    assert.equal(parseConcentration('3.2g/l').milligrams, 3.2);
    assert.equal(parseConcentration('500 µg/ml').milligrams, 0.5);
    assert.deepEqual(parseConcentration('3.2 +- 0.1 mg/ml'), { milligrams: 3.2, error: 0.1 });
    for (const text of [
      '2 mg mL-1',
      '2 mg·mL⁻¹',
      '2 kg/m3',
      '2 kg/m³',
      '2 µg/µL',
      '2000 mg/L',
      '2000 ug mL^-1',
    ])
      assert.ok(Math.abs(parseConcentration(text).milligrams - 2) < 1e-12, text);
    assert.throws(() => parseConcentration('3.2'), /has no unit: expected one such as "3\.2 mg\/mL"/);
    for (const text of ['', 'mg/mL', '-1 mg/mL', '0 mg/mL', '3 mM', '3 mg', '1.2.3 mg/mL']) {
      assert.throws(() => parseConcentration(text), /expected/);
    }
  });
});

describe('curveSeries', () => {
  const q = Float64Array.from({ length: 200 }, (_, i) => 0.01 + 0.001 * i);
  const frame = (rg: number, height: number, seed: number): Curve => {
    const random = new Random(seed);
    const ideal = q.map((value) => height * Math.exp(-((value * rg) ** 2) / 3) + 0.002 * height);
    const sigma = ideal.map((value) => 0.01 * value + 0.001);
    return { q, intensity: ideal.map((value, i) => value + sigma[i] * random.normal()), sigma };
  };

  it('tells the frame that differs from the others, and averages the rest', () => {
    const frames = [frame(20, 1, 1), frame(20, 1, 2), frame(23, 1.2, 3), frame(20, 1, 4)];
    const series = curveSeries(frames);
    assert.deepEqual(series.alike, [0, 1, 3]);
    assert.equal(series.pairs.length, 6);
    const mean = averageCurves(series.alike.map((k) => frames[k]));
    assert.ok(Math.abs(mean.sigma[5] * Math.sqrt(3) - frames[0].sigma[5]) < 0.02 * frames[0].sigma[5]);
  });

  it('warns of a size that grows with the concentration, and compares shapes by scale', () => {
    const thin = frame(20, 1, 5),
      thick = frame(22, 5, 6);
    const series = curveSeries([thin, thick], { scale: true });
    assert.match(series.warnings.join(' '), /Rg grows, as with association, from 2\d\.\d to 2\d\.\d Å/);
    const same = curveSeries([frame(20, 1, 7), frame(20, 4, 8)], { scale: true });
    assert.deepEqual(same.alike, [0, 1]);
    assert.deepEqual(same.warnings, []);
  });

  it('takes a curve that is given twice as the same, and says so', () => {
    const one = frame(20, 1, 1);
    const series = curveSeries([one, one, frame(20, 1, 2)]);
    assert.deepEqual(series.alike, [0, 1, 2]);
    assert.equal(series.pairs[0].runs.p, 1);
    assert.deepEqual(series.warnings, ['Curves 1 and 2 are the same: a mean counts that measurement twice.']);
  });

  it('warns of heights that differ, and of repulsion that Rg does not show', () => {
    const thin = frame(20, 1, 3),
      thick = frame(20, 6, 4);
    const apart = curveSeries([thin, thick]);
    assert.match(
      apart.warnings.join(' '),
      /^I\(0\) differs by a factor of [56]\.\d: .* compared with the option scale\.$/,
    );
    const repelled = thick.intensity.map((value, i) => value / (1 + 0.15 * Math.exp(-2000 * q[i] ** 2)));
    const series = curveSeries([thin, { ...thick, intensity: repelled }], { scale: true });
    assert.match(series.warnings.join(' '), /as with repulsion/);
    for (let seed = 10; seed < 20; seed++) {
      const same = curveSeries([frame(20, 1, seed), frame(20, 4, seed + 50)], { scale: true });
      assert.deepEqual(same.warnings, [], `seed ${seed}`);
    }
  });

  it('refuses one curve, and curves without common q', () => {
    assert.throws(() => curveSeries([frame(20, 1, 1)]), /expected two or more/);
    const far = { ...frame(20, 1, 1), q: q.map((value) => value + 1) };
    assert.throws(() => curveSeries([frame(20, 1, 1), far]), /points in common/);
  });
});
