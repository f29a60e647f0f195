import { ok } from 'node:assert';
import { tf } from '../../src/engine/tf';
import { BALL_POINTS } from '../../src/grid/unitBall';
import { decodeLogits, encodeFields, type Tensors } from '../../src/network/modeLayers';
import type { Weight } from '../../src/network/weights';
import { Random } from '../../src/random';
import { BottleneckTraining, foldMaps, innerStart } from '../../src/train/stagedModes';
import { onBackend } from '../backends';

type Tensor2D = ReturnType<typeof tf.tensor2d>;
const MODES = 220,
  WIDTHS = { encoder: 6, decoder: 7, features: 5 };

const random = new Random(2);
const normal = (size: number, ...shape: number[]): Weight => ({
  shape,
  values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => size * random.normal()),
});
const tensors = (weights: ReadonlyMap<string, Weight>): Tensors =>
  Object.fromEntries([...weights].map(([name, { shape, values }]) => [name, tf.tensor(values, [...shape])]));

describe('mode network in two stages', () => {
  onBackend('tensorflow');
  const outer = new Map<string, Weight>([
    ['encoder.modes.weight', normal(1 / 120, BALL_POINTS, MODES)],
    ['encoder.modes.bias', normal(0.3, MODES)],
    ['decoder.modes.weight', normal(0.1, MODES, BALL_POINTS)],
    ['decoder.modes.bias', normal(0.3, BALL_POINTS)],
  ]);
  const start = innerStart(MODES, WIDTHS, random);
  const inner = new Map([...start].map(([name, { shape }]) => [name, normal(0.3, ...shape)]));

  it('is one mode network when its maps are multiplied out', () => {
    const [o, i, f] = [outer, inner, foldMaps(outer, inner)].map(tensors);
    const fields = tf.tensor2d(normal(1, 3, BALL_POINTS).values, [3, BALL_POINTS]);
    const modes = tf.add(
      tf.matMul(fields, o['encoder.modes.weight'] as Tensor2D),
      o['encoder.modes.bias'],
    ) as Tensor2D;
    const latents = encodeFields(modes, i);
    const logits = tf.add(
      tf.matMul(decodeLogits(latents, i), o['decoder.modes.weight'] as Tensor2D),
      o['decoder.modes.bias'],
    );
    for (const [what, staged, folded] of [
      ['latents', latents, encodeFields(fields, f)],
      ['logits', logits, decodeLogits(latents, f)],
    ] as const) {
      const size = tf.max(tf.abs(staged)).dataSync()[0],
        off = tf.max(tf.abs(tf.sub(staged, folded))).dataSync()[0];
      ok(off < 1e-4 * size, `${what}: ${off} of ${size}`);
    }
  });

  it('learns in the second stage', () => {
    const samples = Int8Array.from({ length: 4 * BALL_POINTS }, (_, i) =>
      i % BALL_POINTS < 3000 + 2000 * Math.floor(i / BALL_POINTS) ? 90 : -90,
    );
    const training = new BottleneckTraining(outer, start);
    const losses = Array.from({ length: 12 }, (_, s) => training.step(samples, 2e-2, new Random(s)));
    ok(losses[11] < losses[0] - 0.1, `${losses}`);
    training.trainable.dispose();
    training.dispose();
  });
});
