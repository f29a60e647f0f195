// P(r) of this library beside that of GNOM, on the points that GNOM used.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseCurve } from 'decodesaxs/dist/curve/format/parseCurve.js';
import { pairDistance } from 'decodesaxs/dist/curve/pairDistance.js';

const FILES = [
  'formats/lyzexp.out',
  'formats/lysozyme_gnom46.out',
  'formats/glucose_isomerase.out',
  'formats/SASDMF2.out',
  'experimental/SASDA28/SASDA28.out',
  'experimental/SASDA25/SASDA25.out',
  'experimental/SASDBV9/26993_merged.out',
];

export function gnomFiles(root) {
  for (const file of FILES) {
    const curve = parseCurve(readFileSync(path.join(root, file)), { name: path.basename(file) });
    const { gnom } = curve;
    const own = pairDistance(curve);
    const same = pairDistance(curve, { dmax: gnom.dmax });
    const used = Array.from(curve.q.keys()).filter((i) => curve.q[i] <= same.qMax);
    const misfit = (intensity) =>
      used.reduce((sum, i) => sum + ((curve.intensity[i] - intensity(curve.q[i])) / curve.sigma[i]) ** 2, 0) /
      used.length;
    const theirs = misfit((q) => gnom.regularised[nearest(gnom.q, q)]);
    const ours = misfit((q) => intensityAt(same, q));
    console.log(
      `${curve.name.padEnd(22)} Rg/GNOM ${(own.rg / gnom.rg).toFixed(3)}, Dmax/GNOM ${(own.dmax / gnom.dmax).toFixed(3)}; at GNOM's Dmax: Rg/GNOM ${(same.rg / gnom.rg).toFixed(3)}, χ² ${ours.toFixed(3)}, GNOM's χ² ${theirs.toFixed(3)} (${used.length} points)`,
    );
  }
}

const nearest = (values, wanted) =>
  values.reduce(
    (best, value, i) => (Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? i : best),
    0,
  );
const intensityAt = ({ r, p }, q) =>
  4 * Math.PI * r[1] * r.reduce((sum, at, j) => sum + (j ? (p[j] * Math.sin(q * at)) / (q * at) : 0), 0);
