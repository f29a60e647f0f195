// Estimators of the radius of the particle: fitted to simulated curves of protein structures with a
// hydration layer, compared with the models of the measured curves.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { createRequire } from 'node:module';
import { parseCurve } from 'decodesaxs/dist/curve/format/parseCurve.js';
import { pairDistance } from 'decodesaxs/dist/curve/pairDistance.js';
import { radiusPrior } from 'decodesaxs/dist/curve/radiusPrior.js';
import { Random } from 'decodesaxs/dist/random.js';
import { measured } from './bodies.mjs';
import { percentiles, share } from './numbers.mjs';

const { tableFromIPC } = createRequire(import.meta.resolve('decodesaxs'))('@uwdata/flechette');
/** Contrast of a hydration point beside a residue, its distance in Å, and the neighbours within 10 Å of an inner residue. */
const LAYER = { weight: 0.33, distance: 6, inner: 16 };
const BIN = 0.25;

export function radii(root, count) {
  const simulated = simulate(path.join(root, 'structures-00.arrow.gz'), count);
  const real = measuredSizes(path.join(root, 'experimental'));
  const report = (name, estimate) => {
    const line = (set) => {
      const ratio = set.map((s) => estimate(s) / s.radius);
      return `${percentiles(ratio)}, within 10 %: ${share(ratio, (x) => Math.abs(x - 1) <= 0.1)}, 20 %: ${share(ratio, (x) => Math.abs(x - 1) <= 0.2)}`;
    };
    console.log(`${name.padEnd(34)} simulated ${line(simulated)}\n${''.padEnd(34)} measured  ${line(real)}`);
  };
  const lengths = {
    Rg: (s) => s.rg,
    Dmax: (s) => s.dmax,
    '√(Rg Dmax)': (s) => Math.sqrt(s.rg * s.dmax),
    r90: (s) => s.quantile(0.9),
    r95: (s) => s.quantile(0.95),
    r99: (s) => s.quantile(0.99),
    '⟨r⁴⟩/⟨r³⟩': (s) => s.moment(4) / s.moment(3),
    '√(⟨r⁴⟩/⟨r²⟩)': (s) => Math.sqrt(s.moment(4) / s.moment(2)),
  };
  for (const [name, length] of Object.entries(lengths)) {
    const factor = [...simulated].map((s) => s.radius / length(s)).sort((a, b) => a - b)[
      simulated.length >> 1
    ];
    report(`${factor.toFixed(3)} ${name}`, (s) => factor * length(s));
    const [slope, offset] = fitLine(simulated, length);
    report(
      `${slope.toFixed(3)} ${name} ${offset < 0 ? '−' : '+'} ${Math.abs(offset).toFixed(2)} Å`,
      (s) => slope * length(s) + offset,
    );
  }
  report('radiusPrior', (s) => s.prior);
}

/** Least squares of relative deviations. */
function fitLine(set, length) {
  let [w, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (const s of set) {
    const weight = 1 / s.radius ** 2;
    w += weight;
    x += weight * length(s);
    y += weight * s.radius;
    xx += weight * length(s) ** 2;
    xy += weight * length(s) * s.radius;
  }
  const slope = (w * xy - x * y) / (w * xx - x * x);
  return [slope, (y - slope * x) / w];
}

function sizes(curve, radius) {
  const result = pairDistance(curve);
  const { r, p } = result;
  const total = p.reduce((sum, v) => sum + v, 0);
  const quantile = (part) => {
    let sum = 0;
    return r[p.findIndex((v) => (sum += v) >= part * total)];
  };
  return {
    radius,
    rg: result.rg,
    dmax: result.dmax,
    prior: radiusPrior(result).rmax,
    quantile,
    moment: (k) => p.reduce((sum, v, j) => sum + v * r[j] ** k, 0) / total,
  };
}

function measuredSizes(root) {
  return readdirSync(root).map((id) => {
    const facts = JSON.parse(readFileSync(path.join(root, id, 'meta.json'), 'utf8'));
    const { file } = facts.source.find(({ role }) => role === 'curve');
    return sizes(
      parseCurve(readFileSync(path.join(root, id, file)), { name: id, unit: facts.q_unit }),
      facts.rmax_model,
    );
  });
}

function simulate(file, count) {
  const table = tableFromIPC(new Uint8Array(gunzipSync(readFileSync(file))));
  const xyz = table.getChild('xyz');
  const random = new Random(11);
  const found = [];
  for (let row = 3; row < table.numRows; row += Math.floor(table.numRows / count)) {
    const trace = Array.from({ length: xyz.at(row).length / 3 }, (_, i) =>
      [0, 1, 2].map((k) => xyz.at(row)[3 * i + k] / 10),
    );
    if (trace.length >= 50 && trace.length <= 1800) found.push(simulated(trace, random));
  }
  return found;
}

function simulated(trace, random) {
  const centre = [0, 1, 2].map((k) => trace.reduce((sum, p) => sum + p[k], 0) / trace.length);
  const radius = Math.max(...trace.map((p) => Math.hypot(...p.map((v, k) => v - centre[k]))));
  const points = [...trace.map((p) => [...p, 1]), ...hydration(trace)];
  const bins = new Float64Array(8000);
  for (let i = 0; i < points.length; i++)
    for (let j = 0; j < i; j++) {
      const x =
        Math.hypot(points[i][0] - points[j][0], points[i][1] - points[j][1], points[i][2] - points[j][2]) /
        BIN;
      const low = Math.floor(x);
      const weight = 2 * points[i][3] * points[j][3];
      bins[low] += weight * (1 - x + low);
      bins[low + 1] += weight * (x - low);
    }
  bins[0] += points.reduce((sum, p) => sum + p[3] ** 2, 0);
  const last = bins.findLastIndex((v) => v > 0);
  const total = bins.reduce((sum, v) => sum + v, 0);
  const s2 = random.between(-1, 9);
  const intensity = (q) => {
    let sum = bins[0];
    for (let b = 1; b <= last; b++) sum += (bins[b] * Math.sin(q * b * BIN)) / (q * b * BIN);
    return (sum / total) * Math.exp(-s2 * q * q);
  };
  const qMin = Math.max(0.006, (random.between(0.25, 0.85) * Math.PI) / (last * BIN));
  return sizes(
    measured(
      intensity,
      { qMin, qMax: random.between(0.2, 0.45), level: 0.003 * 10 ** random.uniform(), points: 500 },
      random,
    ),
    radius,
  );
}

/** A point of water beyond every outer residue. */
function hydration(trace) {
  return trace.flatMap((p) => {
    const near = trace.filter((o) => o !== p && Math.hypot(o[0] - p[0], o[1] - p[1], o[2] - p[2]) < 10);
    if (near.length >= LAYER.inner) return [];
    const inward = [0, 1, 2].map((k) => near.reduce((sum, o) => sum + o[k] - p[k], 0));
    const length = Math.hypot(...inward) || 1;
    return [[...p.map((v, k) => v - (LAYER.distance * inward[k]) / length), LAYER.weight]];
  });
}
