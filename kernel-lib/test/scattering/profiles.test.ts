import assert from 'node:assert/strict';
import { Random } from '../../src/random';
import { ballFormFactor } from '../../src/scattering/ball';
import { atomicFormFactor } from '../../src/scattering/atomicFormFactor';
import { groupKind } from '../../src/scattering/groupKinds';
import { layerPoints } from '../../src/scattering/layerPoints';
import { partialProfiles } from '../../src/scattering/partialProfiles';
import { combineProfiles, solvatedProfile, solventProfiles } from '../../src/scattering/solvatedProfile';
import type { Scatterers } from '../../src/scattering/scatterers';

const q = Float64Array.from({ length: 13 }, (_, i) => 0.04 * i);

/** C, NH and SH at random in a box that is longer than wide, off the origin. */
function cloud(count: number, seed: number): Scatterers {
  const random = new Random(seed);
  return {
    xyz: Float64Array.from({ length: 3 * count }, (_, i) => 50 + random.between(-1, 1) * [30, 15, 8][i % 3]),
    kindOf: Uint16Array.from({ length: count }, (_, i) => i % 3),
    kinds: [groupKind('C', 0), groupKind('N', 1), groupKind('S', 1)],
    warnings: [],
  };
}

/** Σ_i Σ_j a_i b_j sin(qr)/(qr), every pair. */
function debye(xyz: Float64Array, a: (i: number) => number, b: (i: number) => number, at: number): number {
  let sum = 0;
  for (let i = 0; i < xyz.length / 3; i++) {
    for (let j = 0; j < xyz.length / 3; j++) {
      const r = Math.hypot(...[0, 1, 2].map((k) => xyz[3 * i + k] - xyz[3 * j + k]));
      sum += a(i) * b(j) * (at * r < 1e-6 ? 1 : Math.sin(at * r) / (at * r));
    }
  }
  return sum;
}

describe('atomicFormFactor', () => {
  it('is the number of electrons at q = 0', () => {
    const elements = { H: 1, C: 6, N: 7, O: 8, P: 15, S: 16, CA: 20, FE: 26, ZN: 30, SE: 34 };
    for (const [element, electrons] of Object.entries(elements)) {
      assert.ok(Math.abs(atomicFormFactor(element, 0) - electrons) < 0.02, element);
    }
    assert.ok(Number.isNaN(atomicFormFactor('XX', 0)));
  });

  it('of carbon falls as the values of International Tables III (1962) do, within 1 %', () => {
    const published: [number, number][] = [
      [0.1, 5.126],
      [0.2, 3.581],
      [0.5, 1.685],
    ];
    for (const [s, value] of published) {
      const found = atomicFormFactor('C', 4 * Math.PI * s);
      assert.ok(Math.abs(found - value) < 0.01 * value, `at ${s}: ${found}`);
    }
  });
});

describe('partialProfiles', () => {
  it('are the Debye sums over every pair, to 1e-3 at q 0.48', () => {
    const scatterers = cloud(150, 3);
    const { kinds, kindOf, xyz } = scatterers;
    const profiles = partialProfiles(scatterers, undefined, q);
    for (const k of [0, 2, 5, 8, 12]) {
      const v = kinds.map((kind) => kind.vacuum(q[k])),
        d = kinds.map((kind) => kind.displaced(q[k]));
      const exact = {
        vv: debye(
          xyz,
          (i) => v[kindOf[i]],
          (i) => v[kindOf[i]],
          q[k],
        ),
        vd: debye(
          xyz,
          (i) => v[kindOf[i]],
          (i) => d[kindOf[i]],
          q[k],
        ),
        dd: debye(
          xyz,
          (i) => d[kindOf[i]],
          (i) => d[kindOf[i]],
          q[k],
        ),
      };
      for (const name of ['vv', 'vd', 'dd'] as const) {
        const error = Math.abs(profiles[name][k] / exact[name] - 1);
        assert.ok(error < 1e-3, `${name} at q ${q[k]}: ${error}`);
      }
    }
  });

  it('of the pieces of a layer are their Debye sums too', () => {
    const scatterers = cloud(12, 5);
    const layer = layerPoints(scatterers);
    const { ll } = partialProfiles(scatterers, layer, q);
    for (const k of [0, 3, 7]) {
      const smear = Math.exp(-(q[k] ** 2 * layer.spread) / 3);
      const exact =
        smear *
        debye(
          layer.xyz,
          (i) => layer.volume[i],
          (i) => layer.volume[i],
          q[k],
        );
      assert.ok(Math.abs(ll[k] / exact - 1) < 1e-3, `q ${q[k]}: ${ll[k] / exact}`);
    }
  });
});

describe('layerPoints', () => {
  it('around a ball are a spherical shell 3 Å thick', () => {
    const radius = 12;
    const ball = { ...groupKind('C', 0), radius };
    const scatterers = {
      xyz: Float64Array.of(1, 2, 3),
      kindOf: Uint16Array.of(0),
      kinds: [ball],
      warnings: [],
    };
    const layer = layerPoints(scatterers);
    const volume = layer.volume.reduce((sum, value) => sum + value, 0);
    const outer = (4 / 3) * Math.PI * (radius + 3) ** 3,
      inner = (4 / 3) * Math.PI * radius ** 3;
    assert.ok(Math.abs(volume / (outer - inner) - 1) < 0.02, `${volume} for ${outer - inner} Å³`);
    const { ll } = partialProfiles(scatterers, layer, q);
    for (const k of [1, 3, 5, 8]) {
      const shell = outer * ballFormFactor(q[k] * (radius + 3)) - inner * ballFormFactor(q[k] * radius);
      const error = Math.abs(Math.sqrt(ll[k]) - Math.abs(shell)) / (outer - inner);
      assert.ok(error < 0.02, `q ${q[k]}: ${Math.sqrt(ll[k])} for ${shell}`);
    }
  });

  it('refuse coordinates that are no lengths in Å of one molecule', () => {
    const far = { ...cloud(3, 1), xyz: Float64Array.of(0, 0, 0, 9e4, 0, 0, 0, 9e4, 9e4) };
    assert.throws(() => layerPoints(far), /expected one molecule with coordinates in Å/);
  });
});

describe('solvatedProfile', () => {
  it('is the square of the excess electrons at q = 0', () => {
    const scatterers = cloud(60, 7);
    const layer = layerPoints(scatterers).volume.reduce((sum, value) => sum + value, 0);
    const excess = scatterers.kindOf.reduce(
      (sum, k) => sum + scatterers.kinds[k].electrons - 0.334 * scatterers.kinds[k].volume,
      0,
    );
    const [i0] = solvatedProfile(scatterers, Float64Array.of(0), { layer: 0.03 });
    assert.ok(Math.abs(i0 / (excess + 0.03 * layer) ** 2 - 1) < 1e-9);
  });

  it('does not depend on the orientation, but for the lattice of the layer', () => {
    const scatterers = cloud(200, 9);
    const turned = {
      ...scatterers,
      xyz: scatterers.xyz.map((_, i, xyz) => {
        const p = i - (i % 3),
          c = Math.cos(0.7),
          s = Math.sin(0.7);
        return [c * xyz[p] - s * xyz[p + 1], s * xyz[p] + c * xyz[p + 1], xyz[p + 2]][i % 3];
      }),
    };
    const a = solvatedProfile(scatterers, q),
      b = solvatedProfile(turned, q);
    a.forEach((value, k) => assert.ok(Math.abs(b[k] / value - 1) < 1e-3, `q ${q[k]}`));
  });

  it('at many q is what it is at few', () => {
    const scatterers = cloud(200, 11);
    const many = Float64Array.from({ length: 901 }, (_, i) => 0.0005 * i + 0.0123);
    const all = combineProfiles(solventProfiles(scatterers, many), { layer: 0.02 });
    const some = Float64Array.from([0, 250, 507, 900], (i) => many[i]);
    solvatedProfile(scatterers, some, { layer: 0.02 }).forEach((value, k) => {
      const found = all[[0, 250, 507, 900][k]];
      assert.ok(Math.abs(found / value - 1) < 3e-3, `q ${some[k]}: ${found} for ${value}`);
    });
  });
});
