// npm run bench:kills -- [--kills 100] [--seed 1] [--program reconstruct,evaluate,worker,train]: kills small runs of these
// programs at random moments by SIGKILL, SIGTERM and SIGINT, lets each go on until it is done, and compares its result with
// that of a run that was not killed. Needs redis-server for the worker and the tensorflow engine for the training. Leaves with
// status 1 where something was lost, doubled or left behind, or a status was not the documented one.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from 'decodesaxs/dist/random.js';
import { loadTypescript } from './loadTypescript.mjs';
import { programs } from './kills/programs.mjs';
import { orphans } from './kills/running.mjs';

const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGINT'];
/** Kills of one run before it may finish. */
const KILLS_OF_RUN = 3;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    program: { type: 'string', default: 'reconstruct,evaluate,worker,train' },
  },
});
const names = values.program.split(',');
const random = new Random(Number(values.seed));
const scratch = mkdtempSync(path.join(tmpdir(), 'kills-'));
const say = (text) => process.stderr.write(`${text}\n`);
const rows = [];
let redis;
process.stdout.write(
  '| program | signal | kills | losses | orphans | wrong statuses |\n| --- | --- | --- | --- | --- | --- |\n',
);
try {
  const all = await programs(scratch);
  if (names.includes('worker'))
    redis = await loadTypescript('kernel-lib/test/node/redisServer.ts').RedisServer.start();
  for (const [n, name] of names.entries()) {
    const share =
      Math.floor(((n + 1) * Number(values.kills)) / names.length) -
      Math.floor((n * Number(values.kills)) / names.length);
    await ofProgram(name, all[name], share);
  }
} finally {
  await redis?.stop();
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(rows.some((row) => row.slice(3).some((n) => n > 0)) ? 1 : 0);

async function ofProgram(name, program, kills) {
  const counts = Object.fromEntries(
    SIGNALS.map((signal) => [signal, { kills: 0, losses: 0, orphans: 0, statuses: 0 }]),
  );
  const began = performance.now();
  const right = await untilDone(program, path.join(scratch, `${name}-right`));
  const whole = performance.now() - began;
  if (right.fault) throw new Error(`${name} that was not killed: ${right.fault}`);
  say(`${name}: ${(whole / 1000).toFixed(1)} s without a kill`);
  const wanted = random.shuffle(Array.from({ length: kills }, (_, k) => SIGNALS[k % SIGNALS.length]));
  for (let run = 1; wanted.length > 0; run++) {
    const used = [];
    const fault = await killedRun(program, path.join(scratch, `${name}-${run}`), {
      wanted,
      used,
      counts,
      whole,
      right,
      name,
    });
    if (fault) say(`${name}, run ${run}, after ${used.join(', ')}: ${fault}`);
    // a loss belongs to the last of the kills before it
    if (fault && used.length > 0) counts[used.at(-1)].losses++;
  }
  for (const [signal, { kills: n, losses, orphans: left, statuses }] of Object.entries(counts))
    rows.push([name, signal, n, losses, left, statuses]);
  for (const row of rows.slice(-SIGNALS.length)) process.stdout.write(`| ${row.join(' | ')} |\n`);
}

/** One run that is killed up to three times and then completed; what is wrong with its result. */
async function killedRun(program, folder, { wanted, used, counts, whole, right, name }) {
  mkdirSync(folder);
  const beside = program.around?.(folder, redis);
  while (used.length < KILLS_OF_RUN && wanted.length > 0) {
    const signal = wanted.at(-1);
    const running = program.start(folder, redis);
    await Promise.race([
      pause(random.uniform() * whole * (used.length === 0 ? 0.9 : 0.6)),
      running.ended,
      beside?.ended,
    ]);
    // it was quicker than the kill
    if (running.status !== undefined || (beside && beside.status !== undefined)) {
      running.kill('SIGTERM');
      await running.ended;
      break;
    }
    running.kill(signal);
    const status = await Promise.race([running.ended, pause(120_000, 'none: it hangs')]);
    const left = await orphans(running);
    used.push(wanted.pop());
    const count = counts[signal];
    count.kills++;
    count.orphans += left;
    const allowed = program.status(signal, running.said);
    if (left > 0) say(`${name}: ${left} orphans after ${signal}: ${running.said.slice(-300)}`);
    if (!allowed.includes(status)) {
      count.statuses++;
      say(`${name}: status ${status} after ${signal}: ${running.said.slice(-500)}`);
    }
  }
  const { fault, result } = await untilDone(program, folder, beside);
  rmSync(folder, { recursive: true, force: true });
  return fault ?? difference(right.result, result);
}

/** Completes a run; its result, or what went wrong. */
async function untilDone(program, folder, beside) {
  mkdirSync(folder, { recursive: true });
  const client = beside ?? program.around?.(folder, redis);
  const running = program.start(folder, redis);
  const status = await (client ?? running).ended;
  if (client) {
    running.kill('SIGTERM');
    await running.ended;
  }
  if (status !== 0) return { fault: `status ${status}: ${(client ?? running).said.slice(-500)}` };
  return { fault: await program.done?.(redis), result: program.result(folder) };
}

function difference(right, found) {
  const files = new Set([...Object.keys(right), ...Object.keys(found)]);
  const other = [...files].filter((file) => right[file] !== found[file]);
  return other.length > 0
    ? `other than without kills: ${other.map((file) => `${file}${right[file] === undefined ? ' (left over)' : found[file] === undefined ? ' (missing)' : ''}`).join(', ')}`
    : undefined;
}
