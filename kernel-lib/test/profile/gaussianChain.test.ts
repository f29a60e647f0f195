import assert from 'node:assert/strict';
import { debyeProfile } from '../../src/profile/debyeProfile';
import { gaussianChain } from '../../src/profile/gaussianChain';
import { Random } from '../../src/random';

describe('gaussianChain', () => {
  it('follows the Guinier law at small q, where formula and series meet', () => {
    const rg = 30;
    for (const x of [1e-8, 0.99e-3, 1.01e-3]) {
      const [I] = gaussianChain(Float64Array.of(Math.sqrt(x) / rg), rg);
      assert.ok(Math.abs(I - (1 - x / 3 + (x * x) / 12 - x ** 3 / 60)) < 1e-8, `${x}: ${I}`);
    }
  });

  it('has the plateau 2 in its Kratky plot', () => {
    const [I] = gaussianChain(Float64Array.of(2), 50);
    assert.ok(Math.abs(1e4 * I - 2) < 1e-3);
  });

  it('is the mean of the Debye sums of random walks', () => {
    const steps = 200,
      walks = 300,
      random = new Random(1);
    const rg = Math.sqrt(steps / 6);
    const q = Float64Array.of(0.5 / rg, 1 / rg, 2 / rg);
    const mean = new Float64Array(3);
    for (let w = 0; w < walks; w++) {
      const xyz = new Float64Array(3 * steps);
      for (let i = 3; i < xyz.length; i++) xyz[i] = xyz[i - 3] + random.normal() / Math.sqrt(3);
      debyeProfile(xyz, q).forEach((I, i) => (mean[i] += I / steps ** 2 / walks));
    }
    gaussianChain(q, rg).forEach((I, i) => assert.ok(Math.abs(mean[i] / I - 1) < 0.03, `${mean[i]} ${I}`));
  });

  it('refuses a size that is none', () => {
    assert.throws(
      () => gaussianChain(Float64Array.of(0.1), 0),
      /^InputError: The radius of gyration is 0 Å: expected a number above 0\.$/,
    );
  });
});
