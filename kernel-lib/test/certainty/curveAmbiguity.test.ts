import { strict as assert } from 'node:assert';
import { curveAmbiguity } from '../../src/certainty/curveAmbiguity';
import { invariants } from '../../src/moments/invariants';
import { zernikeMoments } from '../../src/moments/zernikeMoments';
import { invariantRg } from '../../src/profile/invariantRg';
import { profile } from '../../src/profile/profile';
import { searchTarget } from '../../src/reconstruct/searchTarget';
import { ball, eachPoint } from '../moments/bodies';

describe('curveAmbiguity', () => {
  const q = Float64Array.from({ length: 60 }, (_, i) => 0.01 + (0.19 * i) / 59);
  const rod = new Uint8Array(31 ** 3);
  eachPoint((index, i, j, k) => {
    if (Math.hypot(i, j) <= 3 && Math.abs(k) <= 12) rod[index] = 1;
  });
  const F = (shape: Uint8Array): Float64Array => invariants(zernikeMoments(shape, 1, 20), 1, 20);

  function agreeing(library: readonly Uint8Array[], truth: Uint8Array): ReturnType<typeof curveAmbiguity> {
    const rg = 25,
      rmax = rg / invariantRg(F(truth), 1, 20)[0];
    const intensity = profile(F(truth), 1, 20, q, rmax);
    const i0 = profile(F(truth), 1, 20, Float64Array.of(0), rmax)[0];
    const target = searchTarget({ q, intensity, sigma: intensity.map((I) => 0.01 * I) }, { rg, i0 });
    const count = library.length;
    const flat = Float32Array.from(library.flatMap((shape) => Array.from(F(shape))));
    return curveAmbiguity(
      {
        count,
        latents: new Float32Array(200 * count),
        invariants: flat,
        rmax: new Float32Array(count).fill(30),
      },
      target,
      rg,
    );
  }

  it('counts the shapes of a library that scatter as the curve does, at any size', () => {
    const { shapes, of, score, verdict } = agreeing([ball(8), rod, ball(8), ball(10), rod], ball(9));
    assert.deepEqual([shapes, of, verdict], [3, 5, 'unique']);
    assert.ok(Math.abs(score - Math.log10(3)) < 1e-12);
    assert.equal(agreeing([ball(8), rod, ball(8), rod], rod).shapes, 2);
  });

  it('finds none for a curve unlike all, and calls 40 perhaps ambiguous', () => {
    assert.deepEqual([agreeing([ball(8), ball(9)], rod).shapes, agreeing([ball(8)], rod).score], [0, 0]);
    assert.equal(
      agreeing(
        Array.from({ length: 40 }, () => ball(8)),
        ball(8),
      ).verdict,
      'perhaps ambiguous',
    );
  });
});
