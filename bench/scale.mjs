// npm run bench:scale -- --what scheduling|work|cost [--entries N] [--workers 1,2,8]: an evaluation at scale, on this machine.
// scheduling: entries that end at once, as their curves hold no particle, through a queue; work: small reconstructions
// through a queue; cost: seconds of one entry by the length of its curve, its radius, and the number of islands. Needs
// redis-server for the first two. Leaves with status 1 where a result was lost, doubled, or depends on the number of workers.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { costs } from './scale/costs.mjs';
import { throughQueue } from './scale/queue.mjs';
import { loadTypescript } from './loadTypescript.mjs';

const { values } = parseArgs({
  options: {
    what: { type: 'string', default: 'scheduling' },
    entries: { type: 'string' },
    workers: { type: 'string', default: '1,2,8' },
    points: { type: 'string', default: '100' },
  },
});
if (values.what === 'cost') {
  for (const line of await costs()) process.stdout.write(`${line}\n`);
  process.exit();
}
const scratch = mkdtempSync(path.join(tmpdir(), 'scale-'));
try {
  const weights = path.join(scratch, 'weights');
  await loadTypescript('kernel-lib/test/evaluate/untrainedWeights.ts').writeUntrainedWeights(weights);
  const isWork = values.what === 'work';
  const count = Number(values.entries ?? (isWork ? 100 : 10_000));
  const entries = isWork
    ? loadTypescript('kernel-lib/test/evaluate/syntheticEntries.ts').syntheticEntries(count)
    : entriesWithoutParticle(count, Number(values.points));
  const options = isWork ? { islands: 1, genes: 20, members: 0, limits: { generations: 2 } } : {};
  process.stdout.write(
    `${count} entries\n| workers | entries per second | MiB of evaluator | MiB of a worker | MiB of Redis | each once | same results |\n| --- | --- | --- | --- | --- | --- | --- |\n`,
  );
  let first;
  for (const workers of values.workers.split(',').map(Number)) {
    const run = await throughQueue(entries, workers, weights, options);
    first ??= run.results;
    const same = run.results.every((result, i) => result === first[i]);
    const mib = (numbers) => numbers.map((n) => n.toFixed(0)).join(', ');
    process.stdout.write(
      `| ${workers} | ${(count / run.seconds).toPrecision(3)} | ${mib(run.evaluator)} | ${mib(run.workers)} | ${mib(run.redis)} | ${run.once ? 'yes' : 'NO'} | ${same ? 'yes' : 'NO'} |\n`,
    );
    if (!run.once || !same) process.exitCode = 1;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exit();

/** Constant curves: each is refused at its first stage. */
function entriesWithoutParticle(count, points) {
  const q = Float64Array.from({ length: points }, (_, i) => 0.01 + (0.3 * i) / points);
  const sigma = q.map(() => 0.1);
  return Array.from({ length: count }, (_, n) => ({
    id: `E${n}`,
    curve: () => ({ q, intensity: q.map((_, i) => 1 + 0.1 * Math.sin(37 * i + n)), sigma }),
  }));
}
