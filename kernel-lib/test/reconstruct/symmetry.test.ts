import { deepStrictEqual, ok, throws } from 'node:assert';
import { parsePointGroup } from '../../src/grid/pointGroup';
import { GRID_CENTRE, GRID_SIZE } from '../../src/grid/shapeGrid';
import { SymmetricBall } from '../../src/grid/symmetricBall';
import { BALL_INDEX, BALL_POINTS, fromBall, toBall } from '../../src/grid/unitBall';
import { zernikeMoments } from '../../src/moments/zernikeMoments';
import { LATENT_SIZE, type AutoEncoder } from '../../src/network/autoEncoder';
import { SymmetricNetwork } from '../../src/network/symmetricNetwork';
import { CurveMisfit } from '../../src/profile/curveMisfit';
import { LatticeProfile } from '../../src/profile/latticeProfile';
import { Random } from '../../src/random';
import { radiusOfDensity, refineMap } from '../../src/refine/refineMap';
import { fillOptions, PAPER_METHOD } from '../../src/reconstruct/options';
import { knownWeights, requirePossible } from '../../src/reconstruct/symmetricStart';
import { findSymmetry } from '../../src/superposition/symmetry';

/** Soft balls at places in grid steps. */
function blobs(centres: readonly (readonly number[])[], radius: number): Float64Array {
  return Float64Array.from(BALL_INDEX, (p) => {
    const x = [Math.floor(p / GRID_SIZE ** 2), Math.floor(p / GRID_SIZE) % GRID_SIZE, p % GRID_SIZE];
    const d = Math.min(...centres.map((c) => Math.hypot(...x.map((v, a) => v - GRID_CENTRE - c[a]))));
    return 1 / (1 + Math.exp((d - radius) / 1.2));
  });
}

/** Broad modes without any symmetry. */
function modes(count: number): Float32Array {
  const random = new Random(8);
  const made = new Float32Array(count * BALL_POINTS);
  for (let k = 0; k < count; k++) {
    const at = [0, 1, 2].map(() => 4 * random.normal());
    blobs([at], 4).forEach((value, b) => (made[k * BALL_POINTS + b] = value));
  }
  return made;
}

/** An auto-encoder whose probabilities are a logistic function of a sum of modes. */
function smallNetwork(): AutoEncoder {
  const basis = modes(3);
  const fieldOf = (z: ArrayLike<number>, b: number): number =>
    [0, 1, 2].reduce((sum, k) => sum + z[k] * basis[k * BALL_POINTS + b], -1);
  const decode = (z: Float32Array): Float32Array =>
    fromBall(
      Float32Array.from({ length: BALL_POINTS }, (_, b) => 1 / (1 + Math.exp(-fieldOf(z, b)))),
      1,
    );
  return {
    name: 'small',
    encode: () => new Float32Array(LATENT_SIZE),
    decode,
    decodeShapes: (z) => Uint8Array.from(decode(z), (v) => (v > 0.5 ? 1 : 0)),
    slopeAlongLatents: (_, probabilities, slopes) => {
      const along = new Float64Array(LATENT_SIZE);
      for (let k = 0; k < 3; k++)
        for (let b = 0; b < BALL_POINTS; b++) {
          const p = probabilities[b];
          along[k] += slopes[b] * p * (1 - p) * basis[k * BALL_POINTS + b];
        }
      return along;
    },
  };
}

const shareOf = (ball: ArrayLike<number>, name: string): number =>
  findSymmetry(zernikeMoments(fromBall(ball, 1), 1, 12), 12, parsePointGroup(name)).share;

describe('a reconstruction with symmetry', () => {
  it('refines a map that keeps it, whatever the modes are', () => {
    const ball = new SymmetricBall({ group: parsePointGroup('C3'), axis: 2 });
    const arms = [0, 1, 2].map((k) => [
      6.5 * Math.cos((2 * Math.PI * k) / 3),
      6.5 * Math.sin((2 * Math.PI * k) / 3),
      0,
    ]);
    const truth = ball.apply(blobs(arms, 4.5), new Float64Array(BALL_POINTS));
    const start = ball.apply(blobs([[0, 0, 0]], 8), new Float64Array(BALL_POINTS));
    const rmax = 45;
    const q = Float64Array.from({ length: 25 }, (_, i) => 0.01 + 0.007 * i);
    const intensity = new LatticeProfile(q, rmax).intensity(truth).slice();
    const sigma = intensity.map((I) => 0.02 * I);
    const misfit = new CurveMisfit({ q, intensity, sigma }, rmax, {
      background: [0, 0],
      formFactor: [0, 0],
    });
    const before = misfit.value(start);
    const { ball: map, change } = refineMap(
      start,
      misfit,
      { count: 8, modes: modes(8) },
      {
        rg: radiusOfDensity(truth).rg,
        rgErrorShare: 0.01,
        chi2: (density) => (2 * misfit.value(density)) / q.length,
        symmetry: ball,
      },
    );
    ok(change > 0 && misfit.value(map) < before, `misfit ${before}, then ${misfit.value(map)}`);
    ok(shareOf(map, 'C3') > 1 - 1e-3, `share ${shareOf(map, 'C3')}`);
    ok(
      map.some((value, b) => Math.abs(value - start[b]) > 0.02),
      'the map differs from the mean',
    );
  });

  it('decodes symmetric shapes, with the slope along their latents', () => {
    const network = new SymmetricNetwork(smallNetwork(), { group: parsePointGroup('D2'), axis: 0 });
    const z = new Float32Array(LATENT_SIZE);
    z.set([3, 2.5, -1]);
    const decoded = toBall(network.decode(z, 1), 1);
    ok(shareOf(decoded, 'D2') > 1 - 1e-6);
    ok(shareOf(toBall(smallNetwork().decode(z, 1), 1), 'D2') < 0.95, 'the network alone knows no symmetry');
    const weights = blobs([[3, 2, 1]], 5);
    const value = (latents: Float32Array): number =>
      toBall(network.decode(latents, 1), 1).reduce((sum, p, b) => sum + p * p * weights[b], 0);
    const slopes = Float64Array.from(decoded, (p, b) => 2 * p * weights[b]);
    const along = network.slopeAlongLatents!(z, decoded, slopes);
    for (let k = 0; k < 3; k++) {
      const step = 0.02;
      const [up, down] = [step, -step].map((h) => value(z.map((x, i) => (i === k ? x + h : x))));
      const wanted = (up - down) / (2 * step);
      ok(Math.abs(along[k] - wanted) < 2e-3 * Math.abs(wanted) + 1e-2, `${k}: ${along[k]} for ${wanted}`);
    }
  });

  it('gives known shapes that have it their weight in proportion where there are few', () => {
    const weights = { directWeight: 0.4, libraryWeight: 0.5 };
    deepStrictEqual(knownWeights(weights, undefined), weights);
    deepStrictEqual(knownWeights(weights, { symmetric: 30 }), weights);
    const few = knownWeights(weights, { symmetric: 15 });
    ok(Math.abs(few.libraryWeight - 0.25) < 1e-12 && Math.abs(few.directWeight - 0.65) < 1e-12);
  });

  it('refuses a symmetry that the particle cannot have, and one for the method as published', () => {
    const c3 = parsePointGroup('C3');
    requirePossible(c3, 14);
    requirePossible(c3, undefined);
    throws(
      () => requirePossible(parsePointGroup('D6'), 14.3),
      /weighs 14 kDa and cannot have the symmetry D6, with 12 parts of 1\.2 kDa each: expected a group of at most 7 parts\.$/,
    );
    throws(() => fillOptions({ ...PAPER_METHOD, symmetry: c3 }), /which knows none/);
  });
});
