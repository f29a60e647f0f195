import { strict as assert } from 'node:assert';
import { halfEnsembles } from '../../src/certainty/halfEnsembles';
import { transformGrid } from '../../src/grid/transformGrid';
import { InputError } from '../../src/inputError';
import { Random } from '../../src/random';
import { ball } from '../moments/bodies';
import { clouds, LOPSIDED, randomRotation } from '../consensus/motions';

const POINTS = 31 ** 3;

describe('halfEnsembles', function () {
  this.timeout(30_000);
  const rmax = 40;
  const qTo = (last: number, count: number): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => (last * (i + 1)) / count);

  it('loses the agreement of two concentric balls at the first zero of the larger one', () => {
    const shapes = new Float32Array(4 * POINTS);
    [12, 7, 12, 7].forEach((radius, i) => shapes.set(ball(radius), i * POINTS));
    // F of a ball vanishes first where tan x = x
    const q0 = 4.493409 / ((12 * rmax) / 13.5);
    const { shell, resolution, agreement } = halfEnsembles(shapes, 4, qTo(1.3 * q0, 260), rmax);
    assert.ok(Math.abs(resolution.angstrom / ((2 * Math.PI) / q0) - 1) < 0.015, `${resolution.angstrom}`);
    assert.equal(resolution.beyondLastQ, false);
    assert.ok(shell[100] > 0.999, 'radial functions of one sign correlate fully');
    assert.ok(shell[250] < -0.99, 'and of opposite signs not at all');
    assert.ok(agreement > 0 && agreement < 0.9);
  });

  it('finds copies of one body the same at every q, however they are turned and mirrored', () => {
    const random = new Random(3);
    const body = clouds(LOPSIDED.map((centre) => centre.map((x) => 0.8 * x)));
    const shapes = new Float32Array(6 * POINTS);
    for (let i = 0; i < 6; i++)
      shapes.set(transformGrid(body, randomRotation(random), i % 3 === 0), i * POINTS);
    const { shell, resolution, agreement } = halfEnsembles(shapes, 6, qTo(0.25, 30), rmax);
    assert.ok(agreement > 0.995, `${agreement}`);
    assert.ok(
      shell.every((value) => value > 0.95),
      `${shell}`,
    );
    assert.deepEqual(resolution, { angstrom: (2 * Math.PI) / 0.25, beyondLastQ: true });
  });

  it('needs four shapes of 31³ values', () => {
    assert.throws(
      () => halfEnsembles(new Float32Array(3 * POINTS).fill(1), 3, qTo(0.2, 5), rmax),
      InputError,
    );
    assert.throws(
      () => halfEnsembles(new Float32Array(4 * POINTS - 1).fill(1), 4, qTo(0.2, 5), rmax),
      InputError,
    );
  });
});
