import { tf } from '../engine/tf';
import { LATENT_SIZE } from '../network/autoEncoder';
import { BALL_POINTS } from '../grid/unitBall';
import { decodeLogits, encodeFields, type Tensors } from '../network/modeLayers';
import type { Weight } from '../network/weights';
import type { Random } from '../random';
import { withCorrections, type NetworkWidths } from './linearStart';
import { crossEntropy, fieldsOf, LATENT_NOISE } from './trainAutoEncoder';
import { Trainable } from './trainable';

type Tensor2D = ReturnType<typeof tf.tensor2d>;
type Weights = ReadonlyMap<string, Weight>;

/** Number of modes of the first stage, three times the latents. */
export const FIRST_STAGE_MODES = 600;

/** Learning rates of the first stage: the maps start from a solution, as in `AutoEncoderTraining`. */
const OUTER_RATES: Readonly<Record<string, number>> = {
  'encoder.modes.weight': 1 / 100,
  'encoder.modes.bias': 1 / 10,
  'decoder.modes.weight': 1 / 20,
  'decoder.modes.bias': 1 / 4,
};
/** Those of the second, where a layer reads hundreds of modes, not thousands of voxels. */
const INNER_RATES: Readonly<Record<string, number>> = {
  'encoder.modes.weight': 1 / 20,
  'encoder.modes.bias': 1 / 10,
  'encoder.hidden1.weight': 1 / 8,
  'decoder.modes.weight': 1 / 20,
  'decoder.modes.bias': 1 / 4,
};
const AVERAGING = { averaging: 0.998 } as const;

/** First stage: the outer linear maps of many modes, from voxels and back, without a bottleneck. */
export class OuterMapsTraining {
  readonly trainable: Trainable;

  /** @param maps see `principalMaps` */
  constructor(maps: Weights) {
    this.trainable = new Trainable(maps, OUTER_RATES, AVERAGING);
  }

  /** One gradient step; returns the loss of the batch (see `makeSamples`) before it. */
  step(samples: Int8Array, rate: number, random: Random): number {
    const { variables } = this.trainable;
    return onBatch(samples, (fields, targets, n) => {
      const noise = noiseOn(n, variables['encoder.modes.bias'].size, random);
      const loss = this.trainable.descend(
        () =>
          crossEntropy(logitsOf(tf.add(modesOf(fields, variables), noise) as Tensor2D, variables), targets),
        rate,
      );
      noise.dispose();
      return loss;
    });
  }
}

/**
 * Weights between frozen outer maps: a mode network whose voxels are the modes. It initially keeps the
 * first 200 modes.
 */
export function innerStart(modes: number, widths: NetworkWidths, random: Random): Map<string, Weight> {
  const keep = new Float32Array(modes * LATENT_SIZE),
    back = new Float32Array(LATENT_SIZE * modes);
  for (let k = 0; k < LATENT_SIZE; k++) keep[k * LATENT_SIZE + k] = back[k * modes + k] = 1;
  return withCorrections(
    new Map<string, Weight>([
      ['encoder.modes.weight', { shape: [modes, LATENT_SIZE], values: keep }],
      ['encoder.modes.bias', { shape: [LATENT_SIZE], values: new Float32Array(LATENT_SIZE) }],
      ['decoder.modes.weight', { shape: [LATENT_SIZE, modes], values: back }],
      ['decoder.modes.bias', { shape: [modes], values: new Float32Array(modes) }],
    ]),
    widths,
    random,
  );
}

/** Second stage: the bottleneck of 200 latents and the hidden layers between frozen outer maps. */
export class BottleneckTraining {
  readonly trainable: Trainable;
  private readonly outer: Tensors;

  constructor(outer: Weights, inner: Weights) {
    this.trainable = new Trainable(inner, INNER_RATES, AVERAGING);
    this.outer = Object.fromEntries(
      [...outer].map(([name, { shape, values }]) => [name, tf.keep(tf.tensor(values, [...shape]))]),
    );
  }

  /** One gradient step; returns the loss of the batch (see `makeSamples`) before it. */
  step(samples: Int8Array, rate: number, random: Random): number {
    const { variables } = this.trainable;
    return onBatch(samples, (fields, targets, n) => {
      const noise = noiseOn(n, LATENT_SIZE, random);
      const modes = tf.tidy(() => modesOf(fields, this.outer));
      const loss = this.trainable.descend(() => {
        const latents = tf.add(encodeFields(modes, variables), noise) as Tensor2D;
        return crossEntropy(logitsOf(decodeLogits(latents, variables), this.outer), targets);
      }, rate);
      tf.dispose([noise, modes]);
      return loss;
    });
  }

  /** Frees the frozen maps. */
  dispose(): void {
    tf.dispose(Object.values(this.outer));
  }
}

/**
 * The mode network equivalent to inner weights between outer maps: linear maps follow linear
 * maps, so their products take their place.
 */
export function foldMaps(outer: Weights, inner: Weights): Map<string, Weight> {
  const result = new Map(inner);
  const put = (name: string, value: ReturnType<typeof tf.tensor>): void => {
    result.set(name, { shape: value.shape, values: value.dataSync() as Float32Array });
  };
  const of = (weights: Weights, name: string): Tensor2D => {
    const { shape, values } = weights.get(name)!;
    return tf.tensor2d(values, shape.length === 1 ? [1, shape[0]] : [shape[0], shape[1]]);
  };
  const flat = (x: ReturnType<typeof tf.tensor>): ReturnType<typeof tf.tensor> => tf.reshape(x, [x.size]);
  tf.tidy(() => {
    for (const layer of ['encoder.modes', 'encoder.hidden1']) {
      const after = of(inner, `${layer}.weight`);
      put(`${layer}.weight`, tf.matMul(of(outer, 'encoder.modes.weight'), after));
      put(
        `${layer}.bias`,
        flat(tf.add(tf.matMul(of(outer, 'encoder.modes.bias'), after), of(inner, `${layer}.bias`))),
      );
    }
    const rebuild = of(outer, 'decoder.modes.weight');
    for (const name of ['decoder.modes.weight', 'decoder.correction.weight'])
      put(name, tf.matMul(of(inner, name), rebuild));
    put(
      'decoder.modes.bias',
      flat(tf.add(tf.matMul(of(inner, 'decoder.modes.bias'), rebuild), of(outer, 'decoder.modes.bias'))),
    );
  });
  return result;
}

function modesOf(fields: Tensor2D, maps: Tensors): Tensor2D {
  return tf.add(
    tf.matMul(fields, maps['encoder.modes.weight'] as Tensor2D),
    maps['encoder.modes.bias'],
  ) as Tensor2D;
}

function logitsOf(modes: Tensor2D, maps: Tensors): Tensor2D {
  return tf.add(
    tf.matMul(modes, maps['decoder.modes.weight'] as Tensor2D),
    maps['decoder.modes.bias'],
  ) as Tensor2D;
}

function noiseOn(n: number, latents: number, random: Random): Tensor2D {
  return tf.tensor2d(
    Float32Array.from({ length: n * latents }, () => random.normal() * LATENT_NOISE),
    [n, latents],
  );
}

function onBatch(
  samples: Int8Array,
  step: (fields: Tensor2D, targets: Tensor2D, n: number) => number,
): number {
  const n = samples.length / BALL_POINTS;
  const fields = tf.tidy(() => fieldsOf(samples, n));
  const targets = tf.tidy(() => tf.cast(tf.greater(fields, 0), 'float32') as Tensor2D);
  const loss = step(fields, targets, n);
  tf.dispose([fields, targets]);
  return loss;
}
