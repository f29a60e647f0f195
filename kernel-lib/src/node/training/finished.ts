import { existsSync } from 'node:fs';
import type { Weight } from '../../network/weights';
import { readSealed, writeSealed } from '../sealedFile';

/** The arrays in a file, or the result of `make`, which is then kept in the file. */
export function finished(file: string, make: () => Map<string, Weight>): Map<string, Weight> {
  if (existsSync(file)) return new Map(readSealed(file).arrays);
  const arrays = make();
  writeSealed(file, { arrays, metadata: {} });
  return arrays;
}
