import { ok } from 'node:assert';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { GRID_POINTS, GRID_SIZE } from '../../src/grid/shapeGrid';
import { farthest } from '../../src/grid/points';
import { voxelise } from '../../src/grid/voxelise';
import { debyeProfile } from '../../src/profile/debyeProfile';
import { ballFormFactor } from '../../src/scattering/ball';
import { layerFactor } from '../../src/profile/solvent';
import { layeredProfile, layerTerms } from '../../src/reconstruct/hydration';
import { readStructureSet, structurePoints } from '../../src/train/samples/structureSet';
import { evaluationData } from '../evaluationData';

const LAYER = 3,
  VICINITY = 4;
const q = Float64Array.from({ length: 30 }, (_, i) => 0.01 * (i + 1));

/** Voxels of a ball of so many steps. */
function ball(steps: number): Uint8Array {
  const grid = new Uint8Array(GRID_POINTS);
  for (let i = 0, at = 0; i < GRID_SIZE; i++)
    for (let j = 0; j < GRID_SIZE; j++)
      for (let k = 0; k < GRID_SIZE; k++, at++) {
        if (Math.hypot(i - 15, j - 15, k - 15) <= steps) grid[at] = 1;
      }
  return grid;
}

describe('hydration layer', () => {
  for (const radius of [18, 30, 60]) {
    it(`of a ball of ${radius} Å is that of a core and a shell`, () => {
      // A = (1 − c) V(R) f(qR) + c V(R + 3 Å) f(q (R + 3 Å))
      const amplitude = (c: number, value: number): number =>
        (1 - c) * radius ** 3 * ballFormFactor(value * radius) +
        c * (radius + LAYER) ** 3 * ballFormFactor(value * (radius + LAYER));
      const used = Float64Array.of(0, ...q.filter((value) => value * radius < 7));
      const { body, cross, own } = layeredProfile(ball(13.5), radius, used);
      // I_x(0) / I_0(0) is the ratio of the volumes: voxels make the layer some 5 to 15 % too large
      const volume = cross[0] / body[0] / ((1 + LAYER / radius) ** 3 - 1);
      ok(volume > 1 && volume < 1.16, `volume of the layer: ${volume}`);
      for (const c of [-0.3, 0.2, 0.5]) {
        const intensity = body.map((I, i) => I + 2 * c * cross[i] + c * c * own[i]);
        used.forEach((value, i) => {
          const wanted = (amplitude(c * volume, value) / amplitude(c * volume, 0)) ** 2;
          ok(
            Math.abs(intensity[i] / intensity[0] - wanted) < 0.01,
            `c ${c}, q ${value}: ${intensity[i] / intensity[0]} for ${wanted}`,
          );
        });
      }
    });
  }

  it('has terms that are those of the shape itself, and of the mean of two', () => {
    const grids = new Uint8Array(2 * GRID_POINTS);
    grids.set(ball(13.5));
    grids.set(ball(11), GRID_POINTS);
    const used = q.slice(0, 12);
    const [one, other] = [
      layeredProfile(grids.subarray(0, GRID_POINTS), 25, used),
      layeredProfile(grids.subarray(GRID_POINTS), 28, used),
    ];
    const both = layerTerms(grids, 2, Float64Array.of(25, 28), used, [0, 0.5]);
    used.forEach((_, i) => {
      const body = one.body[i] / one.i0 + other.body[i] / other.i0;
      ok(Math.abs(both.cross[i] - (one.cross[i] / one.i0 + other.cross[i] / other.i0) / body) < 1e-12);
      ok(Math.abs(both.own[i] - (one.own[i] / one.i0 + other.own[i] / other.i0) / body) < 1e-12);
    });
  });

  it('agrees with Debye sums over an explicit layer of points around the traces of 20 structures', function () {
    const file = evaluationData(this, 'structures-00.arrow.gz');
    const set = readStructureSet(gunzipSync(readFileSync(file)));
    const small = set.ids.map((_, s) => s).filter((s) => set.start[s + 1] - set.start[s] < 3 * 160);
    for (let k = 0; k < 20; k++)
      compareWithDebye(structurePoints(set, small[Math.floor((k * small.length) / 20)]));
  });
});

/** Bounds of the relative error of the layer's share up to q = 0.1, 0.2, 0.3, where it changes I(q)/I(0) by some 13, 60 and 100 %. */
const LATTICE_BOUNDS = [0.02, 0.07, 0.11],
  TRACE_BOUNDS = [0.03, 0.06, 0.28];

/** The layer's share in a profile, I(q)/I(0) with it over I(q)/I(0) without, against Debye sums: body as lattice, and as CA atoms. */
function compareWithDebye(xyz: Float64Array): void {
  const contrast = 0.3;
  const at0 = Float64Array.of(0, ...q);
  const share = layerFactor(
    contrast,
    layerTerms(voxelise(xyz, { radius: VICINITY }).grid, 1, Float64Array.of(farthest(xyz)), at0, [0, 0.5]),
  );
  const { body, layer } = latticeAround(xyz, 2);
  const debyeShare = (points: ArrayLike<number>): Float64Array => {
    // as many electrons whether lattice or atoms
    const inside = new Float64Array(points.length / 3).fill(body.length / points.length);
    const weights = Float64Array.of(...inside, ...new Float64Array(layer.length / 3).fill(contrast));
    const bare = debyeProfile(points, at0, { weights: inside });
    return debyeProfile(Float64Array.of(...Array.from(points), ...layer), at0, { weights }).map(
      (I, i) => I / bare[i],
    );
  };
  for (const [points, bounds] of [
    [body, LATTICE_BOUNDS],
    [xyz, TRACE_BOUNDS],
  ] as const) {
    const wanted = debyeShare(points);
    const error = (i: number): number => Math.abs(share[i] / share[0] / (wanted[i] / wanted[0]) - 1);
    bounds.forEach((bound, b) => {
      for (let i = 10 * b + 1; i <= 10 * b + 10; i++) ok(error(i) < bound, `q ${at0[i]}: error ${error(i)}`);
      ok(Math.abs(wanted[10 * b + 10] / wanted[0] - 1) > 0.02, 'a layer that does nothing tests nothing');
    });
    ok(Math.abs(share[0] / wanted[0] - 1) < 0.08, `I(0): ${share[0]} for ${wanted[0]}`);
  }
}

/** Points of a cubic lattice within 4 Å of a trace, and those up to 3 Å farther. */
function latticeAround(xyz: Float64Array, step: number): { body: number[]; layer: number[] } {
  const body: number[] = [],
    layer: number[] = [];
  const reach = farthest(xyz) + VICINITY + LAYER;
  for (let x = -reach; x <= reach; x += step)
    for (let y = -reach; y <= reach; y += step)
      for (let z = -reach; z <= reach; z += step) {
        let least = Infinity;
        for (let p = 0; p < xyz.length; p += 3)
          least = Math.min(least, (xyz[p] - x) ** 2 + (xyz[p + 1] - y) ** 2 + (xyz[p + 2] - z) ** 2);
        const d = Math.sqrt(least);
        if (d <= VICINITY) body.push(x, y, z);
        else if (d <= VICINITY + LAYER) layer.push(x, y, z);
      }
  return { body, layer };
}
