// Milliseconds of computing for reading and analysing a curve of 2000 points: the least of ten runs.
import { parseCurve } from 'decodesaxs/dist/curve/format/parseCurve.js';
import { analyseCurve } from 'decodesaxs/dist/curve/analyseCurve.js';
import { guinier } from 'decodesaxs/dist/curve/guinier.js';
import { pairDistance } from 'decodesaxs/dist/curve/pairDistance.js';
import { Random } from 'decodesaxs/dist/random.js';
import { bodies, measured } from './bodies.mjs';

export function times() {
  for (const body of [bodies[1], bodies[9]]) {
    const curve = measured(
      body.intensity,
      { qMin: 0.008, qMax: 0.4, level: 0.01, points: 2000 },
      new Random(1),
    );
    const text = Array.from(curve.q, (q, i) => `${q} ${curve.intensity[i]} ${curve.sigma[i]}`).join('\n');
    const parts = {
      reading: () => parseCurve(text),
      Guinier: () => guinier(curve),
      'P(r)': () => pairDistance(curve),
      'all analyses': () => analyseCurve(curve),
    };
    for (const [name, run] of Object.entries(parts))
      console.log(
        `${body.name.padEnd(18)} ${name.padEnd(14)} first ${computed(run).toFixed(0)} ms, then ${Math.min(...Array.from({ length: 10 }, () => computed(run))).toFixed(0)} ms`,
      );
  }
}

function computed(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
