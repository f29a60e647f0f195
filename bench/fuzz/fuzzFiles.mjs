// Reads mutated files of every kind, by the functions that the commands use, and checks the result
// by the rule: a value with finite numbers only, or one sentence.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InputError } from 'decodesaxs/dist/inputError.js';
import { Random } from 'decodesaxs/dist/random.js';
import { mutateFile } from './mutateFile.mjs';
import { notFinite } from './notFinite.mjs';
import { fileKinds } from './fileKinds.mjs';

/** Milliseconds of computing that a file may take. */
const PATIENCE = 2000;
/** Bytes of memory by which the process may grow over one file. */
const GROWTH = 512 * 2 ** 20;

/**
 * @param {{count: number, seed: number, kinds?: string[], onFile?: (done: number) => void}} options
 * @returns {Promise<{kinds: Record<string, {read: number, refused: number}>, slowest: number, failures: {file: number, kind: string, why: string, bytes: Uint8Array}[]}>}
 */
export async function fuzzFiles({ count, seed, kinds: wanted, onFile = () => {} }) {
  const random = new Random(seed);
  const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'));
  try {
    const kinds = (await fileKinds(folder)).filter(({ name }) => !wanted || wanted.includes(name));
    const result = { kinds: {}, slowest: 0, failures: [] };
    for (const { name } of kinds) result.kinds[name] = { read: 0, refused: 0 };
    for (let file = 0; file < count; file++) {
      const kind = kinds[file % kinds.length];
      const bytes = mutateFile(kind, random);
      const before = process.cpuUsage();
      const memory = process.memoryUsage().rss;
      const why = await trouble(kind, bytes, folder, result.kinds[kind.name]);
      const { user, system } = process.cpuUsage(before);
      const took = (user + system) / 1000;
      const grown = process.memoryUsage().rss - memory;
      result.slowest = Math.max(result.slowest, took);
      const fault =
        why ??
        (took > PATIENCE
          ? `took ${took.toFixed(0)} ms`
          : grown > GROWTH
            ? `took ${(grown / 2 ** 20).toFixed(0)} MiB`
            : undefined);
      if (fault) result.failures.push({ file, kind: kind.name, why: fault, bytes });
      onFile(file + 1);
    }
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function trouble(kind, bytes, folder, counts) {
  const file = path.join(folder, kind.file);
  writeFileSync(file, bytes);
  try {
    const value = await kind.read(file, bytes);
    counts.read++;
    if (kind.sealed && !Buffer.from(kind.seed).equals(Buffer.from(bytes))) return 'an altered file was taken';
    return notFinite(value, kind.name);
  } catch (error) {
    if (!(error instanceof InputError)) return error?.stack ?? String(error);
    counts.refused++;
    return /\n|NaN|undefined|\[object/.test(error.message)
      ? `the refusal reads: ${error.message}`
      : undefined;
  }
}
