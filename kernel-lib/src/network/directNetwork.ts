import type { Curve } from '../curve/curve';
import { tf } from '../engine/tf';
import { LATENT_SIZE } from './autoEncoder';
import { BALL_POINTS, fromBall } from './ball';
import { directForward } from './directLayers';
import type { Tensors } from './modeLayers';
import { dimensionlessProfile, FEATURE_COUNT, writeFeatures } from './profileFeatures';
import type { WeightSet } from './weights';

/** What the direct network makes of a profile. */
export interface DirectShape {
  /** 31³ probabilities in the canonical pose: the mean over shapes that have such a profile */
  readonly map: Float32Array;
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
    const ball = new Float32Array(count * BALL_POINTS);
    const mean = new Float32Array(count * LATENT_SIZE), square = new Float32Array(count * LATENT_SIZE);
    const share = 1 / this.members.length;
    for (const weights of this.members) {
      const [map, latents, logDeviation] = tf.tidy(() => {
        const out = directForward(tf.tensor2d(features, [count, FEATURE_COUNT]) as Tensor2D, weights);
        return [tf.sigmoid(out.logits), out.mean, out.logDeviation];
      });
      map.dataSync().forEach((v, i) => (ball[i] += share * v));
      const deviation = logDeviation.dataSync();
      latents.dataSync().forEach((v, i) => {
        mean[i] += share * v;
        square[i] += share * (v * v + Math.exp(2 * deviation[i]));
      });
      tf.dispose([map, latents, logDeviation]);
    }
    const maps = fromBall(ball, count);
    return Array.from({ length: count }, (_, i) => {
      const m = mean.slice(i * LATENT_SIZE, (i + 1) * LATENT_SIZE);
      return {
        map: maps.slice(i * (maps.length / count), (i + 1) * (maps.length / count)),
        mean: m,
        deviation: Float32Array.from(m, (v, k) => Math.sqrt(Math.max(1e-4, square[i * LATENT_SIZE + k] - v * v))),
      };
    });
  }

  /** Frees the tensors. */
  dispose(): void {
    this.members.forEach((weights) => tf.dispose(Object.values(weights)));
  }
}
