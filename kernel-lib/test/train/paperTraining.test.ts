import { ok, strictEqual } from 'node:assert';
import { tf } from '../../src/engine/tf';
import { BALL_INDEX, BALL_POINTS } from '../../src/grid/unitBall';
import {
  FIRST_STAGE_LATENTS,
  PAPER_WIDTHS,
  paperShapes,
  thinnerWidths,
  type PaperWidths,
} from '../../src/network/paperLayers';
import { PaperNetwork } from '../../src/network/paperNetwork';
import { Random } from '../../src/random';
import { paperStart } from '../../src/train/paperStart';
import { PaperTraining } from '../../src/train/trainPaper';
import { onBackend } from '../backends';

/** The paper's form with few channels. */
const SMALL: PaperWidths = { encoder: [2, 2, 3, 3, 3, 3, 3], latents: 6, dense: 3, up: [3, 2] };

/** Samples of ellipsoids (signs are all that the paper's network reads). */
function ellipsoids(axes: readonly (readonly number[])[]): Int8Array {
  const samples = new Int8Array(axes.length * BALL_POINTS);
  axes.forEach(([a, b, c], s) =>
    BALL_INDEX.forEach((p, i) => {
      const [x, y, z] = [Math.floor(p / 961) - 15, (Math.floor(p / 31) % 31) - 15, (p % 31) - 15];
      samples[s * BALL_POINTS + i] = (x / a) ** 2 + (y / b) ** 2 + (z / c) ** 2 < 1 ? 100 : -100;
    }),
  );
  return samples;
}

describe("weights of the paper's network", () => {
  /** Added up from the paper's description, layer by layer: weights and biases. */
  function counted(latents: number): number {
    const first = 27 * 1 * 64 + 64; // 1 → 64
    const second = 27 * 64 * 64 + 64; // 64 → 64
    const third = 27 * 64 * 128 + 128; // 64 → 128, after a pooling
    const others = 4 * (27 * 128 * 128 + 128); // 128 → 128 four times
    const toLatents = 512 * 128 * latents + latents; // 8³ places of 128 channels
    const fromLatents = latents * 512 * 32 + 512 * 32;
    const up = 125 * 32 * 64 + 64 + (125 * 64 * 128 + 128);
    const out = 27 * 128 + 1;
    return first + second + third + others + toLatents + fromLatents + up + out;
  }

  it('are as many as the layers of the paper have, with 200 latents and with 3000', () => {
    const sum = (latents: number): number =>
      [...paperShapes({ ...PAPER_WIDTHS, latents }).values()].reduce(
        (total, shape) => total + shape.reduce((product, n) => product * n, 1),
        0,
      );
    strictEqual(sum(200), counted(200));
    strictEqual(sum(200), 19_787_977);
    strictEqual(sum(FIRST_STAGE_LATENTS), counted(3000));
    strictEqual(sum(FIRST_STAGE_LATENTS), 249_166_777);
  });

  it("begin at random with the variance that keeps a signal's size, and the same for the same seed", () => {
    const weights = paperStart({ ...SMALL, encoder: PAPER_WIDTHS.encoder }, new Random(3));
    const values = weights.get('paper.conv4.weight')!.values;
    const variance = values.reduce((sum, v) => sum + v * v, 0) / values.length;
    // relative deviation of a variance from n numbers: √(2/n)
    ok(Math.abs(variance / (2 / (27 * 128)) - 1) < 5 * Math.sqrt(2 / values.length), `${variance}`);
    ok(weights.get('paper.conv4.bias')!.values.every((v) => v === 0));
    strictEqual(
      paperStart({ ...SMALL, encoder: PAPER_WIDTHS.encoder }, new Random(3)).get('paper.conv4.weight')!
        .values[99],
      values[99],
    );
  });
});

describe("training of the paper's network", function () {
  this.timeout(300_000);
  onBackend('tensorflow');
  const shapes = ellipsoids([
    [13, 6, 5],
    [12, 10, 4],
  ]);

  it('goes down the true slope of the loss, whole or in parts', () => {
    const random = new Random(9);
    // biases as well: at random weights alone the layers outside a body lie at the kink of ReLU
    const start = new Map(
      [...paperStart(SMALL, new Random(8))].map(([name, { shape, values }]) => [
        name,
        { shape, values: name.endsWith('bias') ? values.map(() => 0.1 * random.normal()) : values },
      ]),
    );
    const moved = (stage: 1 | 2, part: number): { before: number; weights: Map<string, Float32Array> } => {
      const training = new PaperTraining(start, stage, part);
      const before = training.step(shapes, 1e-4);
      const weights = new Map([...training.weights()].map(([name, { values }]) => [name, values]));
      // of the first step of Adam only the signs of the slope are left: it is in the first moment
      for (const [name, { values }] of training.trainable.save().arrays)
        if (name.startsWith('first/'))
          weights.set(
            name,
            values.map((v) => v / 0.1),
          );
      training.dispose();
      return { before, weights };
    };
    const whole = moved(1, 2),
      parts = moved(1, 1),
      dense = moved(2, 2);
    ok(Math.abs(whole.before - parts.before) < 1e-5);
    const lossAt = (name: string, change: Float32Array, by: number): number => {
      const values = start.get(name)!.values.map((v, i) => v + by * change[i]);
      const training = new PaperTraining(
        new Map([...start, [name, { shape: start.get(name)!.shape, values }]]),
        1,
      );
      const loss = training.step(shapes, 0);
      training.dispose();
      return loss;
    };
    for (const name of [
      'paper.conv1.weight',
      'paper.conv4.weight',
      'paper.encode.weight',
      'paper.up1.weight',
      'paper.out.weight',
    ]) {
      const slope = whole.weights.get(`first/${name}`)!;
      slope.forEach((v, i) =>
        ok(Math.abs(v - parts.weights.get(`first/${name}`)![i]) < 1e-5 + 1e-3 * Math.abs(v), `${name} ${i}`),
      );
      const inSecond = dense.weights.get(`first/${name}`);
      strictEqual(inSecond !== undefined, name === 'paper.encode.weight');
      inSecond?.forEach((v, i) =>
        ok(Math.abs(v - slope[i]) < 1e-5 + 1e-3 * Math.abs(v), `${name} ${i} of the second stage`),
      );
      const length = Math.sqrt(slope.reduce((sum, v) => sum + v * v, 0));
      const unit = slope.map((v) => v / length),
        by = 0.001 * Math.sqrt(start.get(name)!.values.reduce((sum, v) => sum + v * v, 0));
      const measured = (lossAt(name, unit, by) - lossAt(name, unit, -by)) / (2 * by);
      ok(Math.abs(measured / length - 1) < 0.05, `${name}: slope ${length}, measured ${measured}`);
    }
  });

  it('frees what it made', () => {
    const before = tf.memory().numTensors;
    for (const stage of [1, 2] as const) {
      const training = new PaperTraining(paperStart(SMALL, new Random(8)), stage, 3);
      training.step(shapes, 1e-4);
      training.dispose();
    }
    strictEqual(tf.memory().numTensors, before);
  });

  it("lowers the loss with an eighth of the paper's filters in both stages, the convolutions still in the second", () => {
    const batch = shapes.subarray(0, 2 * BALL_POINTS);
    const first = new PaperTraining(paperStart(thinnerWidths(8), new Random(1)), 1, 2);
    const losses = Array.from({ length: 5 }, () => first.step(batch, 2e-3));
    ok(losses[4] < losses[0] - 0.1, `stage 1: ${losses}`);
    const weights = first.weights();
    first.dispose();
    const second = new PaperTraining(weights, 2, 2);
    const later = Array.from({ length: 5 }, () => second.step(batch, 1e-3));
    ok(later[4] < later[0] - 0.005, `stage 2: ${later}`);
    const after = second.weights();
    second.dispose();
    for (const [name, { values }] of weights) {
      const same = after.get(name)!.values.every((v, i) => v === values[i]);
      strictEqual(same, !/paper\.(en|de)code/.test(name), `${name} ${same ? 'stays' : 'moves'}`);
    }
    const network = new PaperNetwork({ arrays: after, metadata: {} });
    strictEqual(network.latentSize, 200);
    network.dispose();
  });
});
