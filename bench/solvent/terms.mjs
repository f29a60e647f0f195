// How well the share of a 3 Å layer of contrast 0.3 in a profile is known without computing it for the shape itself:
// node bench/solvent/terms.mjs ../shared/data/structures-00.arrow.gz
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { dist, mean } from './common.mjs';

const { readStructureSet, structurePoints } = dist('train/samples/structureSet.js');
const { voxelise } = dist('grid/voxelise.js');
const { farthest, radiusOfGyration } = dist('grid/points.js');
const { layeredProfile } = dist('reconstruct/hydration.js');
const { invariants } = dist('moments/invariants.js');
const { zernikeMoments } = dist('moments/zernikeMoments.js');
const { radialTransform } = dist('profile/radialTransform.js');

const STRUCTURES = 500,
  LARGEST = 80,
  C = 0.3,
  NMAX = 26;
const q = Float64Array.from({ length: 59 }, (_, i) => 0.01 + 0.005 * i);
const set = readStructureSet(gunzipSync(readFileSync(process.argv[2])));
const shapes = Array.from({ length: STRUCTURES }, (_, k) =>
  structurePoints(set, Math.floor((k * set.ids.length) / STRUCTURES)),
)
  .filter((xyz) => farthest(xyz) <= LARGEST)
  .map((xyz) => {
    const { grid, rmax } = voxelise(xyz);
    return { ...layeredProfile(grid, rmax, q), rmax, rg: radiusOfGyration(xyz), grid };
  });

const withTerms = ({ body }, others) => {
  const sum = (name, k) => mean(others.map((o) => o[name][k] / o.i0));
  return body.map((I, k) => I * (1 + (2 * C * sum('cross', k) + C * C * sum('own', k)) / sum('body', k)));
};
const others = (shape) => shapes.filter((other) => other !== shape);
const distance = (a, b) =>
  mean(
    Array.from(q).flatMap((x, k) =>
      x > 0.2 ? [] : [Math.log(a.body[k] / a.i0 / (b.body[k] / b.i0)) ** 2 / (1 + (x * a.rg) ** 2)],
    ),
  );
const nearest = (count) => (shape) =>
  withTerms(
    shape,
    others(shape)
      .map((o) => ({ o, d: distance(shape, o) }))
      .sort((x, y) => x.d - y.d)
      .slice(0, count)
      .map(({ o }) => o),
  );
/** The layer as the shape blown up by 1 + e less the shape: (1 + e)³ B((1 + e) q) − B(q) in amplitudes. */
function blownUp({ grid, rmax, cross, body }) {
  const F = invariants(zernikeMoments(grid, 1, NMAX), 1, NMAX);
  const e = Math.cbrt(1 + cross[0] / body[0]) - 1;
  return q.map((x) => {
    const X = (x * rmax) / 0.9,
      b = radialTransform(NMAX, X),
      wide = radialTransform(NMAX, X * (1 + e));
    const d = b.map((v, n) => v + C * ((1 + e) ** 3 * wide[n] - v));
    let sum = 0;
    for (let n = 0, at = 0; n <= NMAX; n++)
      for (let m = n; m <= NMAX; m += 2) sum += (n === m ? 1 : 2) * d[n] * d[m] * F[at++];
    return sum;
  });
}

const WAYS = {
  'no layer': ({ body }) => body,
  'nearest profile': nearest(1),
  '10 nearest profiles': nearest(10),
  '30 nearest profiles': nearest(30),
  '20 of like Rg': (shape) =>
    withTerms(
      shape,
      others(shape)
        .sort((a, b) => Math.abs(a.rg - shape.rg) - Math.abs(b.rg - shape.rg))
        .slice(0, 20),
    ),
  'shape blown up': blownUp,
};
console.log(
  `${shapes.length} structures; median over structures of the rms relative error in % up to q = 0.1 / 0.2 / 0.3 1/Å, by Rg in Å`,
);
for (const [name, way] of Object.entries(WAYS)) {
  const cells = [
    [0, 16],
    [16, 20],
    [20, 25],
    [25, 60],
  ].map(([low, high]) => {
    const errors = shapes
      .filter(({ rg }) => rg >= low && rg < high)
      .map((shape) => {
        const found = way(shape),
          exact = shape.body.map((I, k) => I + 2 * C * shape.cross[k] + C * C * shape.own[k]);
        const logs = Array.from(q, (_, k) => Math.log(Math.max(found[k], 1e-300) / exact[k]));
        const scale = mean(logs.slice(0, 6));
        return [0.1, 0.2, 0.3].map((top) =>
          Math.sqrt(
            mean(logs.filter((_, k) => q[k] > top - 0.1 && q[k] <= top).map((x) => (x - scale) ** 2)),
          ),
        );
      });
    return `${low}–${high}: ${[0, 1, 2].map((b) => (100 * errors.map((e) => e[b]).sort((x, y) => x - y)[errors.length >> 1]).toFixed(1)).join(' / ')}`;
  });
  console.log(name.padEnd(20), cells.join('   '));
}
