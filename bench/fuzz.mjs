// npm run fuzz -- [--what curves|truth|files|commands] [--count 100000] [--seed 1] [--kind NAME]: reads that many mutated files:
// curves, curves whose answer is known, files of all kinds (curves, structures, maps, bundles, tables, manifests, weights,
// checkpoints, …), or runs the commands on them; leaves with status 1 and the files under out/fuzz where one crashed, hung, was
// wrongly accepted, ended with a wrong status, gave a number that is not finite or a wrong answer without a warning.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fuzzCommands } from './fuzz/fuzzCommands.mjs';
import { fuzzCurves } from './fuzz/fuzzCurves.mjs';
import { fuzzFiles } from './fuzz/fuzzFiles.mjs';
import { fuzzTruth } from './fuzz/fuzzTruth.mjs';

const { values } = parseArgs({
  options: {
    what: { type: 'string', default: 'curves' },
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string', multiple: true },
  },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
const WHATS = ['curves', 'truth', 'files', 'commands'];
if (!WHATS.includes(values.what)) {
  process.stderr.write(`--what is "${values.what}": expected ${WHATS.join(', ')}.\n`);
  process.exit(2);
}
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  process.stderr.write('Expected whole numbers for --count, at least 1, and --seed.\n');
  process.exit(2);
}

const onFile = (done) => {
  if (process.stderr.isTTY && done % 500 === 0) process.stderr.write(`\r${done} of ${count} files`);
};
/** @type {{file: number, kind?: string, why: string, bytes: Uint8Array}[]} */
let failures;
if (values.what === 'files' || values.what === 'commands') {
  const fuzz = values.what === 'files' ? fuzzFiles : fuzzCommands;
  const { kinds, slowest, ...rest } = await fuzz({ count, seed, kinds: values.kind, onFile });
  ({ failures } = rest);
  for (const [name, { read, refused }] of Object.entries(kinds))
    process.stdout.write(`${name}: ${read} read, ${refused} refused\n`);
  process.stdout.write(
    `${count} files from seed ${seed}: slowest ${slowest.toFixed(0)} ms, ${failures.length} failures\n`,
  );
} else if (values.what === 'truth') {
  const { kinds, outcomes, failures: found } = fuzzTruth({ count, seed, onFile });
  failures = found;
  const shares = ({ right, doubted, refused, wrong }) =>
    `${right} right, ${doubted} wrong with a warning, ${refused} refused, ${wrong} silently wrong`;
  for (const [name, outcome] of Object.entries(kinds)) process.stdout.write(`${name}: ${shares(outcome)}\n`);
  process.stdout.write(
    `${count} files from seed ${seed}: ${shares(outcomes)} (${((100 * outcomes.wrong) / count).toPrecision(2)} %)\n`,
  );
} else {
  const { failures: found, ...numbers } = fuzzCurves({ count, seed, onFile });
  failures = found;
  process.stdout.write(
    `${count} files from seed ${seed}: ${numbers.read} read, ${numbers.analysed} of them analysed, ${numbers.refused} refused, slowest ${numbers.slowest.toFixed(0)} ms (file ${numbers.slowestFile}), ${failures.length} failures\n`,
  );
}
if (failures.length > 0) {
  const folder = path.resolve(import.meta.dirname, '..', 'out', 'fuzz');
  mkdirSync(folder, { recursive: true });
  for (const { file, kind = 'dat', why, bytes } of failures.slice(0, 20)) {
    writeFileSync(path.join(folder, `${seed}-${file}.${kind.replace(/\W/g, '_')}`), bytes);
    process.stdout.write(`file ${file} (${kind}): ${why.split('\n').slice(0, 4).join(' | ')}\n`);
  }
  process.exitCode = 1;
}
