import { InputError } from '../inputError';

/** A named array of a network. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
  /** how it is written, where that differs from the rest */
  readonly precision?: 'F16' | 'F32';
}

/** All arrays of a network, by name, and what it says of itself. */
export interface WeightSet {
  readonly arrays: ReadonlyMap<string, Weight>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes weights in the safetensors format (eight bytes of header length, a JSON header, the arrays
 * end to end), as half-precision floats unless `precision` says otherwise.
 */
export function writeWeights(set: WeightSet, precision: 'F16' | 'F32' = 'F16'): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: set.metadata };
  let offset = 0;
  for (const [name, { shape, values, precision: dtype = precision }] of set.arrays) {
    const end = offset + values.length * (dtype === 'F16' ? 2 : 4);
    header[name] = { dtype, shape, data_offsets: [offset, end] };
    offset = end;
  }
  let json = JSON.stringify(header);
  json += ' '.repeat((8 - (json.length % 8)) % 8);
  const head = new TextEncoder().encode(json);
  const bytes = new Uint8Array(8 + head.length + offset);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(head.length), true);
  bytes.set(head, 8);
  let at = 8 + head.length;
  for (const { values, precision: dtype = precision } of set.arrays.values()) {
    for (let i = 0; i < values.length; i++, at += dtype === 'F16' ? 2 : 4) {
      if (dtype === 'F16') view.setUint16(at, toHalf(values[i]), true);
      else view.setFloat32(at, values[i], true);
    }
  }
  return bytes;
}

/**
 * Reads weights in the safetensors format, F16 and F32.
 *
 * @throws InputError when the file is cut short or is something else
 */
export function readWeights(bytes: Uint8Array, name = 'The weights file'): WeightSet {
  const bad = (what: string): InputError => new InputError(`${name} ${what}: run "npm run train" or take the file that came with this version.`);
  if (bytes.length < 16) throw bad(`is cut short at ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > bytes.length - 8) throw bad('is no safetensors file or is cut short');
  let header: Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)));
  } catch {
    throw bad('has no readable safetensors header');
  }
  const { __metadata__: metadata, ...entries } = header;
  const arrays = new Map<string, Weight>();
  for (const [key, { dtype, shape, data_offsets: [from, to] }] of Object.entries(entries)) {
    const start = 8 + headerLength + from;
    const width = dtype === 'F16' ? 2 : dtype === 'F32' ? 4 : 0;
    if (width === 0) throw bad(`holds ${key} as ${dtype}, not F16 or F32`);
    if (8 + headerLength + to > bytes.length) throw bad(`is cut short within ${key}`);
    const values = new Float32Array((to - from) / width);
    for (let i = 0; i < values.length; i++) {
      values[i] = width === 2 ? HALF[view.getUint16(start + 2 * i, true)] : view.getFloat32(start + 4 * i, true);
    }
    arrays.set(key, { shape, values });
  }
  return { arrays, metadata: (metadata as unknown as Record<string, string>) ?? {} };
}

/** The array of that name. @throws InputError when the set lacks it */
export function weight(set: WeightSet, name: string): Weight {
  const found = set.arrays.get(name);
  if (!found) throw new InputError(`The weights hold no ${name}: they belong to another network or version.`);
  return found;
}

/** Value of each of the 65536 half-precision floats. */
const HALF = Float32Array.from({ length: 65536 }, (_, h) => {
  const sign = h & 0x8000 ? -1 : 1, exponent = (h >> 10) & 31, fraction = h & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
});

const SCRATCH = new DataView(new ArrayBuffer(4));

/** Nearest half-precision float (ties to even), as its 16 bits. */
function toHalf(value: number): number {
  SCRATCH.setFloat32(0, value);
  const bits = SCRATCH.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude >= 0x477ff000) return sign | (magnitude > 0x7f800000 ? 0x7e00 : 0x7bff);
  if (magnitude < 0x38800000) return sign | Math.round(Math.abs(value) * 2 ** 24);
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}
