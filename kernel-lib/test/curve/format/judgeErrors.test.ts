import assert from 'node:assert/strict';
import type { Curve } from '../../../src/curve/curve';
import { localScatter } from '../../../src/curve/localScatter';
import { parseCurve } from '../../../src/curve/format/parseCurve';
import type { MeasuredCurve } from '../../../src/curve/measuredCurve';
import { asText, ball, evenQ, noisy } from '../bodies';

const q = evenQ(0.01, 0.3, 400);
const curve = noisy(q, (value) => 100 * ball(value, 30), 1, 0.01, 1e-3);

function read(changed: Partial<Curve>): MeasuredCurve {
  return parseCurve(asText({ ...curve, ...changed }), { unit: '1/A' });
}

describe('the errors of a file', () => {
  it('are used where they are of the size of the scatter', () => {
    const { errors, errorsReason, sigma, warnings } = read({});
    assert.equal(errors, 'measured');
    assert.match(errorsReason, /^The file’s errors are used; their median is (0\.9|1\.0|1\.1)/);
    sigma.forEach((value, i) => assert.ok(Math.abs(value / curve.sigma[i] - 1) < 1e-5));
    assert.deepEqual(warnings, []);
  });

  it('are modelled where there are none', () => {
    const text = Array.from(q, (value, i) => `${value} ${curve.intensity[i]}`).join('\n');
    const result = parseCurve(text, { unit: '1/A' });
    assert.equal(result.errors, 'model');
    assert.match(
      result.errorsReason,
      /^The file has no column of errors; errors are modelled from the scatter/,
    );
    // the model estimates the true noise: median ratio near 1 where the noise exceeds the model's floor of 0.5 %
    const ratios = Array.from(result.sigma, (value, i) => value / curve.sigma[i]).sort((a, b) => a - b);
    assert.ok(ratios[200] > 0.8 && ratios[200] < 1.25, `median of model over true error: ${ratios[200]}`);
  });

  it('are modelled where they are 0, a copy, a fit, absurdly large or small', () => {
    const exact = q.map((value) => 100 * ball(value, 30) + 0.02);
    const cases: [string, Float64Array, RegExp][] = [
      ['zero', q.map(() => 0), /The column of errors is 0 everywhere/],
      ['negative', q.map((_, i) => (i % 4 ? -1 : 1)), /not above 0 in 300 of 400 rows/],
      ['copy', curve.intensity.map((value) => Math.abs(value)), /repeats the intensity/],
      ['fit', exact, /like a fit or a copy/],
      ['large', curve.intensity.map((value) => 5 * Math.abs(value) + 1), /absurdly large/],
      ['small', curve.sigma.map((value) => 1e-4 * value), /absurdly small/],
    ];
    for (const [name, sigma, reason] of cases) {
      const result = read({ sigma });
      assert.equal(result.errors, 'model', name);
      assert.match(result.errorsReason, reason, name);
      assert.ok(
        result.sigma.every((value) => value > 0 && Number.isFinite(value)),
        name,
      );
    }
  });

  it('draw a warning where they are several times off', () => {
    assert.match(
      read({ sigma: curve.sigma.map((s) => 5 * s) }).warnings.join(' '),
      /too large, or the points were smoothed/,
    );
    assert.match(read({ sigma: curve.sigma.map((s) => s / 5) }).warnings.join(' '), /too small/);
  });

  it('cost only their rows where a few are missing', () => {
    const result = read({ sigma: curve.sigma.map((s, i) => (i === 50 ? 0 : i === 60 ? -1 : s)) });
    assert.equal(result.errors, 'measured');
    assert.equal(result.q.length, 398);
    assert.deepEqual(result.leftOut, [{ reason: 'the error is not above 0', count: 2 }]);
  });
});

describe('localScatter', () => {
  it('measures noise that changes along a steep curve', () => {
    const scatter = localScatter(curve.q, curve.intensity);
    for (const part of [
      [0, 100],
      [100, 200],
      [200, 300],
      [300, 400],
    ]) {
      const ratio = scatter.slice(...part).reduce((sum, s, i) => sum + s / curve.sigma[part[0] + i], 0) / 100;
      assert.ok(ratio > 0.75 && ratio < 1.3, `points ${part}: ${ratio}`);
    }
  });

  it('sees none in a cubic, however it is spaced', () => {
    const uneven = q.map((value) => value ** 2 + 0.1 * value);
    const scatter = localScatter(
      uneven,
      uneven.map((x) => 1 + x - 3 * x * x + 2 * x ** 3),
    );
    assert.ok(scatter.every((s) => s < 1e-9));
    assert.deepEqual(Array.from(localScatter(q.slice(0, 3), q.slice(0, 3))), [0, 0, 0]);
  });
});
