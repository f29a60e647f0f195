import { deepStrictEqual, ok } from 'node:assert/strict';
import { Random } from '../../src/random';
import { smoothEnsemble } from '../../src/search/ensembleSmoother';
import { initialise } from '../../src/search/initialise';
import { ellipsoids, target } from './ellipsoids';

describe('the ensemble smoother', () => {
  const exact = target([4, 0, -3], 40, 25, 60);
  // half-axes 40, 26.7 and 16.7 Å: Rg² is a fifth of the sum of their squares
  const wanted = {
    ...exact,
    rg: Math.sqrt((40 ** 2 + ((40 * 8) / 12) ** 2 + ((40 * 5) / 12) ** 2) / 5),
    curve: { ...exact.curve, sigma: exact.curve.intensity.map((I) => 0.03 * I) },
  };
  // one pose: the half-axes keep their order
  const prior = {
    mean: Float32Array.from({ length: 200 }, (_, k) => [2, 0, -2][k] ?? 0),
    deviation: new Float32Array(200).fill(1.2),
  };
  const first = initialise(120, prior, wanted.radius, new Random(1));
  const smoothed = smoothEnsemble(first, ellipsoids, wanted, 3);

  it('moves the whole ensemble to shapes and sizes that fit', () => {
    const { history } = smoothed;
    ok(
      history.length === 5 && history[4] < history[0] / 20,
      history.map((chi2) => chi2.toFixed(0)).join(' → '),
    );
    const median = Float64Array.from(smoothed.rmax).sort()[60];
    ok(Math.abs(median / 40 - 1) < 0.05, `radius ${median}, truly 40`);
  });

  it('leaves alone what the curve says nothing of: it stays as wide as it was', () => {
    let squares = 0;
    for (let g = 0; g < 120; g++) squares += smoothed.latents[g * 200 + 50] ** 2 / 120;
    ok(Math.abs(Math.sqrt(squares) / 1.2 - 1) < 0.35, `deviation ${Math.sqrt(squares)}, 1.2 before`);
  });

  it('gives the same for the same seed', () =>
    deepStrictEqual(smoothEnsemble(first, ellipsoids, wanted, 3), smoothed));
});
