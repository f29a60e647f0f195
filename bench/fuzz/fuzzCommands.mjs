// Runs commands on mutated files, in this process, and checks what a user gets: status 0 with finite numbers, or status 2
// with one sentence.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from 'decodesaxs/dist/cli/main.js';
import { Random } from 'decodesaxs/dist/random.js';
import { fileKinds } from './fileKinds.mjs';
import { mutateFile } from './mutateFile.mjs';
import { notFinite } from './notFinite.mjs';
import { seedCurves } from './seedCurves.mjs';

/** Milliseconds of computing that a command may take. */
const PATIENCE = 20_000;

/** The arguments for a file of a kind; `sound` are the names of files without faults. */
const COMMANDS = {
  curve: [
    ({ file }) => ['inspect', file, '--json'],
    ({ file, sound }) => ['fit', sound.beads, file, '--json'],
    ({ file, sound }) => ['series', sound.curve, file, '--json'],
  ],
  sequence: [({ file, sound }) => ['inspect', sound.curve, '--json', '--sequence', file]],
  'results.arrow': [({ file }) => ['results', file, '--json']],
  'results.csv': [({ file }) => ['results', file, '--json']],
  ...Object.fromEntries(
    ['models.arrow', 'manifest.json', 'manifest.csv'].map((kind) => [
      kind,
      [({ file, folder }) => ['evaluate', file, ...slurm(folder)]],
    ]),
  ),
  'meta.json': [({ folder }) => ['evaluate', path.join(folder, 'data'), ...slurm(folder)]],
  ...Object.fromEntries(
    ['atoms.pdb', 'atoms.cif', 'beads.pdb', 'map.ccp4', 'map.mrc', 'gzip'].map((kind) => [
      kind,
      [
        ({ file, sound }) => ['compare', sound.beads, file, '--json'],
        ...(kind.startsWith('map') ? [] : [({ file, sound }) => ['fit', file, sound.curve, '--json']]),
      ],
    ]),
  ),
};

/** Reads the whole dataset and writes a script: nothing is computed. */
const slurm = (folder) => [
  ...['--slurm', path.join(folder, 'array.sh')],
  ...['--out', path.join(folder, 'out.arrow')],
];

/**
 * @param {{count: number, seed: number, kinds?: string[], onFile?: (done: number) => void}} options
 * @returns {Promise<{kinds: Record<string, {read: number, refused: number}>, slowest: number, failures: {file: number, kind: string, why: string, bytes: Uint8Array}[]}>}
 */
export async function fuzzCommands({ count, seed, kinds: wanted, onFile = () => {} }) {
  const random = new Random(seed);
  const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'));
  try {
    const kinds = (await fileKinds(folder)).filter(
      ({ name }) => COMMANDS[name] && (wanted?.includes(name) ?? true),
    );
    const sound = soundFiles(folder, await fileKinds(folder));
    const result = { kinds: {}, slowest: 0, failures: [] };
    for (let file = 0; file < count; file++) {
      const kind = kinds[file % kinds.length];
      const command = COMMANDS[kind.name][random.integer(COMMANDS[kind.name].length)];
      const bytes = mutateFile(kind, random);
      const place = path.join(folder, kind.file);
      writeFileSync(place, bytes);
      const args = command({ file: place, folder, sound });
      const counts = (result.kinds[`${args[0]} with a ${kind.name}`] ??= { read: 0, refused: 0 });
      const before = process.cpuUsage();
      const run = await ran(args);
      const { user, system } = process.cpuUsage(before);
      const took = (user + system) / 1000;
      result.slowest = Math.max(result.slowest, took);
      counts[run.status === 0 ? 'read' : 'refused']++;
      const why = faultOf(run) ?? (took > PATIENCE ? `took ${took.toFixed(0)} ms` : undefined);
      if (why) result.failures.push({ file, kind: kind.name, why: `${args[0]}: ${why}`, bytes });
      onFile(file + 1);
    }
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function soundFiles(folder, kinds) {
  const sound = { curve: path.join(folder, 'sound.dat'), beads: path.join(folder, 'sound.pdb') };
  writeFileSync(sound.curve, seedCurves()[0].bytes);
  writeFileSync(sound.beads, kinds.find(({ name }) => name === 'beads.pdb').seed);
  mkdirSync(path.join(folder, 'data'), { recursive: true });
  return sound;
}

/**
 * Status and output of a command.
 *
 * @returns {Promise<{status: number, thrown?: any, stdout: string, stderr: string}>}
 */
async function ran(args) {
  const said = { stdout: '', stderr: '' };
  const before = {};
  for (const name of ['stdout', 'stderr']) {
    before[name] = [process[name].write, process[name].listeners('error')];
    process[name].write = (chunk) => {
      said[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      return true;
    };
  }
  process.exitCode = 0;
  try {
    await main([process.execPath, 'decodesaxs', ...args]);
    return { ...said, status: process.exitCode ?? 0 };
  } catch (error) {
    return { ...said, status: -1, thrown: error?.stack ?? String(error) };
  } finally {
    process.exitCode = 0;
    for (const name of ['stdout', 'stderr']) {
      const [write, listeners] = before[name];
      process[name].write = write;
      for (const listener of process[name].listeners('error'))
        if (!listeners.includes(listener)) process[name].off('error', listener);
    }
  }
}

/** @param {{status: number, stdout: string, stderr: string, thrown?: any}} run */
function faultOf({ status, stdout, stderr, thrown }) {
  if (thrown) return thrown;
  if (/[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(stdout + stderr)) return 'a control character reached the terminal';
  if (/\bNaN\b|undefined|\[object/.test(stderr)) return `it says ${stderr.trim()}`;
  if (status === 2) return /^[^\n]+\n$/.test(stderr) ? undefined : `status 2 with ${JSON.stringify(stderr)}`;
  if (status !== 0) return `status ${status}: ${stderr.trim()}`;
  if (!stdout.startsWith('{')) return /NaN|undefined/.test(stdout) ? `it says ${stdout.trim()}` : undefined;
  return notFinite(JSON.parse(stdout), 'the answer');
}
