import type { ShapeLibrary } from '../library/shapeLibrary';
import { GRID_POINTS } from '../grid/shapeGrid';
import { BALL_POINTS, toBall } from '../grid/unitBall';
import { pairCount } from '../moments/invariants';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import type { DirectNetwork } from '../network/directNetwork';
import { invariantRg } from '../profile/invariantRg';
import { profile } from '../profile/profile';
import type { Random } from '../random';
import { voxelDeviation, type DifferenceModes } from '../refine/differenceModes';
import { principalComponents } from './principalComponents';
import { writeSample } from './samples/sample';
import { superposeSamples } from './superposeSamples';
import { exp } from '../elementary';

/** Sources of the difference modes. */
export interface DifferenceSources {
  readonly autoEncoder: AutoEncoder;
  readonly direct: DirectNetwork;
  readonly library: ShapeLibrary;
}

/** Default number of library shapes, and of modes. */
export const DIFFERENCE_SHAPES = 3000,
  DIFFERENCE_MODES = 400;
/** Order of the library's invariants. */
const NMAX = 20;
/** Rg in Å of the simulated particles: smallest, and largest addition to it. */
const LEAST_RG = 14,
  MORE_RG = 40;
/** Points of a simulated curve, its largest q in 1/Å, and its first q·Rg. */
const POINTS = 150,
  LARGEST_Q = 0.25,
  FIRST_U = 0.2;
/** Relative noise at q = 0, from the least to e² times as much, its growth in Å, and a floor relative to I(0). */
const NOISE = 0.003,
  GROWTH = 6,
  FLOOR = 2e-5;
const CHUNK = 250;

/**
 * Modes of the difference between true shapes and the mean over plausible ones: library shapes at random sizes, their curves simulated with
 * noise, the direct networks' maps of these curves, and the principal components of (truth − map) / √(p (1 − p) + 0.01).
 * Each shape is superposed on its map.
 *
 * @param shapes number of library shapes
 * @param count number of modes
 */
export function learnDifferenceModes(
  { autoEncoder, direct, library }: DifferenceSources,
  shapes: number,
  count: number,
  random: Random,
): DifferenceModes {
  const order = random.shuffle(Array.from({ length: library.count }, (_, i) => i)).slice(0, shapes);
  const residuals = new Float32Array(order.length * BALL_POINTS);
  order.forEach((i, row) => {
    const map = mapOf(i, { direct, library }, random);
    const truth = autoEncoder.decodeShapes(
      library.latents.subarray(i * LATENT_SIZE, (i + 1) * LATENT_SIZE),
      1,
    );
    writeResidual(truth, map, residuals.subarray(row * BALL_POINTS, (row + 1) * BALL_POINTS));
  });
  const { components, deviation } = principalComponents(
    {
      dimension: BALL_POINTS,
      chunks: Math.ceil(order.length / CHUNK),
      chunk: (c) =>
        residuals.subarray(c * CHUNK * BALL_POINTS, Math.min(order.length, (c + 1) * CHUNK) * BALL_POINTS),
    },
    count,
    random,
  );
  const modes = new Float32Array(count * BALL_POINTS);
  for (let k = 0; k < count; k++) {
    for (let b = 0; b < BALL_POINTS; b++) {
      modes[k * BALL_POINTS + b] = components[b * count + k] * deviation[k];
    }
  }
  return { count, modes };
}

/** The direct networks' map of the curve of a library shape at a random size. */
function mapOf(
  i: number,
  { direct, library }: Pick<DifferenceSources, 'direct' | 'library'>,
  random: Random,
): Float32Array {
  const pairs = pairCount(NMAX);
  const F = Float64Array.from(library.invariants.subarray(i * pairs, (i + 1) * pairs));
  const rg = LEAST_RG + MORE_RG * random.uniform() * random.uniform();
  const radius = Float64Array.of(rg / invariantRg(F, 1, NMAX)[0]);
  const noise = NOISE * exp(2 * random.uniform());
  const first = Math.max(0.006, FIRST_U / rg);
  const q = Float64Array.from({ length: POINTS }, (_, k) => first + (k * (LARGEST_Q - first)) / (POINTS - 1));
  const ideal = profile(F, 1, NMAX, q, radius);
  const i0 = profile(F, 1, NMAX, Float64Array.of(1e-4), radius)[0];
  const sigma = ideal.map((I, k) => noise * I * exp(GROWTH * q[k]) + FLOOR * i0);
  const intensity = ideal.map((I, k) => I + sigma[k] * random.normal());
  return direct.shape({ q, intensity, sigma }, rg, i0).map;
}

/** (truth − map) / √(p (1 − p) + 0.01), the truth superposed on the map. */
function writeResidual(truth: Uint8Array, map: Float32Array, out: Float32Array): void {
  const samples = new Int8Array(BALL_POINTS),
    fields = new Float32Array(BALL_POINTS);
  writeSample(truth.subarray(0, GRID_POINTS), samples, 0, new Float32Array(GRID_POINTS));
  const maps = toBall(map, 1);
  superposeSamples({ samples, maps, fields }, 0, 1);
  for (let b = 0; b < BALL_POINTS; b++) out[b] = (Number(fields[b] > 0) - maps[b]) / voxelDeviation(maps[b]);
}
