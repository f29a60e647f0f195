import { tf } from '../engine/tf';
import { BALL_POINTS } from '../grid/unitBall';
import { directTrunk, latentMixture, radiusDistribution, shapeLogits } from '../network/directLayers';
import { encodeFields, type Tensors } from '../network/modeLayers';
import { FEATURE_COUNT } from '../network/profileFeatures';
import type { Weight } from '../network/weights';
import { latentLoss, radiusLoss, shapeLoss } from './directLosses';
import { withWhitening, type InputWhitening } from './inputWhitening';
import { Trainable } from './trainable';
import { superposeSamples } from './superposeSamples';
import type { TrainingProfiles } from './samples/trainingCurves';

type Tensor2D = ReturnType<typeof tf.tensor2d>;
type Scalar = ReturnType<typeof tf.scalar>;

/** Weights beside the voxels' cross-entropy: of 1 − correlation, of the latents' and of the radius's likelihood. */
const CORRELATION_WEIGHT = 0.5,
  LATENT_WEIGHT = 0.004,
  RADIUS_WEIGHT = 0.01;
/** Learning rates relative to the trunk's. */
const RATES = { 'direct.modes.weight': 1 / 10, 'direct.modes.bias': 1 / 4 };
/** The latents' likelihood uses one sample in four, because these are encoded again in each pose. */
const LATENT_STRIDE = 4;

/** Superposes samples, n × 14147 signed bytes, on as many maps of probabilities: n × 14147 signed distances. */
export type Superpose = (samples: Int8Array, maps: Float32Array) => Float32Array;

/**
 * Training of the direct network. Scattering knows no orientation, and a canonical pose is uncertain where the shape is: each sample
 * is superposed on the prediction of the network, which then does not average over orientations.
 *
 * Each step uses all voxels. Steps on a quarter of them, in turn, take half the time, but end at a larger loss however long they go on
 * (docs/experiments.md).
 */
export class DirectTraining {
  readonly trainable: Trainable;
  private readonly encoder: Record<string, ReturnType<typeof tf.tensor>> = {};
  /** those of the whitening */
  private readonly mean: ReturnType<typeof tf.tensor>;
  private readonly matrix: Tensor2D;

  /**
   * @param weights of a network for whitened features, see `directStart`
   * @param autoEncoder its encoder gives the target latents
   * @param whitening of the training profiles
   * @param superpose superposes the samples; default: in this thread
   */
  constructor(
    weights: ReadonlyMap<string, Weight>,
    autoEncoder: ReadonlyMap<string, Weight>,
    private readonly whitening: InputWhitening,
    private readonly superpose: Superpose = superposedHere,
  ) {
    this.trainable = new Trainable(weights, RATES, { averaging: 0.999, decay: 0.02 });
    this.mean = tf.keep(tf.tensor(Float32Array.from(whitening.mean)));
    this.matrix = tf.keep(tf.tensor2d(Float32Array.from(whitening.matrix), [FEATURE_COUNT, FEATURE_COUNT]));
    for (const [name, { shape, values }] of autoEncoder) {
      if (name.startsWith('encoder.')) this.encoder[name] = tf.keep(tf.tensor(values, [...shape]));
    }
  }

  /** The averaged weights, for features as they are. */
  weights(): Map<string, Weight> {
    return withWhitening(this.trainable.weights(), this.whitening);
  }

  /**
   * One gradient step.
   *
   * @param profiles n simulated curves
   * @param samples n × 14147 signed bytes: the shapes behind the profiles
   * @param settled true: each sample is first superposed on the network's prediction
   * @returns cross-entropy plus half of 1 − correlation over the batch
   */
  step({ features, radii }: TrainingProfiles, samples: Int8Array, rate: number, settled: boolean): number {
    const n = samples.length / BALL_POINTS;
    const w: Tensors = this.trainable.variables;
    const input = tf.tidy(() =>
      tf.matMul(tf.sub(tf.tensor2d(features, [n, FEATURE_COUNT]), this.mean), this.matrix),
    ) as Tensor2D;
    let loss: Scalar | undefined, targets: Tensor2D | undefined;
    this.trainable.descend(() => {
      const h = directTrunk(input, w);
      const logits = shapeLogits(h, w);
      const fields = settled ? this.superposed(logits, samples) : new Float32Array(samples);
      // kept for the gradient of the loss, which is computed after this function
      targets = tf.keep(tf.tensor2d(shapesOf(fields), [n, BALL_POINTS]));
      const latents = this.latentsOf(fields);
      const ofShape = shapeLoss(logits, targets, CORRELATION_WEIGHT);
      loss = tf.keep(ofShape.clone());
      const some = tf.slice(h, [0, 0], [latents.shape[0], h.shape[1]]) as Tensor2D;
      return tf.addN([
        ofShape,
        tf.mul(latentLoss(latentMixture(some, w), latents), LATENT_WEIGHT),
        tf.mul(radiusLoss(radiusDistribution(h, w), radii), RADIUS_WEIGHT),
      ]) as Scalar;
    }, rate);
    const value = loss!.dataSync()[0];
    tf.dispose([input, targets!, loss!]);
    return value;
  }

  /** The samples' fields, superposed on what the network says. */
  private superposed(logits: Tensor2D, samples: Int8Array): Float32Array {
    const probabilities = tf.sigmoid(logits);
    const maps = probabilities.dataSync() as Float32Array;
    probabilities.dispose();
    return this.superpose(samples, maps);
  }

  /** Latents of the first samples: [n / 4, 200]. */
  private latentsOf(fields: Float32Array): Tensor2D {
    const n = Math.ceil(fields.length / BALL_POINTS / LATENT_STRIDE);
    return tf.tidy(() => {
      const some = tf.tensor2d(fields.subarray(0, n * BALL_POINTS), [n, BALL_POINTS]);
      return encodeFields(tf.div(some, 127) as Tensor2D, this.encoder as Tensors);
    });
  }
}

/** `superposeSamples` in this thread. */
function superposedHere(samples: Int8Array, maps: Float32Array): Float32Array {
  const fields = new Float32Array(samples.length);
  superposeSamples({ samples, maps, fields }, 0, samples.length / BALL_POINTS);
  return fields;
}

/** 1 where a field is positive, 0 elsewhere. */
function shapesOf(fields: Float32Array): Float32Array {
  const shapes = new Float32Array(fields.length);
  for (let i = 0; i < fields.length; i++) if (fields[i] > 0) shapes[i] = 1;
  return shapes;
}
