import assert from 'node:assert/strict';
import { acos, atan2, cbrt, cos, exp, hypot, log, sin, tanh } from '../src/elementary';
import { Random } from '../src/random';

describe('elementary functions that all engines round alike', () => {
  const random = new Random(7);
  const between = (low: number, high: number): Float64Array =>
    Float64Array.from({ length: 20_000 }, () => low + (high - low) * random.uniform());

  for (const [name, own, known, low, high] of [
    ['exp', exp, Math.exp, -700, 700],
    ['exp near 0', exp, Math.exp, -1, 1],
    ['log', log, Math.log, 1e-9, 1e4],
    ['log near 1', log, Math.log, 0.5, 2],
    ['sin', sin, Math.sin, -60, 60],
    ['cos', cos, Math.cos, -60, 60],
    ['sin far out', sin, Math.sin, -1e5, 1e5],
    ['cbrt', cbrt, Math.cbrt, -1e6, 1e6],
    ['tanh', tanh, Math.tanh, -20, 20],
    ['tanh near 0', tanh, Math.tanh, -1, 1],
    ['acos', acos, Math.acos, -1, 1],
    ['hypot', (x: number) => hypot(x, 3, 1e-3 * x), (x: number) => Math.hypot(x, 3, 1e-3 * x), -1e6, 1e6],
    ['atan2', (x: number) => atan2(x, 2), (x: number) => Math.atan2(x, 2), -9, 9],
    ['atan2 beyond the axis', (x: number) => atan2(-2, x), (x: number) => Math.atan2(-2, x), -9, 9],
  ] as const) {
    it(`${name} agrees with the engine's own to the last digits`, () => {
      for (const x of between(low, high)) {
        const wanted = known(x);
        // beside a zero of sin and cos the last digit is that of x
        const unit = Math.max(Math.abs(wanted), name.startsWith('exp') ? 0 : 1e-3) * Number.EPSILON;
        assert.ok(Math.abs(own(x) - wanted) <= 3 * unit, `${own(x)} for ${wanted} at ${x}`);
      }
    });
  }

  it('have the values that are known exactly, and the ends of their ranges', () => {
    assert.deepEqual([exp(0), log(1), sin(0), cos(0), exp(-Infinity)], [1, 0, 0, 1, 0]);
    assert.deepEqual([exp(1000), log(0), log(Infinity)], [Infinity, -Infinity, Infinity]);
    for (const value of [exp(NaN), log(-1), log(NaN), sin(Infinity), cos(NaN)])
      assert.ok(Number.isNaN(value));
    assert.ok(Math.abs(log(5e-324) - Math.log(5e-324)) < 1e-12);
    assert.ok(Math.abs(exp(-740) / Math.exp(-740) - 1) < 1e-2, 'a number without all its digits');
  });

  it('of vectors and angles have them too', () => {
    assert.deepEqual(
      [hypot(), hypot(-3, 4), hypot(0, 0, 0), cbrt(-27), cbrt(0), tanh(50)],
      [0, 5, 0, -3, 0, 1],
    );
    assert.equal(hypot(Infinity, 1), Infinity);
    for (const size of [1e200, 1e-200]) assert.ok(Math.abs(hypot(3 * size, 4 * size) / size - 5) < 1e-14);
    for (const value of [hypot(NaN, 1), cbrt(NaN), tanh(NaN), atan2(NaN, 1), acos(1.1)])
      assert.ok(Number.isNaN(value));
    for (const [y, x] of [
      [0, 1],
      [0, -1],
      [-0, -1],
      [1, 0],
      [-1, 0],
      [0, 0],
      [1, 1],
      [1, -1],
    ])
      assert.ok(Math.abs(atan2(y, x) - Math.atan2(y, x)) < 1e-15, `atan2(${y}, ${x})`);
  });

  it('have the same bits in every engine', () => {
    const values = new Float64Array(9000);
    for (let i = 0; i < 1000; i++) {
      const x = 0.0371 * i - 17.3;
      const more = [hypot(x, 2, i), cbrt(x), tanh(x), atan2(x, 3), acos(i / 1000)];
      values.set([exp(x), log(0.001 + 0.37 * i), sin(x), cos(x), ...more], 9 * i);
    }
    let sum = 0;
    for (const word of new Uint32Array(values.buffer)) sum = (Math.imul(sum, 31) + word) | 0;
    assert.equal(sum, -1771349889);
  });
});
