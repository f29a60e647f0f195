import { ok, strictEqual } from 'node:assert';
import {
  dimensionlessProfile,
  FEATURE_COUNT,
  FEATURE_U,
  writeFeatures,
} from '../../src/network/profileFeatures';

/** A Guinier curve with 1 % errors. */
function guinierCurve(rg: number, i0: number, points: number, qMin: number, qMax: number) {
  const q = Float64Array.from({ length: points }, (_, i) => qMin + ((qMax - qMin) * i) / (points - 1));
  const intensity = q.map((x) => i0 * Math.exp(-((x * rg) ** 2) / 3));
  return { q, intensity, sigma: intensity.map((I) => 0.01 * I) };
}

describe('features of a profile', () => {
  it('are zero for a Guinier curve as long as u²/3 is below 3, whatever its size and scale', () => {
    for (const [rg, i0] of [
      [15, 1],
      [40, 3e5],
    ]) {
      const features = new Float32Array(FEATURE_COUNT);
      writeFeatures(dimensionlessProfile(guinierCurve(rg, i0, 4000, 0.002, 9 / rg), rg, i0), rg, features);
      const n = FEATURE_U.length;
      for (let i = 0; i < n && FEATURE_U[i] < 2.8; i++) {
        ok(Math.abs(features[i]) < 0.02, `u ${FEATURE_U[i]}: ${features[i]}`);
        strictEqual(features[n + i], 1);
        ok(features[2 * n + i] > 0 && features[2 * n + i] < 0.01, 'many points a bin make a small error');
      }
      ok(Math.abs(features[3 * n] - Math.log(rg / 25)) < 1e-6);
    }
  });

  it('say what was not measured', () => {
    const { present } = dimensionlessProfile(guinierCurve(20, 1, 500, 0.04, 0.2), 20, 1);
    FEATURE_U.forEach((u, i) => {
      if (u < 0.04 * 20 - 0.12 || u > 0.2 * 20 + 0.12) strictEqual(present[i], 0, `u ${u}`);
      if (u > 0.04 * 20 && u < 0.2 * 20) strictEqual(present[i], 1, `u ${u}`);
    });
  });

  it('interpolate between sparse points', () => {
    const { intensity, present } = dimensionlessProfile(guinierCurve(20, 1, 12, 0.01, 0.2), 20, 1);
    FEATURE_U.forEach((u, i) => {
      if (!present[i] || u > 2) return;
      ok(Math.abs(intensity[i] - Math.exp((-u * u) / 3)) < 0.03, `u ${u}: ${intensity[i]}`);
    });
  });
});
