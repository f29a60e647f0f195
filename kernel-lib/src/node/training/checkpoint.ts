import * as v from 'valibot';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../../inputError';
import { parseJson } from '../../input/checked';
import type { Weight, WeightSet } from '../../network/weights';
import { readSealed, writeSealed } from '../sealedFile';

/** Largest number of values in one file, 1 GiB: Node reads at most 2 GiB at once. */
const MOST = 2 ** 28;

/**
 * Writes the state of a training in single precision: one safetensors file, and more beside it where one would
 * be too large. The file itself is written last and names the others, so an interruption leaves
 * the previous checkpoint complete.
 */
export function writeCheckpoint(file: string, { arrays, metadata }: WeightSet, most = MOST): void {
  const [own, ...others] = portions(arrays, most);
  const before = siblings(file);
  const stamp = nextStamp(before);
  const names = others.map((portion, i) => {
    const name = `${basename(file)}.${stamp}-${i + 1}`;
    writeSealed(join(dirname(file), name), { arrays: portion, metadata: {} });
    return name;
  });
  writeSealed(file, {
    arrays: own,
    metadata: names.length > 0 ? { ...metadata, others: JSON.stringify(names) } : metadata,
  });
  for (const old of before) rmSync(join(dirname(file), old), { force: true });
}

const OTHERS = v.array(v.pipe(v.string(), v.regex(/^[^/\\]+$/)));

/** Reads a checkpoint. @throws InputError when a file of it is missing or damaged */
export function readCheckpoint(file: string): WeightSet {
  const { arrays, metadata } = readSealed(file);
  const all = new Map(arrays);
  const others = parseJson(metadata.others ?? '[]', OTHERS, {
    what: `The list of parts in ${file}`,
    remedy: 'remove it to train from the start',
  });
  for (const name of others) {
    const other = join(dirname(file), name);
    if (!existsSync(other))
      throw new InputError(
        `The checkpoint ${file} lacks its part ${name}: remove it to train from the start.`,
      );
    for (const [key, array] of readSealed(other).arrays) all.set(key, array);
  }
  return { arrays: all, metadata };
}

/** Arrays in their order, in portions of at most `most` numbers, or of one array. */
function portions(arrays: WeightSet['arrays'], most: number): Map<string, Weight>[] {
  const result = [new Map<string, Weight>()];
  let size = 0;
  for (const [name, array] of arrays) {
    if (size > 0 && size + array.values.length > most) {
      result.push(new Map());
      size = 0;
    }
    result[result.length - 1].set(name, array);
    size += array.values.length;
  }
  return result;
}

function siblings(file: string): string[] {
  const start = `${basename(file)}.`;
  return readdirSync(dirname(file)).filter(
    (name) => name.startsWith(start) && /^\d+-\d+$/.test(name.slice(start.length)),
  );
}

function nextStamp(names: readonly string[]): number {
  return 1 + Math.max(0, ...names.map((name) => Number(/(\d+)-\d+$/.exec(name)![1])));
}
