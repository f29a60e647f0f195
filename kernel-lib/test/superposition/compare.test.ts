import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { tableFromIPC } from '@uwdata/flechette';
import { compareShapes, type Body, type PointBody } from '../../src/superposition/compare';
import { mapBody, resampleMap } from '../../src/superposition/mapBody';
import type { DensityMap } from '../../src/grid/densityMap';
import { voxelise } from '../../src/grid/voxelise';
import { InputError } from '../../src/inputError';
import { shapeMap } from '../../src/map/shapeMap';
import { Random } from '../../src/random';
import { lumps } from '../moments/bodies';
import { move, randomRotation } from '../consensus/motions';
import { evaluationData } from '../evaluationData';

/** A crooked chain of points some 3.8 Å apart. */
function chain(seed: number, count = 200): number[][] {
  const random = new Random(seed);
  const points: number[][] = [];
  let [x, v] = [
    [0, 0, 0],
    [1, 0, 0],
  ];
  for (let i = 0; i < count; i++) {
    v = v.map((value, a) => 0.8 * value + random.normal() - 0.02 * x[a]);
    const length = Math.hypot(...v);
    x = x.map((value, a) => value + (3.8 * v[a]) / length);
    points.push(x);
  }
  return points;
}

const body = (points: number[][], radius = 5): PointBody => ({
  points: Float64Array.from(points.flat()),
  radius,
});

/** A map with steps of its own choice in which every point of the chain is a cloud. */
function cloudMap(points: number[][], step: number, width: number): DensityMap {
  const low = [0, 1, 2].map((a) => Math.min(...points.map((x) => x[a])) - 15);
  const high = [0, 1, 2].map((a) => Math.max(...points.map((x) => x[a])) + 15);
  const size = [0, 1, 2].map((a) => Math.ceil((high[a] - low[a]) / step) + 1) as [number, number, number];
  const values = new Float32Array(size[0] * size[1] * size[2]);
  const reach = Math.ceil((3 * width) / step);
  for (const x of points) {
    const c = x.map((value, a) => Math.round((value - low[a]) / step));
    for (let i = c[0] - reach; i <= c[0] + reach; i++) {
      for (let j = c[1] - reach; j <= c[1] + reach; j++) {
        for (let k = c[2] - reach; k <= c[2] + reach; k++) {
          const d2 = [i, j, k].reduce((sum, e, a) => sum + (low[a] + step * e - x[a]) ** 2, 0);
          values[(i * size[1] + j) * size[2] + k] += Math.exp(-d2 / (2 * width * width));
        }
      }
    }
  }
  return { size, step, origin: [low[0], low[1], low[2]], values };
}

describe('compareShapes', function () {
  this.timeout(60_000);

  it('finds a body that was moved, mirrored and shifted, and says how', () => {
    const random = new Random(1);
    for (const mirror of [false, true]) {
      const points = chain(2);
      const rotation = randomRotation(random);
      const moved = points.map((x) => move(rotation, mirror, x).map((value, a) => value + [100, -40, 7][a]));
      const found = compareShapes(body(moved), body(points));
      // voxels differ from pose to pose
      assert.ok(found.ownRadius > 0.95 && found.trueScale > 0.95, `${found.ownRadius}, ${found.trueScale}`);
      assert.equal(found.mirror, mirror);
      assert.ok(Math.abs(found.rmaxA - found.rmaxB) < 1e-9);
      points.forEach((x, i) => {
        const centred = x.map((value, a) => value - found.centreB[a]);
        const back = move(found.rotation, found.mirror, centred).map((value, a) => value + found.centreA[a]);
        assert.ok(Math.hypot(...back.map((value, a) => value - moved[i][a])) < 0.05 * found.rmaxA);
      });
    }
  });

  it('is blind to size at own radius, and sees it at true scale', () => {
    const points = chain(3);
    const larger = compareShapes(
      body(points, 5),
      body(
        points.map((x) => x.map((value) => 1.5 * value)),
        7.5,
      ),
    );
    assert.ok(larger.ownRadius > 0.999);
    assert.ok(larger.trueScale < 0.85);
    assert.ok(Math.abs(larger.rmaxB / larger.rmaxA - 1.5) < 1e-12);
  });

  it('gives one number whichever body comes first', () => {
    const [a, b]: Body[] = [body(chain(4)), shapeMap(lumps(3), 40)];
    const [there, back] = [compareShapes(a, b), compareShapes(b, a)];
    assert.ok(Math.abs(there.ownRadius - back.ownRadius) < 1e-6);
    assert.ok(Math.abs(there.trueScale - back.trueScale) < 1e-6);
    assert.equal(there.mirror, back.mirror);
  });

  it('compares the map of a structure with the structure, whatever the steps of the map', () => {
    const points = chain(5);
    const { grid, rmax } = voxelise(points.flat(), { radius: 5 });
    assert.ok(compareShapes(body(points), shapeMap(grid, rmax)).ownRadius > 1 - 1e-6);
    for (const step of [1, 2.5]) {
      const found = compareShapes(body(points), cloudMap(points, step, 3));
      assert.ok(
        found.ownRadius > 0.8 && found.trueScale > 0.8,
        `${step} Å: ${found.ownRadius}, ${found.trueScale}`,
      );
      assert.equal(found.mirror, false);
    }
  });

  it('refuses bodies that are empty', () => {
    const some = body(chain(6));
    assert.throws(() => compareShapes(some, { points: new Float64Array(0) }), InputError);
    assert.throws(() => compareShapes(some, shapeMap(new Float32Array(31 ** 3), 30)), InputError);
    const { rmax: _, ...unknown } = shapeMap(new Float32Array(31 ** 3), 30);
    assert.throws(() => compareShapes(unknown, some), InputError);
  });

  it("follows the authors' figures for their maps", function () {
    const file = evaluationData(this, 'sasbdb-eval.arrow.gz');
    const table = tableFromIPC(gunzipSync(readFileSync(file)));
    const gains: number[] = [];
    for (let i = 0; i < 150; i += 7) {
      const row = table.get(i) as unknown as Record<string, never>;
      if (!row.authors_map_withrmax) continue;
      const values = Float32Array.from(row.authors_map_withrmax as Uint8Array, (v) =>
        v / 255 > 0.3 ? 1 : 0,
      );
      const { rmax: _, ...map } = shapeMap(values, 13.5);
      // points of no extent but a voxel, as in the published figures
      const points = Float64Array.from(row.model_xyz as Float32Array);
      gains.push(compareShapes({ points, radius: 0 }, map).ownRadius - row.authors_cc_withrmax);
    }
    gains.sort((one, other) => one - other);
    // Mirror images are allowed here and not there: half of the entries gain by them.
    const middle = gains[gains.length >> 1];
    assert.ok(gains.length >= 20 && middle > -0.01 && middle < 0.03, `${middle}`);
    assert.ok(gains.filter((gain) => gain < -0.05).length <= 2, `${gains}`);
  });
});

describe('mapBody', () => {
  it('measures the points above the threshold, and believes a map that knows its radius', () => {
    const values = new Float32Array(5 * 6 * 7);
    const put = (i: number, j: number, k: number, value: number): void => {
      values[(i * 6 + j) * 7 + k] = value;
    };
    put(1, 2, 3, 1);
    put(3, 2, 3, 0.5);
    put(0, 0, 0, 0.2);
    const map: DensityMap = { size: [5, 6, 7], step: 2, origin: [10, 20, 30], values };
    assert.deepEqual(mapBody(map), { centre: [14, 24, 36], rmax: 2 });
    assert.deepEqual(mapBody({ ...map, threshold: 0.6 }), { centre: [12, 24, 36], rmax: 2 });
    assert.deepEqual(mapBody({ ...map, rmax: 5 }), { centre: [14, 25, 36], rmax: 5 });
    assert.throws(() => mapBody({ ...map, threshold: 2 }), InputError);
  });
});

describe('resampleMap', () => {
  const size: [number, number, number] = [40, 50, 60];
  const linear = (x: number, y: number, z: number): number => 3 + 0.2 * x - 0.1 * y + 0.05 * z;

  for (const [step, rmax] of [
    [2, 13.5],
    [1, 13.5],
    [0.5, 13.5],
    [0.25, 13.5],
  ]) {
    it(`keeps a density that rises evenly, with steps of ${step} read at 1 Å`, () => {
      const values = new Float32Array(40 * 50 * 60);
      let at = 0;
      for (let i = 0; i < 40; i++) {
        for (let j = 0; j < 50; j++)
          for (let k = 0; k < 60; k++) values[at++] = linear(i * step, j * step, k * step);
      }
      const centre: [number, number, number] = [20 * step, 25 * step, 30 * step];
      const grid = resampleMap({ size, step, origin: [0, 0, 0], values }, centre, rmax);
      for (const [i, j, k] of [
        [0, 0, 0],
        [2, -1, 1],
        [-3, 3, 2],
      ]) {
        const expected = linear(centre[0] + i, centre[1] + j, centre[2] + k);
        assert.ok(Math.abs(grid[((i + 15) * 31 + j + 15) * 31 + k + 15] - expected) < 1e-5);
      }
    });
  }

  it('passes over no density of a fine map', () => {
    const values = new Float32Array(81 ** 3);
    values[(42 * 81 + 41) * 81 + 38] = 64;
    const map: DensityMap = { size: [81, 81, 81], step: 0.25, origin: [-10, -10, -10], values };
    const total = resampleMap(map, [0, 0, 0], 13.5).reduce((sum, value) => sum + value, 0);
    assert.ok(Math.abs(total - 1) < 1e-5);
  });
});
