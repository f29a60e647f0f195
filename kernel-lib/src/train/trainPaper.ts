import { tf } from '../engine/tf';
import { BALL_POINTS, fromBall } from '../grid/unitBall';
import type { Tensors } from '../network/modeLayers';
import { PADDED_SIZE, paperConvolutions, paperDecode, paperLatents } from '../network/paperLayers';
import { padGrids } from '../network/paperNetwork';
import type { Weight } from '../network/weights';
import { crossEntropy } from './trainAutoEncoder';
import { Trainable } from './trainable';

type Tensor2D = ReturnType<typeof tf.tensor2d>;
type Tensor5D = ReturnType<typeof tf.tensor5d>;

/** Stage of the paper's training: all layers with many latents, or the dense layers alone with few. */
export type PaperStage = 1 | 2;

/** The layers that the second stage trains; the convolutions stay as after the first. */
export const DENSE_LAYERS = ['paper.encode', 'paper.decode'] as const;
/** Parameters of Adam in the paper's framework. */
const ADAM = { beta1: 0.9, beta2: 0.999 } as const;
const PADDED_POINTS = PADDED_SIZE ** 3;

/** Training of the paper's network, in one of its two stages, one batch at a time. */
export class PaperTraining {
  readonly trainable: Trainable;
  private readonly fixed: Tensors;

  /**
   * @param weights all weights of the network, see `paperShapes`
   * @param part shapes per part: gradients of the parts of a batch are summed, so that a batch of 64
   *   needs the memory of a part (about 0.25 GB per shape)
   */
  constructor(
    weights: ReadonlyMap<string, Weight>,
    private readonly stage: PaperStage,
    private readonly part = 4,
  ) {
    const trained = new Map([...weights].filter(([name]) => stage === 1 || isDense(name)));
    this.trainable = new Trainable(trained, {}, ADAM);
    this.fixed = Object.fromEntries(
      [...weights]
        .filter(([name]) => !trained.has(name))
        .map(([name, { shape, values }]) => [name, tf.keep(tf.tensor(values, [...shape]))]),
    );
  }

  /**
   * One step of Adam down the mean binary cross-entropy over 32³ voxels.
   *
   * @param samples batch × 14147 signed bytes, see `makeSamples`
   * @returns the loss of the batch before the step
   */
  step(samples: Int8Array, rate: number): number {
    const n = samples.length / BALL_POINTS;
    const parts = Array.from({ length: Math.ceil(n / this.part) }, (_, p) =>
      this.input(
        samples.subarray(p * this.part * BALL_POINTS, Math.min(n, (p + 1) * this.part) * BALL_POINTS),
      ),
    );
    const loss = this.trainable.descendParts(
      parts.map((part) => () => this.loss(part, n)),
      rate,
    );
    parts.forEach((part) => tf.dispose(part));
    return loss;
  }

  /** All weights as they are now, the fixed ones included. */
  weights(): Map<string, Weight> {
    const fixed = Object.entries(this.fixed).map(([name, t]): [string, Weight] => [
      name,
      { shape: t.shape, values: t.dataSync() as Float32Array },
    ]);
    return new Map([...fixed, ...this.trainable.weights()]);
  }

  /** Frees the tensors. */
  dispose(): void {
    this.trainable.dispose();
    tf.dispose(Object.values(this.fixed));
  }

  /** Input of the loss, made beforehand: a gradient keeps only what the loss saved. */
  private input(samples: Int8Array): Part {
    const n = samples.length / BALL_POINTS;
    return tf.tidy(() => {
      const grids = padGrids(
        Uint8Array.from(
          fromBall(
            samples.map((v) => (v > 0 ? 1 : 0)),
            n,
          ),
        ),
        n,
      );
      const targets = tf.reshape(grids, [n, PADDED_POINTS]) as Tensor2D;
      return this.stage === 1
        ? { grids, targets }
        : { grids, targets, flat: paperConvolutions(grids, this.fixed) };
    });
  }

  /** Share of a part in the loss of a batch of `batch` shapes. */
  private loss({ grids, targets, flat }: Part, batch: number): ReturnType<typeof tf.scalar> {
    const n = grids.shape[0];
    const w = { ...this.fixed, ...this.trainable.variables };
    const latents = paperLatents(flat ?? paperConvolutions(grids, w), w);
    const logits = tf.reshape(paperDecode(latents, w, this.stage === 2), [n, PADDED_POINTS]) as Tensor2D;
    return tf.mul(crossEntropy(logits, targets), n / batch) as ReturnType<typeof tf.scalar>;
  }
}

/** Shapes that pass through the network together; `flat` after the convolutions. */
type Part = { readonly grids: Tensor5D; readonly targets: Tensor2D; readonly flat?: Tensor2D };

function isDense(name: string): boolean {
  return DENSE_LAYERS.some((layer) => name.startsWith(`${layer}.`));
}
