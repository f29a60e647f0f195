import type { Curve } from '../curve/curve';
import { tf } from '../engine/tf';
import { LATENT_SIZE } from './autoEncoder';
import { BALL_POINTS } from '../grid/unitBall';
import { COMPONENTS, directForward } from './directLayers';
import type { DirectShape } from './directShape';
import { joinAnswers, type DirectAnswer } from './joinAnswers';
import type { Tensors } from './modeLayers';
import { dimensionlessProfile, FEATURE_COUNT, writeFeatures } from './profileFeatures';
import type { WeightSet } from './weights';
import { exp } from '../elementary';

/**
 * From a profile to a shape in one step, without a search and without a size, as suggested in the outlook of the paper.
 * Several networks trained from different seeds are averaged.
 */
export class DirectNetwork {
  private readonly members: readonly Tensors[];

  /** @param weights one set per network */
  constructor(weights: readonly WeightSet[]) {
    this.members = weights.map((set) =>
      Object.fromEntries(
        [...set.arrays].map(([name, { shape, values }]) => [name, tf.keep(tf.tensor(values, [...shape]))]),
      ),
    );
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
    const answers = this.members.map((weights) => answersOf(features, count, weights));
    return Array.from({ length: count }, (_, i) => joinAnswers(answers.map((answer) => answer[i])));
  }

  /** Frees the tensors. */
  dispose(): void {
    this.members.forEach((weights) => tf.dispose(Object.values(weights)));
  }
}

/** Answers of one network. */
function answersOf(features: Float32Array, count: number, weights: Tensors): DirectAnswer[] {
  const outputs = tf.tidy(() => {
    const {
      logits,
      weights: shares,
      means,
      logDeviation,
      radius,
    } = directForward(tf.tensor2d(features, [count, FEATURE_COUNT]), weights);
    return [tf.sigmoid(logits), tf.softmax(shares), means, tf.exp(logDeviation), radius];
  });
  const [maps, shares, means, deviations, radii] = outputs.map((output) => output.dataSync() as Float32Array);
  tf.dispose(outputs);
  const row = (values: Float32Array, size: number, i: number): Float32Array =>
    values.subarray(i * size, (i + 1) * size);
  return Array.from({ length: count }, (_, i) => ({
    map: row(maps, BALL_POINTS, i),
    components: Array.from({ length: COMPONENTS }, (_, k) => ({
      weight: shares[i * COMPONENTS + k],
      mean: row(means, LATENT_SIZE, i * COMPONENTS + k),
      deviation: row(deviations, LATENT_SIZE, i),
    })),
    logRatio: radii[2 * i],
    radiusSpread: exp(radii[2 * i + 1]),
  }));
}
