import { ok } from 'node:assert';
import { pairCount } from '../../../src/moments/invariants';
import { ballFormFactor } from '../../../src/scattering/ball';
import { profile } from '../../../src/profile/profile';
import { Random } from '../../../src/random';
import { CURVE_ORDER, CURVE_ROW, writeCurveRow } from '../../../src/train/samples/curveTable';
import { trainingProfiles } from '../../../src/train/samples/trainingCurves';
import { FEATURE_COUNT, FEATURE_U } from '../../../src/network/profileFeatures';

const RADIUS = 26,
  VICINITY = 4,
  LAYER = 3;
const PAIRS = pairCount(CURVE_ORDER);

/** The row of a ball: points close together up to 26 Å, each reaching 4 Å. */
function ballRow(): Float32Array {
  const points: number[] = [];
  for (let x = -RADIUS; x <= RADIUS; x += 2)
    for (let y = -RADIUS; y <= RADIUS; y += 2)
      for (let z = -RADIUS; z <= RADIUS; z += 2) {
        if (Math.hypot(x, y, z) <= RADIUS) points.push(x, y, z);
      }
  const row = new Float32Array(CURVE_ROW);
  writeCurveRow({ xyz: Float64Array.from(points), rmax: RADIUS, radius: VICINITY }, row, 0);
  return row;
}

describe('training curves', () => {
  const row = ballRow();
  const ball = row[CURVE_ROW - 2];
  const q = Float64Array.from({ length: 30 }, (_, i) => 0.004 * (i + 1));

  /** I(q)/I(0) with a layer of this contrast. */
  const withLayer = (contrast: number): Float64Array => {
    const F = Float64Array.from(
      { length: PAIRS },
      (_, p) => row[p] + 2 * contrast * row[PAIRS + p] + contrast ** 2 * row[2 * PAIRS + p],
    );
    const intensity = profile(F, 1, CURVE_ORDER, Float64Array.of(0, ...q), 0.9 * ball);
    return intensity.slice(1).map((I) => I / intensity[0]);
  };

  it('of a ball are those of its formula', () => {
    withLayer(0).forEach((I, i) =>
      ok(Math.abs(I - ballFormFactor(q[i] * (RADIUS + VICINITY)) ** 2) < 0.02, `q ${q[i]}: ${I}`),
    );
  });

  it('with a hydration layer as dense as the body are those of the larger ball', () => {
    withLayer(1).forEach((I, i) =>
      ok(Math.abs(I - ballFormFactor(q[i] * (RADIUS + VICINITY + LAYER)) ** 2) < 0.02, `q ${q[i]}: ${I}`),
    );
  });

  it('have features near zero at small u, present in one piece, and the same for the same seed', () => {
    const rows = new Float32Array(20 * CURVE_ROW);
    for (let i = 0; i < 20; i++) rows.set(row, i * CURVE_ROW);
    const features = trainingProfiles(rows, 20, new Random(3)).features;
    const again = trainingProfiles(rows, 20, new Random(3)).features;
    ok(features.every((v, i) => v === again[i] && Number.isFinite(v)));
    const n = FEATURE_U.length;
    for (let s = 0; s < 20; s++) {
      const mask = Array.from(features.subarray(s * FEATURE_COUNT + n, s * FEATURE_COUNT + 2 * n));
      ok(mask.join('').replace(/^0*1+0*$/, '') === '', `measured range in one piece: ${mask.join('')}`);
      for (let i = 0; i < 4; i++) if (mask[i]) ok(Math.abs(features[s * FEATURE_COUNT + i]) < 0.15);
      ok(
        features[s * FEATURE_COUNT + 3 * n] > Math.log(15 / 25) &&
          features[s * FEATURE_COUNT + 3 * n] < Math.log(40 / 25),
      );
    }
  });
});
