import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Curve } from '../../../src/curve/curve';
import { parseCurve } from '../../../src/curve/format/parseCurve';
import { InputError } from '../../../src/inputError';
import { asText, ball, ellipsoid, evenQ, measuredCurves, noisy } from '../bodies';
import { evaluationData } from '../../evaluationData';

describe('the unit of q', function () {
  this.timeout(60000);

  it('is found for bodies of 13 to 100 Å in both units, without a word about it', () => {
    for (const radius of [13, 20, 40, 70, 100]) {
      for (const [unit, factor] of [
        ['1/A', 1],
        ['1/nm', 10],
      ] as const) {
        const curve = noisy(evenQ(0.01, 0.35, 400), (q) => ball(q, radius), radius, 0.01, 1e-3);
        // the Guinier range of the largest begins behind the first point
        if (0.01 * radius * Math.sqrt(0.6) > 1) continue;
        const read = parseCurve(asText(curve, factor), { name: `ball ${radius} in ${unit}` });
        assert.equal(read.qUnit, unit, `ball ${radius}`);
        assert.ok(read.qUnitConfidence >= 0.9 && read.qUnitConfidence <= 1);
        assert.ok(Math.abs(read.q[10] / curve.q[10] - 1) < 1e-6, 'q of the result is in 1/Å');
        assert.match(read.unitReason, /No unit of q is named/);
      }
    }
  });

  it('is taken from the header, with the words quoted', () => {
    const text = `# q [1/nm]  I  sigma\n${asText(
      noisy(evenQ(0.01, 0.3, 200), (q) => ball(q, 30), 1),
      10,
    )}`;
    const read = parseCurve(text);
    assert.equal(read.qUnit, '1/nm');
    assert.match(read.unitReason, /the line "# q \[1\/nm\] I sigma" says 1\/nm/);
    assert.equal(parseCurve(`# rebinned from a file in 1/A\n${text}`).unitReason, read.unitReason);
  });

  it('is refused where a header contradicts the curve', () => {
    const text = `# q [1/nm]  I  sigma\n${asText(noisy(evenQ(0.01, 0.3, 200), (q) => ball(q, 30), 2))}`;
    assert.throws(
      () => parseCurve(text, { name: 'x.dat' }),
      (error: Error) =>
        error instanceof InputError &&
        /x\.dat is not certain: the line "# q \[1\/nm\] I sigma" does not go with the curve/.test(
          error.message,
        ),
    );
    assert.equal(parseCurve(text, { unit: '1/A' }).qUnit, '1/A');
  });

  it('is refused where nothing tells it', () => {
    const cases: [string, Curve][] = [
      ['no Guinier range', noisy(evenQ(0.1, 0.6, 200), (q) => ball(q, 30) + 0.01, 3)],
      ['a short range', noisy(evenQ(0.02, 0.06, 200), (q) => ball(q, 30), 4)],
      ['few points', noisy(evenQ(0.01, 0.3, 20), (q) => ball(q, 20), 5)],
      ['a power law', noisy(evenQ(0.01, 0.3, 200), (q) => (q < 1e-5 ? 1 : 1e-6 / q ** 3), 6)],
    ];
    for (const [name, curve] of cases) {
      assert.throws(() => parseCurve(asText(curve), { name }), /is not certain.*say 1\/A or 1\/nm\.$/, name);
      const given = parseCurve(asText(curve), { name, unit: '1/nm' });
      assert.equal(given.qUnitConfidence, 1);
      assert.ok(Math.abs(given.q[0] - curve.q[0] / 10) < 1e-8);
    }
  });

  it('draws a warning where the unit that is given makes an unusual curve', () => {
    const text = asText(noisy(evenQ(0.01, 0.3, 200), (q) => ball(q, 30), 7));
    assert.match(
      parseCurve(text, { unit: '1/nm' }).warnings.join(' '),
      /In 1\/nm, as given, Rg is 23\d Å.*unusual/,
    );
    assert.deepEqual(parseCurve(text, { unit: '1/A' }).warnings, []);
    assert.match(
      parseCurve(`# q [1/nm] I s\n${text}`, { unit: '1/A' }).warnings.join(' '),
      /gave 1\/A, but the line .* says 1\/nm/,
    );
    assert.throws(() => parseCurve(text, { unit: '1/cm' as '1/A' }), InputError);
  });

  it('is right for all 64 measured curves, as they are and rewritten bare in either unit', function () {
    const root = evaluationData(this, 'experimental');
    const curves = measuredCurves(root);
    assert.equal(curves.length, 64);
    for (const { id, file, q_unit: unit, n_points, q_min, q_max } of curves) {
      const curve = parseCurve(fs.readFileSync(file), { name: id });
      assert.equal(curve.qUnit, unit, id);
      assert.equal(curve.pointsRead, n_points, id);
      assert.ok(
        Math.abs(curve.q[0] / q_min - 1) < 1e-4 && curve.q[curve.q.length - 1] < q_max * 1.0001,
        `range of ${id}`,
      );
      for (const [other, factor] of [
        ['1/A', 1],
        ['1/nm', 10],
      ] as const) {
        assert.equal(
          parseCurve(asText(curve, factor), { name: id }).qUnit,
          other,
          `${id} rewritten in ${other}`,
        );
      }
    }
  });

  it('is right or refused, never wrong, for pieces of the measured curves', function () {
    const root = evaluationData(this, 'experimental');
    let right = 0;
    for (const { id, file, q_unit } of measuredCurves(root)) {
      const { q, intensity, sigma } = parseCurve(fs.readFileSync(file), { name: id, unit: q_unit });
      for (const [low, high] of [
        [0, 0.15],
        [0, 0.05],
        [0.05, 9],
        [0.1, 9],
      ]) {
        const keep = (values: Float64Array): Float64Array =>
          values.filter((_, i) => q[i] >= low && q[i] <= high);
        for (const [unit, factor] of [
          ['1/A', 1],
          ['1/nm', 10],
        ] as const) {
          try {
            const text = asText({ q: keep(q), intensity: keep(intensity), sigma: keep(sigma) }, factor);
            assert.equal(parseCurve(text).qUnit, unit, `${id}, q ${low} to ${high}`);
            if (high === 0.15) right++;
          } catch (error) {
            if (!(error instanceof InputError)) throw error;
          }
        }
      }
    }
    // cut at 0.15 1/Å most curves still tell their unit
    assert.ok(right > 110, `${right} of 128 right below 0.15 1/Å`);
  });

  it('is refused for a wide-angle piece, whose fall looks like that of a larger particle', function () {
    const root = evaluationData(this, 'experimental');
    assert.throws(
      () => parseCurve(fs.readFileSync(path.join(root, 'LYZ_RAW', 'lys_waxs.dat'))),
      /not certain/,
    );
  });

  it('is refused or right for rods and discs', () => {
    for (const [a, c, unit, factor] of [
      [10, 80, '1/A', 1],
      [10, 80, '1/nm', 10],
      [60, 10, '1/A', 1],
      [60, 10, '1/nm', 10],
    ] as const) {
      const text = asText(
        noisy(evenQ(0.008, 0.3, 300), (q) => ellipsoid(q, a, c), a + c),
        factor,
      );
      assert.equal(parseCurve(text).qUnit, unit, `${a}, ${c}`);
    }
  });
});
