import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { InputError } from '../inputError';
import { readWeights, writeWeights, type WeightSet } from '../network/weights';
import type { Precision } from '../network/weightsHeader';
import { LARGEST, readBytes, writeAtomic } from './files';

const ZEROS = '0'.repeat(64);
const MARK = '"sha256":"';

/**
 * Writes arrays as a safetensors file whose metadata hold, as `sha256`, the SHA-256 of
 * the whole file with 64 zeros in its place, so that any later change is detected.
 */
export function writeSealed(
  file: string,
  { arrays, metadata }: WeightSet,
  precision: Precision = 'F32',
): void {
  const bytes = writeWeights({ arrays, metadata: { sha256: ZEROS, ...metadata } }, precision);
  const at = sealPlace(bytes);
  bytes.set(Buffer.from(digestOf(bytes)), at);
  writeAtomic(file, bytes);
}

/**
 * Reads a file written by `writeSealed`.
 *
 * @throws InputError when the file is missing, damaged, or was written by a version that did not seal it
 */
export function readSealed(file: string): WeightSet {
  const damaged = (what: string): InputError =>
    new InputError(`${file} ${what}: remove it to train from the start.`);
  if (!existsSync(file)) throw damaged('is missing');
  const bytes = Uint8Array.from(readBytes(file, LARGEST.weights));
  const at = sealPlace(bytes);
  if (at < 0) throw damaged('holds no SHA-256 of itself, it is damaged or of an older version');
  const said = Buffer.from(bytes.subarray(at, at + ZEROS.length)).toString('latin1');
  bytes.set(Buffer.from(ZEROS), at);
  if (digestOf(bytes) !== said) throw damaged('is damaged, its SHA-256 differs from the one written in it');
  const { arrays, metadata } = readWeights(bytes, file);
  const { sha256: _, ...own } = metadata;
  return { arrays, metadata: own };
}

/** Position of the digest; −1 where the header has none. */
function sealPlace(bytes: Uint8Array): number {
  if (bytes.length < 8) return -1;
  const { buffer, byteOffset, byteLength } = bytes;
  const length = Number(new DataView(buffer, byteOffset, byteLength).getBigUint64(0, true));
  const header = Buffer.from(buffer, byteOffset, Math.min(byteLength, 8 + length));
  const at = header.indexOf(MARK);
  return at < 0 || at + MARK.length + ZEROS.length > header.length ? -1 : at + MARK.length;
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
