import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { Random } from 'decodesaxs/dist/random';
import { splitOf } from 'decodesaxs/dist/train/samples/split';
import type { StructureSet } from 'decodesaxs/dist/train/samples/structureSet';

const STRUCTURES = 600;

/** Clouds of some hundred points in ellipsoids of many sizes, some of them twice under other names and a little changed. */
function set(): StructureSet {
  const random = new Random(5);
  const traces: number[][] = [];
  const ids: string[] = [];
  for (let s = 0; ids.length < STRUCTURES; s++) {
    const axes = [0, 1, 2].map(() => random.between(80, 600));
    const trace = Array.from({ length: 3 * (60 + random.integer(600)) }, (_, i) =>
      Math.round(axes[i % 3] * random.normal()),
    );
    traces.push(trace);
    ids.push(`${1000 + s}`.replace(/^(.)(...)$/, '$1a$2').slice(0, 4) + `_${s}`);
    if (s % 4 > 0) continue;
    traces.push(trace.map((value) => Math.round(value * 1.01)));
    ids.push(`relative of ${s}`);
  }
  const start = Int32Array.from([0, ...traces.map((trace) => trace.length)]);
  for (let i = 1; i < start.length; i++) start[i] += start[i - 1];
  return { ids, xyz: Int16Array.from(traces.flat()), start, rmax: new Float32Array(ids.length) };
}

/** Number of points, and radii of gyration along the axes of the ellipsoid, which are x, y, z here. */
function size({ xyz, start }: StructureSet, s: number): number[] {
  const points = xyz.subarray(start[s], start[s + 1]);
  const n = points.length / 3;
  const radius = (axis: number): number => {
    const values = Array.from({ length: n }, (_, p) => points[3 * p + axis]);
    const mean = values.reduce((sum, value) => sum + value) / n;
    return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  };
  return [n, ...[0, 1, 2].map(radius).sort((a, b) => b - a)];
}

describe('split of a training set', () => {
  const structures = set();
  const { heldBack, tested } = splitOf(structures);

  it('holds back a twentieth, among them every tested structure', () => {
    const held = heldBack.reduce((sum, value) => sum + value, 0);
    ok(held <= STRUCTURES / 20 && held > STRUCTURES / 30, `${held} of ${STRUCTURES}`);
    ok(tested.length > 5, `${tested.length} tested`);
    ok(tested.every((s) => heldBack[s] === 1));
    deepStrictEqual(
      tested,
      [...tested].sort((a, b) => a - b),
    );
  });

  it('leaves no relative of a tested structure among those that are learnt from', () => {
    let relatives = 0;
    for (const s of tested) {
      const own = size(structures, s);
      for (let other = 0; other < STRUCTURES; other++) {
        // half of the limits, since the axes of a cloud are not quite those of its ellipsoid
        const alike = size(structures, other).every(
          (value, i) => Math.abs(Math.log(value / own[i])) < (i === 0 ? 0.03 : 0.02),
        );
        if (!alike || other === s) continue;
        relatives++;
        strictEqual(heldBack[other], 1, `${structures.ids[other]} is a relative of ${structures.ids[s]}`);
      }
    }
    ok(relatives > 0, 'the set has relatives');
  });

  it('keeps the chains and assemblies of one PDB entry together', () => {
    const named = {
      ...structures,
      ids: structures.ids.map((_, s) => `${2000 + Math.floor(s / 3)}_${s % 3}`),
    };
    const split = splitOf(named);
    ok(split.tested.length > 2);
    for (const s of split.tested)
      for (let other = 3 * Math.floor(s / 3); other < 3 * Math.floor(s / 3) + 3; other++)
        strictEqual(split.heldBack[other], 1, `${named.ids[other]} beside ${named.ids[s]}`);
  });

  it('is the same every time, and depends on the structures alone', () => {
    deepStrictEqual(splitOf({ ...structures }), { heldBack, tested });
  });
});
