import { strict as assert } from 'node:assert';
import { sharpness } from '../../src/certainty/sharpness';
import { InputError } from '../../src/inputError';
import { Random } from '../../src/random';
import { ball } from '../moments/bodies';

const POINTS = 31 ** 3;

/** Points of the grid in the unit ball. */
const INSIDE = Array.from({ length: POINTS }, (_, p) => p).filter(
  (p) =>
    (Math.floor(p / 961) - 15) ** 2 + ((Math.floor(p / 31) % 31) - 15) ** 2 + ((p % 31) - 15) ** 2 <= 225,
);

describe('sharpness', () => {
  it('is 1 for a body', () => assert.ok(Math.abs(sharpness(ball(8)) - 1) < 1e-6));

  it('of a body drawn at a density a is √(a (1 − f) / (1 − a f)), f its share of the unit ball', () => {
    const body = Float32Array.from(ball(8)),
      f = body.reduce((sum, v) => sum + v, 0) / INSIDE.length;
    for (const a of [0.25, 0.5, 0.75])
      assert.ok(Math.abs(sharpness(body.map((v) => a * v)) - Math.sqrt((a * (1 - f)) / (1 - a * f))) < 1e-6);
  });

  it('is the correlation of a map of probabilities with bodies drawn by it', () => {
    const random = new Random(2);
    const map = Float32Array.from({ length: POINTS }, (_, p) => {
      const r = Math.hypot(Math.floor(p / 961) - 15, (Math.floor(p / 31) % 31) - 15, (p % 31) - 15);
      return 1 / (1 + Math.exp((r - 8) / 2));
    });
    const drawn = map.map((p) => (random.uniform() < p ? 1 : 0));
    const mean = (values: ArrayLike<number>, other: ArrayLike<number> = values, both = true): number =>
      INSIDE.reduce((sum, p) => sum + (both ? values[p] * other[p] : values[p]), 0) / INSIDE.length;
    const [m, d] = [mean(map, map, false), mean(drawn, drawn, false)];
    const found = (mean(map, drawn) - m * d) / Math.sqrt((mean(map) - m * m) * (mean(drawn) - d * d));
    assert.ok(Math.abs(found - sharpness(map)) < 0.01, `${found} ${sharpness(map)}`);
  });

  it('refuses what is no map', () => {
    assert.throws(() => sharpness(new Float32Array(10)), InputError);
    assert.throws(() => sharpness(new Float32Array(POINTS)), InputError);
  });
});
