import { existsSync, readFileSync } from 'node:fs';
import { readWeights, writeWeights, type Weight } from '../../network/weights';
import { writeAtomic } from '../files';

/** The arrays in a file, or those that `make` gives, kept in the file for the next time. */
export function finished(file: string, make: () => Map<string, Weight>): Map<string, Weight> {
  if (existsSync(file)) return new Map(readWeights(readFileSync(file), file).arrays);
  const arrays = make();
  writeAtomic(file, writeWeights({ arrays, metadata: {} }, 'F32'));
  return arrays;
}
