import { tf } from '../engine/tf';
import { distanceField } from '../grid/distanceField';
import { GRID_POINTS, type ShapeGrid } from '../grid/shapeGrid';
import { InputError } from '../inputError';
import { LATENT_SIZE, type AutoEncoder, type Effort } from './autoEncoder';
import { BALL_INDEX, BALL_POINTS, BALL_ROWS } from '../grid/unitBall';
import { decoderFeatures, encodeFields, type Tensors } from './modeLayers';
import { pullBack } from './pullBack';
import { refineLatents, refinementModes, type Refinement, type RefinementModes } from './refineLatents';
import { weight, type WeightSet } from './weights';
import { exp, log, tanh } from '../elementary';

type Tensor2D = ReturnType<typeof tf.tensor2d>;

const REFINEMENTS: Readonly<Record<Effort, readonly Refinement[]>> = {
  full: [
    { measure: 'likelihood', steps: 200, ridge: 0 },
    { measure: 'squares', steps: 200, ridge: 0 },
  ],
  probable: [{ measure: 'likelihood', steps: 12, ridge: 0.5 }],
  quick: [{ measure: 'likelihood', steps: 3, ridge: 0.5 }],
};
/** Shapes per batch: of 25, 50, 100 and 150 the fastest on both engines for a generation of 300 (bench/generation.mjs). */
const BATCH = 150;

/**
 * The default auto-encoder, made of matrix products only. It begins as a principal component
 * analysis of squashed distance fields, so each latent is a mode of shape, from coarse to fine, in
 * units of its standard deviation over real structures; hidden layers add details that modes cannot represent.
 */
export class ModeNetwork implements AutoEncoder {
  readonly name = 'modes';
  readonly latentSize = LATENT_SIZE;
  readonly encodes: boolean;
  private readonly hidden: Tensors;
  private readonly output: Tensor2D;
  private transposed: Tensor2D | undefined;
  /** matrices for encoding, made when the first shape is encoded */
  private encoding: { readonly tensors: Tensors; readonly modes: RefinementModes } | undefined;

  /**
   * @param weights those of encoder and decoder, or of the decoder alone
   * @throws InputError when the weights belong to another network
   */
  constructor(readonly weights: WeightSet) {
    this.encodes = weights.arrays.has(ENCODER[0]);
    if (this.encodes) for (const name of ENCODER) weight(weights, name);
    this.hidden = this.kept(HIDDEN);
    // one product for modes, features and bias
    this.output = tf.keep(
      tf.tidy(
        () => tf.concat(OUTPUT.map((name) => tf.reshape(this.tensor(name), [-1, BALL_POINTS]))) as Tensor2D,
      ),
    );
  }

  encode(grids: ShapeGrid, count: number, effort: Effort = 'full'): Float32Array {
    if (!this.encodes)
      throw new InputError('These weights hold the decoder alone: the complete ones encode shapes.');
    this.encoding ??= this.prepareEncoding();
    const { tensors, modes } = this.encoding;
    const latents = new Float32Array(count * LATENT_SIZE);
    const field = new Float32Array(GRID_POINTS);
    for (let first = 0; first < count; first += BATCH) {
      const n = Math.min(BATCH, count - first);
      const fields = new Float32Array(n * BALL_POINTS),
        inside = new Float32Array(n * BALL_POINTS);
      for (let g = 0; g < n; g++) {
        distanceField(grids.subarray((first + g) * GRID_POINTS, (first + g + 1) * GRID_POINTS), field);
        for (let b = 0, at = g * BALL_POINTS; b < BALL_POINTS; b++, at++) {
          fields[at] = tanh(field[BALL_INDEX[b]] / 4);
          inside[at] = fields[at] > 0 ? 1 : 0;
        }
      }
      const result = tf.tidy(() => {
        const shapes = tf.tensor2d(inside, [n, BALL_POINTS]);
        return REFINEMENTS[effort].reduce(
          (latents, refinement) => refineLatents(latents, shapes, tensors, refinement, modes),
          encodeFields(tf.tensor2d(fields, [n, BALL_POINTS]), tensors),
        );
      });
      latents.set(result.dataSync(), first * LATENT_SIZE);
      result.dispose();
    }
    return latents;
  }

  decode(latents: Float32Array, count: number): Float32Array {
    const grids = new Float32Array(count * GRID_POINTS);
    this.eachBatch(latents, count, (logits, g) => {
      const at = g * GRID_POINTS;
      for (let b = 0, p = logits.start; b < BALL_POINTS; b++, p++)
        grids[at + BALL_INDEX[b]] = 1 / (1 + exp(-logits.values[p]));
    });
    return grids;
  }

  decodeShapes(latents: Float32Array, count: number, threshold = 0.5): Uint8Array {
    const grids = new Uint8Array(count * GRID_POINTS);
    const cut = log(threshold / (1 - threshold));
    this.eachBatch(latents, count, ({ values, start }, g) =>
      markAbove(cut, values, start, grids, g * GRID_POINTS),
    );
    return grids;
  }

  slopeAlongLatents(
    latents: Float32Array,
    probabilities: ArrayLike<number>,
    slopes: ArrayLike<number>,
  ): Float64Array {
    this.transposed ??= tf.keep(tf.tidy(() => tf.transpose(this.output)));
    return pullBack(latents, probabilities, slopes, { output: this.transposed, hidden: this.hidden });
  }

  /** Frees the tensors. */
  dispose(): void {
    tf.dispose([
      this.output,
      ...(this.transposed ? [this.transposed] : []),
      ...Object.values(this.hidden),
      ...Object.values(this.encoding?.tensors ?? {}),
      ...Object.values(this.encoding?.modes ?? {}),
    ]);
  }

  private prepareEncoding(): { tensors: Tensors; modes: RefinementModes } {
    const tensors = { ...this.hidden, ...this.kept([...ENCODER, ...OUTPUT]) };
    const modes = refinementModes(tensors);
    for (const tensor of Object.values(modes)) tf.keep(tensor);
    return { tensors, modes };
  }

  private tensor(name: string): ReturnType<typeof tf.tensor> {
    const { shape, values } = weight(this.weights, name);
    return tf.tensor(values, [...shape]);
  }

  private kept(names: readonly string[]): Tensors {
    return Object.fromEntries(names.map((name) => [name, tf.keep(this.tensor(name))]));
  }

  private eachBatch(
    latents: Float32Array,
    count: number,
    take: (logits: { values: Float32Array; start: number }, shape: number) => void,
  ): void {
    for (let first = 0; first < count; first += BATCH) {
      const n = Math.min(BATCH, count - first);
      const logits = tf.tidy(() => {
        const z = tf.tensor2d(latents.subarray(first * LATENT_SIZE, (first + n) * LATENT_SIZE), [
          n,
          LATENT_SIZE,
        ]);
        return tf.matMul(
          tf.concat([z, decoderFeatures(z, this.hidden), tf.ones([n, 1])], 1) as Tensor2D,
          this.output,
        );
      });
      const values = logits.dataSync() as Float32Array;
      logits.dispose();
      for (let g = 0; g < n; g++) take({ values, start: g * BALL_POINTS }, first + g);
    }
  }
}

/** Sets 1 at the points of a grid where the values of the ball, from `start` on, are above `cut`. */
function markAbove(cut: number, values: Float32Array, start: number, grids: Uint8Array, grid: number): void {
  // a local copy: reading another module's exports costs time in the inner loop
  const rows = BALL_ROWS;
  for (let row = 0; row < rows.length; row += 3) {
    let from = start + rows[row],
      to = grid + rows[row + 1];
    for (const end = from + rows[row + 2]; from < end; from++, to++) if (values[from] > cut) grids[to] = 1;
  }
}

const ENCODER = [
  'encoder.modes.weight',
  'encoder.modes.bias',
  'encoder.hidden1.weight',
  'encoder.hidden1.bias',
  'encoder.hidden2.weight',
  'encoder.hidden2.bias',
  'encoder.correction.weight',
] as const;

/** The decoder's layers before its output. */
const HIDDEN = [
  'decoder.hidden1.weight',
  'decoder.hidden1.bias',
  'decoder.hidden2.weight',
  'decoder.hidden2.bias',
] as const;

/** Its output: the factors of latents, features and one. */
const OUTPUT = ['decoder.modes.weight', 'decoder.correction.weight', 'decoder.modes.bias'] as const;
