import { ok, strictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LATENT_SIZE } from '../../src/network/autoEncoder';
import { BALL_POINTS } from '../../src/grid/unitBall';
import { readWeights } from '../../src/network/weights';
import { WEIGHTS_FOLDER } from '../../src/node/networkFiles';
import { Random } from '../../src/random';
import { CURVE_ROW, writeCurveRow } from '../../src/train/samples/curveTable';
import { directStart } from '../../src/train/directStart';
import { inputWhitening } from '../../src/train/inputWhitening';
import { makeSamples } from '../../src/train/samples/sample';
import { DirectTraining } from '../../src/train/trainDirect';
import { trainingProfiles } from '../../src/train/samples/trainingCurves';
import { onBackend } from '../backends';

const COUNT = 6;

/** Ellipsoids of lattice points, the longest axis first. */
function ellipsoid(axes: readonly number[]): Float64Array {
  const points: number[] = [];
  const [a, b, c] = axes;
  for (let x = -a; x <= a; x += 3)
    for (let y = -b; y <= b; y += 3)
      for (let z = -c; z <= c; z += 3) {
        if ((x / a) ** 2 + (y / b) ** 2 + (z / c) ** 2 <= 1) points.push(x, y, z);
      }
  return Float64Array.from(points);
}

describe('training of the direct network', function () {
  this.timeout(120_000);
  onBackend('tensorflow');

  it('learns shapes from their curves', () => {
    const random = new Random(3);
    const bodies = Array.from({ length: COUNT }, (_, i) => ellipsoid([24 + 4 * i, 18 + i, 12]));
    const rows = new Float32Array(COUNT * CURVE_ROW);
    const radii = bodies.map((xyz) =>
      xyz.reduce(
        (most, _, i) => (i % 3 ? most : Math.max(most, Math.hypot(xyz[i], xyz[i + 1], xyz[i + 2]))),
        0,
      ),
    );
    bodies.forEach((xyz, i) => writeCurveRow({ xyz, rmax: radii[i], radius: 4 }, rows, i * CURVE_ROW));
    const xyz = Int16Array.from(bodies.flatMap((body) => Array.from(body, (v) => Math.round(10 * v))));
    const start = Int32Array.from({ length: COUNT + 1 }, (_, i) =>
      bodies.slice(0, i).reduce((sum, body) => sum + body.length, 0),
    );
    const samples = makeSamples(
      { ids: bodies.map((_, i) => `E${i}`), start, xyz, rmax: Float32Array.from(radii) },
      [0, 1, 2, 3, 4, 5],
      0,
      1,
    );
    const autoEncoder = readWeights(
      readFileSync(join(WEIGHTS_FOLDER, 'autoencoder.safetensors')),
      'autoencoder.safetensors',
    ).arrays;
    const profiles = Array.from({ length: 20 }, () => [
      ...trainingProfiles(rows, COUNT, random).features,
    ]).flat();
    const training = new DirectTraining(
      directStart(autoEncoder, random),
      autoEncoder,
      inputWhitening(Float32Array.from(profiles), 20 * COUNT),
    );
    const losses = Array.from({ length: 36 }, () =>
      training.step(trainingProfiles(rows, COUNT, random), samples, 1e-4, true),
    );
    // single curves with much noise have large losses
    const median = (values: readonly number[]): number =>
      [...values].sort((a, b) => a - b)[values.length >> 1];
    const [first, last] = [losses.slice(0, 9), losses.slice(-9)].map(median);
    ok(last < 0.8 * first, `${first} → ${last}`);
    const weights = training.weights();
    strictEqual(weights.get('direct.modes.bias')!.values.length, BALL_POINTS);
    strictEqual(weights.get('direct.means.bias')!.values.length, 4 * LATENT_SIZE);
    training.trainable.dispose();
  });
});
