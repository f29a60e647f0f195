// Median milliseconds of each stage of one generation of 300 genes, on both backends, beside a plain
// matrix product timed in the same run, and of a generation of four islands of 75 genes in one thread and in
// several, in turns:  npm run bench -- [--json] [--rounds 9] [--backend wasm] [--workers 2]
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const program = (name) => fileURLToPath(new URL(name, import.meta.url));
const args = process.argv.slice(2);
const option = (name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);
const rounds = option('--rounds', '9');
const backends = option('--backend', 'tensorflow,wasm').split(',');

const workers = option('--workers', String(Math.min(4, availableParallelism())));

/** The last line of a benchmark in a separate process. */
function measured(name, ...args) {
  const run = spawnSync(process.execPath, [program(name), ...args], {
    encoding: 'utf8',
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
  });
  const line = run.stdout?.trim().split('\n').at(-1);
  return run.status === 0 && line?.startsWith('{')
    ? JSON.parse(line)
    : { note: (run.stderr || 'no result').trim().split('\n').at(-1) };
}

const result = { genes: 300, rounds: Number(rounds), backends: {}, matmul: {}, islands: {}, note: {} };
for (const backend of backends) {
  const { matmul, note, ...stages } = measured('./generation.mjs', backend, rounds);
  if (note) {
    result.note[backend] = note;
    continue;
  }
  result.backends[backend] = stages;
  result.matmul[backend] = matmul;
  result.islands[backend] = measured('./islands.mjs', backend, rounds, workers);
}
if (args.includes('--json')) {
  console.log(JSON.stringify(result));
} else {
  const names = ['decode', 'clean', 'moments', 'profile', 'chi', 'chiBare', 'layer', 'generation'];
  console.log(`one generation of 300 genes, median of ${rounds} rounds, milliseconds`);
  console.log(
    ['backend', ...names, 'matmul GFLOP/s', 'decode at that speed'].map((s) => s.padStart(11)).join(' '),
  );
  for (const [backend, stages] of Object.entries(result.backends)) {
    const { gflops, decodeLimit } = result.matmul[backend];
    console.log(
      [backend, ...names.map((n) => stages[n].toFixed(1)), gflops.toFixed(1), decodeLimit.toFixed(1)]
        .map((s) => s.padStart(11))
        .join(' '),
    );
  }
  console.log(
    `\none generation of four islands of 75 genes, median of ${rounds} rounds in turns, milliseconds`,
  );
  console.log(
    ['backend', 'one thread', 'workers', 'together', 'same result', 'MB per worker']
      .map((s) => s.padStart(11))
      .join(' '),
  );
  for (const [backend, { note, ...islands }] of Object.entries(result.islands)) {
    if (note) console.log(`${backend}: ${note}`);
    else
      console.log(
        [
          backend,
          islands.one.toFixed(1),
          islands.workers,
          islands.several.toFixed(1),
          islands.same ? 'yes' : 'NO',
          islands.megabytesAWorker.toFixed(0),
        ]
          .map((s) => String(s).padStart(11))
          .join(' '),
      );
  }
  for (const [backend, note] of Object.entries(result.note)) console.log(`${backend}: ${note}`);
}
if (Object.keys(result.backends).length === 0) process.exitCode = 1;
