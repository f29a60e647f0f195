// Median milliseconds of each stage of one generation of 300 genes, on both backends, beside a plain
// matrix product timed in the same run:  npm run bench -- [--json] [--rounds 9] [--backend wasm]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const stage = fileURLToPath(new URL('./generation.mjs', import.meta.url));
const args = process.argv.slice(2);
const option = (name, fallback) => (args.includes(name) ? args[args.indexOf(name) + 1] : fallback);
const rounds = option('--rounds', '9');
const backends = option('--backend', 'tensorflow,wasm').split(',');

const result = { genes: 300, rounds: Number(rounds), backends: {}, matmul: {}, note: {} };
for (const backend of backends) {
  const run = spawnSync(process.execPath, [stage, backend, rounds], { encoding: 'utf8', env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' } });
  const line = run.stdout?.trim().split('\n').at(-1);
  if (run.status !== 0 || !line?.startsWith('{')) {
    result.note[backend] = (run.stderr || 'no result').trim().split('\n').at(-1);
    continue;
  }
  const { matmul, ...stages } = JSON.parse(line);
  result.backends[backend] = stages;
  result.matmul[backend] = matmul;
}
if (args.includes('--json')) {
  console.log(JSON.stringify(result));
} else {
  const names = ['decode', 'clean', 'moments', 'profile', 'chi', 'chiBare', 'layer', 'generation'];
  console.log(`one generation of 300 genes, median of ${rounds} rounds, milliseconds`);
  console.log(['backend', ...names, 'matmul GFLOP/s', 'decode at that speed'].map((s) => s.padStart(11)).join(' '));
  for (const [backend, stages] of Object.entries(result.backends)) {
    const { gflops, decodeLimit } = result.matmul[backend];
    console.log([backend, ...names.map((n) => stages[n].toFixed(1)), gflops.toFixed(1), decodeLimit.toFixed(1)].map((s) => s.padStart(11)).join(' '));
  }
  for (const [backend, note] of Object.entries(result.note)) console.log(`${backend}: ${note}`);
}
if (Object.keys(result.backends).length === 0) process.exitCode = 1;
