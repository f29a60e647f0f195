import { tf } from '../engine/tf';
import { decoderFeatures, featuresSlope, type Tensors } from './modeLayers';

type Tensor2D = ReturnType<typeof tf.tensor2d>;

/** Share of a Newton step that is taken, and momentum. */
const DAMPING = 0.3,
  MOMENTUM = 0.9;
/** A floor of the curvature. */
const FLOOR: Readonly<Record<Measure, number>> = { likelihood: 5, squares: 2 };
/** Longest step of a latent, and the range in which latents stay: where voxels are certain the curvature vanishes. */
const LONGEST = 0.5,
  RANGE = 6;

/**
 * The measure to minimise: `likelihood`, the cross-entropy; `squares`, half of the squared differences between probability
 * map and shape, which maximises the correlation. Where a rough surface cannot be represented, the first penalises every
 * voxel with a confident but wrong probability; the second hardly does. It has plateaus and needs a good start.
 */
export type Measure = 'likelihood' | 'squares';

/** Options of `refineLatents`. */
export interface Refinement {
  readonly steps: number;
  readonly measure: Measure;
  /**
   * weight ρ of a prior ½ρ|z|² beside the measure summed over the voxels: 0 for the code under which the
   * shape is most probable, 1 for the most probable code of a whitened latent space
   */
  readonly ridge: number;
}

/**
 * Moves latents towards the code whose map is nearest to a shape: damped Newton steps with momentum down the measure
 * of the decoder, with the exact slope and the diagonal of the curvature along the decoder's modes (logistic
 * regression of the voxels on the modes, or Gauss–Newton). The best of all steps is kept, so no latents get worse.
 *
 * @param latents [batch, 200] initial latents; not disposed of
 * @param shapes [batch, 14147] of 0 and 1
 * @param modes those of w, if already made; not disposed of
 * @returns [batch, 200]
 */
export function refineLatents(
  latents: Tensor2D,
  shapes: Tensor2D,
  w: Tensors,
  refinement: Refinement,
  modes?: RefinementModes,
): Tensor2D {
  return tf.tidy(() => {
    const along = modes ?? refinementModes(w);
    let state = {
      z: latents.clone(),
      move: tf.zerosLike(latents),
      best: latents.clone(),
      least: tf.fill([latents.shape[0], 1], Infinity) as Tensor2D,
    };
    for (let s = 0; s <= refinement.steps; s++) {
      const next = tf.tidy(() => oneStep(state, shapes, w, refinement, along));
      tf.dispose(state);
      state = next;
    }
    return state.best;
  });
}

/** The decoder's modes as columns, their squares, [14147, 200] each, and the features' own modes as columns. */
export interface RefinementModes {
  readonly modes: Tensor2D;
  readonly squared: Tensor2D;
  readonly corrections: Tensor2D;
}

/**
 * The modes of `refineLatents`, made once for many calls: the wasm backend multiplies by a transposed
 * matrix several times more slowly than by one that is stored.
 */
export function refinementModes(w: Tensors): RefinementModes {
  return tf.tidy(() => {
    const modes = tf.transpose(w['decoder.modes.weight'] as Tensor2D);
    return {
      modes,
      squared: tf.square(modes) as Tensor2D,
      corrections: tf.transpose(w['decoder.correction.weight'] as Tensor2D),
    };
  });
}

interface RefinementState {
  [name: string]: Tensor2D;
  readonly z: Tensor2D;
  readonly move: Tensor2D;
  /** latents of the least objective so far, and that objective */
  readonly best: Tensor2D;
  readonly least: Tensor2D;
}

function oneStep(
  { z, move, best, least }: RefinementState,
  shapes: Tensor2D,
  w: Tensors,
  { ridge, measure }: Refinement,
  { modes, squared, corrections }: RefinementModes,
): RefinementState {
  const features = decoderFeatures(z, w);
  const logits = tf.add(
    tf.add(tf.matMul(z, w['decoder.modes.weight'] as Tensor2D), w['decoder.modes.bias']),
    tf.matMul(features, w['decoder.correction.weight'] as Tensor2D),
  );
  const p = tf.sigmoid(logits) as Tensor2D;
  const { loss, residual, weight } = measured(measure, p, logits as Tensor2D, shapes);
  const objective = tf.add(loss, tf.mul(tf.sum(tf.square(z), 1, true), ridge / 2)) as Tensor2D;
  const better = tf.less(objective, least);
  const throughFeatures = featuresSlope(z, tf.matMul(residual, corrections) as Tensor2D, w);
  const slope = tf.sub(tf.add(tf.matMul(residual, modes), throughFeatures), tf.mul(z, ridge));
  const curvature = tf.add(tf.matMul(weight, squared), FLOOR[measure] + ridge);
  const wanted = tf.add(tf.mul(move, MOMENTUM), tf.mul(tf.div(slope, curvature), DAMPING));
  const step = tf.clipByValue(wanted, -LONGEST, LONGEST) as Tensor2D;
  return {
    z: tf.clipByValue(tf.add(z, step), -RANGE, RANGE) as Tensor2D,
    move: step,
    best: tf.where(tf.tile(better, [1, z.shape[1]]), z, best) as Tensor2D,
    least: tf.minimum(objective, least) as Tensor2D,
  };
}

/** Loss of each shape, and its negative slope and its curvature along the logits. */
function measured(
  measure: Measure,
  p: Tensor2D,
  logits: Tensor2D,
  shapes: Tensor2D,
): { loss: Tensor2D; residual: Tensor2D; weight: Tensor2D } {
  const difference = tf.sub(shapes, p) as Tensor2D,
    slope = tf.mul(p, tf.sub(1, p)) as Tensor2D;
  if (measure === 'squares') {
    return {
      loss: tf.mul(tf.sum(tf.square(difference), 1, true), 0.5),
      residual: tf.mul(difference, slope),
      weight: tf.square(slope),
    };
  }
  return {
    loss: tf.sum(tf.sub(tf.softplus(logits), tf.mul(logits, shapes)), 1, true),
    residual: difference,
    weight: slope,
  };
}
