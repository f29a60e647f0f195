import { ok, strictEqual } from 'node:assert';
import { voxelise } from '../../src/grid/voxelise';
import { shapeMap } from '../../src/map/shapeMap';
import { DIFFERENCE_LEVEL, differenceMap } from '../../src/superposition/differenceMap';

/** Points 3 Å apart in balls. */
function balls(list: readonly (readonly number[])[]): Float64Array {
  const points: number[] = [];
  for (let x = -60; x <= 60; x += 3)
    for (let y = -60; y <= 60; y += 3)
      for (let z = -60; z <= 60; z += 3)
        if (list.some(([u, v, w, r]) => Math.hypot(x - u, y - v, z - w) < r)) points.push(x, y, z);
  return Float64Array.from(points);
}

describe('differenceMap', () => {
  const core = [0, 0, 0, 18];
  const there = [32, 0, 0, 10],
    elsewhere = [0, 32, 0, 10];
  const rmax = 45;
  const map = shapeMap(voxelise(balls([core, there]), { rmax, radius: 4, centre: false }).grid, rmax, 0.5);

  it('is positive where the map has mass that the structure lacks, and negative in the reverse', () => {
    const { map: difference, blur, more, less } = differenceMap(map, balls([core, elsewhere]), 4);
    strictEqual(blur <= 1, true);
    const at = (x: number, y: number, z: number): number =>
      difference.values[
        ([x, y, z].map((v) => Math.round(v / difference.step) + 15) as number[]).reduce(
          (e, i) => 31 * e + i,
          0,
        )
      ];
    ok(at(32, 0, 0) > 0.9 && at(0, 32, 0) < -0.9 && Math.abs(at(0, 0, 0)) < 0.1);
    const ball = (4 / 3) * Math.PI * 13 ** 3;
    for (const volume of [more, less]) ok(Math.abs(volume / ball - 1) < 0.35, `${volume} of ${ball}`);
  });

  it('is nothing for the same body, blurred or not', () => {
    const same = differenceMap(map, balls([core, there]), 4);
    ok(same.more === 0 && same.less === 0 && same.blur === 0);
    ok(same.map.values.every((value) => Math.abs(value) < DIFFERENCE_LEVEL));
  });

  it('counts no rim thinner than a step, as no picture shows it', () => {
    const values = map.values.map((value, e) => (Math.floor(e / 31 ** 2) === 15 ? 0.45 * value : value));
    const thin = differenceMap({ ...map, values }, balls([core, there]), 4);
    ok(thin.map.values.filter((value) => value < -DIFFERENCE_LEVEL).length > 50);
    strictEqual(thin.less, 0);
  });
});
