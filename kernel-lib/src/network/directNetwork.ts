import type { Curve } from '../curve/curve';
import { tf } from '../engine/tf';
import { LATENT_SIZE } from './autoEncoder';
import { BALL_POINTS, fromBall } from './ball';
import { bestFieldPose, inPose } from './cubeSymmetry';
import { directForward } from './directLayers';
import type { Tensors } from './modeLayers';
import { dimensionlessProfile, FEATURE_COUNT, writeFeatures } from './profileFeatures';
import type { WeightSet } from './weights';

/** What the direct network makes of a profile. */
export interface DirectShape {
  /** 31³ probabilities in the canonical pose: the mean over shapes that have such a profile */
  readonly map: Float32Array;
  /** the maps of the single networks, each turned to the pose of the first; `map` is their mean */
  readonly networks: readonly Float32Array[];
  /** 200 latents: their mean and standard deviation over such shapes */
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

type Tensor2D = ReturnType<typeof tf.tensor2d>;

/**
 * From a profile to a shape in one step, without a search and without a size: the paper's outlook.
 * Several networks trained from different seeds are averaged.
 */
export class DirectNetwork {
  private readonly members: readonly Tensors[];

  /** @param weights one set a network */
  constructor(weights: readonly WeightSet[]) {
    this.members = weights.map((set) =>
      Object.fromEntries([...set.arrays].map(([name, { shape, values }]) => [name, tf.keep(tf.tensor(values, [...shape]))])));
  }

  /**
   * The shape behind a curve.
   *
   * @param rg radius of gyration in Å
   * @param i0 I(0), in the unit of the curve
   */
  shape(curve: Curve, rg: number, i0: number): DirectShape {
    const features = new Float32Array(FEATURE_COUNT);
    writeFeatures(dimensionlessProfile(curve, rg, i0), rg, features);
    return this.shapes(features, 1)[0];
  }

  /** `shape` of many profiles by their features, count × FEATURE_COUNT. */
  shapes(features: Float32Array, count: number): DirectShape[] {
    const answers = this.members.map((weights) => answer(features, count, weights));
    return Array.from({ length: count }, (_, i) => average(answers.map(({ maps, mean, deviation }) => ({
      map: maps.subarray(i * BALL_POINTS, (i + 1) * BALL_POINTS),
      mean: mean.subarray(i * LATENT_SIZE, (i + 1) * LATENT_SIZE),
      deviation: deviation.subarray(i * LATENT_SIZE, (i + 1) * LATENT_SIZE),
    }))));
  }

  /** Frees the tensors. */
  dispose(): void {
    this.members.forEach((weights) => tf.dispose(Object.values(weights)));
  }
}

/** Answers of one network: maps in the unit ball, latents with their standard deviations. */
function answer(features: Float32Array, count: number, weights: Tensors): { maps: Float32Array; mean: Float32Array; deviation: Float32Array } {
  const [maps, mean, deviation] = tf.tidy(() => {
    const out = directForward(tf.tensor2d(features, [count, FEATURE_COUNT]) as Tensor2D, weights);
    return [tf.sigmoid(out.logits), out.mean, tf.exp(out.logDeviation)];
  });
  const result = { maps: maps.dataSync() as Float32Array, mean: mean.dataSync() as Float32Array, deviation: deviation.dataSync() as Float32Array };
  tf.dispose([maps, mean, deviation]);
  return result;
}

/**
 * Averages the answers of several networks. Of a nearly symmetric body they may mean different poses: each
 * map is brought to the pose of the first; latents, which know no poses, count where it is the same.
 */
function average(answers: readonly Omit<DirectShape, 'networks'>[]): DirectShape {
  const first = answers[0];
  const ball = new Float32Array(BALL_POINTS), mean = new Float32Array(LATENT_SIZE), square = new Float32Array(LATENT_SIZE);
  const networks: Float32Array[] = [];
  let alike = 0;
  for (const { map, mean: m, deviation } of answers) {
    const t = bestFieldPose(map, first.map);
    const posed = inPose(map, t, new Float32Array(BALL_POINTS));
    networks.push(fromBall(posed, 1));
    for (let b = 0; b < BALL_POINTS; b++) ball[b] += posed[b] / answers.length;
    if (t !== 0) continue;
    alike++;
    for (let k = 0; k < LATENT_SIZE; k++) {
      mean[k] += m[k];
      square[k] += m[k] ** 2 + deviation[k] ** 2;
    }
  }
  return {
    map: fromBall(ball, 1), networks,
    mean: mean.map((sum) => sum / alike),
    deviation: square.map((sum, k) => Math.sqrt(Math.max(1e-4, sum / alike - (mean[k] / alike) ** 2))),
  };
}
