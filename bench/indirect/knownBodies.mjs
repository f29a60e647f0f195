// Bias, spread and coverage of Rg and Dmax on bodies of known answer.
import { pairDistance } from 'decodesaxs/dist/curve/pairDistance.js';
import { Random } from 'decodesaxs/dist/random.js';
import { bodies, measured } from './bodies.mjs';
import { meanAndSd, share } from './numbers.mjs';

/** First q in π/Dmax, last q·Rg, noise. */
const RANGES = {
  'good curve': { start: 0.3, reach: 8, level: 0.005 },
  'noisy curve': { start: 0.3, reach: 6, level: 0.03 },
  'late start': { start: 0.9, reach: 8, level: 0.01 },
  'short range': { start: 0.4, reach: 4, level: 0.01 },
};

export function knownBodies(repeats) {
  const all = [];
  for (const [range, { start, reach, level }] of Object.entries(RANGES)) {
    for (const body of bodies) {
      const results = Array.from({ length: repeats }, (_, i) => {
        const qMin = (start * Math.PI) / (body.dmax ?? 5 * body.rg);
        const curve = measured(
          body.intensity,
          { qMin, qMax: Math.min(0.5, Math.max(0.1, reach / body.rg)), level },
          new Random(1000 * i + Math.round(10 * body.rg)),
        );
        const { rg, rgError, dmax, dmaxError } = pairDistance(curve);
        return {
          rg: rg / body.rg - 1,
          rgZ: (rg - body.rg) / rgError,
          dmax: dmax / body.dmax - 1,
          dmaxZ: (dmax - body.dmax) / dmaxError,
          ends: body.dmax !== undefined,
        };
      });
      all.push(...results);
      console.log(
        `${range.padEnd(12)} ${body.name.padEnd(28)} Rg ${meanAndSd(results.map((r) => r.rg))}${body.dmax ? `   Dmax ${meanAndSd(results.map((r) => r.dmax))}` : ''}`,
      );
    }
  }
  const ending = all.filter((r) => r.ends);
  console.log(
    `Rg   ${meanAndSd(all.map((r) => r.rg))}; within 2 %: ${share(all, (r) => Math.abs(r.rg) < 0.02)}; within one, two errors: ${share(all, (r) => Math.abs(r.rgZ) < 1)}, ${share(all, (r) => Math.abs(r.rgZ) < 2)}`,
  );
  console.log(
    `Dmax ${meanAndSd(ending.map((r) => r.dmax))}; within 10 %: ${share(ending, (r) => Math.abs(r.dmax) < 0.1)}; within one, two errors: ${share(ending, (r) => Math.abs(r.dmaxZ) < 1)}, ${share(ending, (r) => Math.abs(r.dmaxZ) < 2)}`,
  );
}
