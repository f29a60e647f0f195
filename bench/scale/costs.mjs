// Seconds of one entry by the length of its curve, its radius, and the number of islands.
import { entryJob } from 'decodesaxs/dist/evaluate/entryJob.js';
import { simulatedCurve } from 'decodesaxs/dist/evaluate/simulatedCurve.js';
import { localRunner, openEvaluator } from 'decodesaxs/dist/node/evaluation/jobRunner.js';
import { loadTypescript } from '../loadTypescript.mjs';

const USUAL = { points: 500, radius: 30, islands: 4 };
const VARIED = { points: [50, 500, 5000, 50_000], radius: [15, 30, 60, 120], islands: [1, 2, 4, 8] };
const NAMES = { points: 'points of the curve', radius: 'radius, Å', islands: 'islands' };

/** Lines of a table. */
export async function costs() {
  const runner = localRunner(await openEvaluator({ backend: 'wasm' }));
  await secondsOf(runner, USUAL);
  const lines = [
    '| what | value | seconds of processor | MiB of memory, most |',
    '| --- | --- | --- | --- |',
  ];
  for (const [name, several] of Object.entries(VARIED))
    for (const value of several) {
      const { seconds, generations } = await secondsOf(runner, { ...USUAL, [name]: value });
      lines.push(`| ${NAMES[name]} | ${value} | ${seconds.toFixed(1)} | ${generations} |`);
    }
  return lines;
}

async function secondsOf(runner, { points, radius, islands }) {
  const { ellipsoidPoints } = loadTypescript('kernel-lib/test/evaluate/syntheticEntries.ts');
  const xyz = ellipsoidPoints([radius, 0.7 * radius, 0.6 * radius], 300, 3);
  const curve = resampled(simulatedCurve(xyz, 0, 7), points);
  const job = entryJob({ id: 'A', curve }, 1, { mode: 'free', options: { islands } });
  const before = process.cpuUsage();
  const result = await runner.run(job);
  if (result.failure) throw new Error(result.failure);
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, generations: (process.resourceUsage().maxRSS / 1024).toFixed(0) };
}

/** A curve on another number of points, by straight lines. */
function resampled({ q, intensity, sigma }, points) {
  const [low, high] = [q[0], q[q.length - 1]];
  const grid = Float64Array.from({ length: points }, (_, i) => low + ((high - low) * i) / (points - 1));
  let k = 0;
  const at = (values) => (x) => {
    while (k < q.length - 2 && q[k + 1] < x) k++;
    const t = (x - q[k]) / (q[k + 1] - q[k]);
    return values[k] + t * (values[k + 1] - values[k]);
  };
  const column = (values) => ((k = 0), grid.map(at(values)));
  return { q: grid, intensity: column(intensity), sigma: column(sigma) };
}
