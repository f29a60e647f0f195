import { InputError } from '../inputError';
import { readHeader, WIDTH, type Precision } from './weightsHeader';

/** A named array of a network. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
  /** precision in the file, where that differs from the others */
  readonly precision?: Precision;
}

/** All arrays of a network, by name, and its metadata. */
export interface WeightSet {
  readonly arrays: ReadonlyMap<string, Weight>;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes weights in the safetensors format (eight bytes of header length, a JSON header, the arrays
 * end to end), as half-precision floats unless `precision` says otherwise.
 */
export function writeWeights(set: WeightSet, precision: Precision = 'F16'): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: set.metadata };
  const arrays = withScales(set.arrays, precision);
  let offset = 0;
  for (const [name, { shape, values, precision: dtype }] of arrays) {
    const end = offset + values.length * WIDTH[dtype];
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
  for (const { values, precision: dtype } of arrays.values()) {
    for (let i = 0; i < values.length; i++, at += WIDTH[dtype]) {
      if (dtype === 'F16') view.setUint16(at, toHalf(values[i]), true);
      else if (dtype === 'F32') view.setFloat32(at, values[i], true);
      else view.setInt8(at, values[i]);
    }
  }
  return bytes;
}

type Written = Weight & { readonly precision: Precision };

/** The arrays as they are written: those of 8 bits as whole numbers, each with its scales before it. */
function withScales(arrays: WeightSet['arrays'], precision: Precision): Map<string, Written> {
  const written = new Map<string, Written>();
  for (const [name, array] of arrays) {
    const dtype = array.precision ?? precision;
    if (dtype !== 'I8') {
      written.set(name, { ...array, precision: dtype });
      continue;
    }
    const { shape, values } = array;
    const row = values.length / shape[0];
    const scale = Float32Array.from(
      { length: shape[0] },
      (_, r) =>
        values.subarray(r * row, (r + 1) * row).reduce((most, v) => Math.max(most, Math.abs(v)), 0) / 127 ||
        1,
    );
    written.set(`${name}${SCALE}`, { shape: [shape[0]], values: scale, precision: 'F32' });
    written.set(name, {
      shape,
      values: values.map((v, i) => Math.round(v / scale[Math.floor(i / row)])),
      precision: 'I8',
    });
  }
  return written;
}

/**
 * Reads weights in the safetensors format, F16, F32, and I8 with the scales that `writeWeights` adds.
 *
 * @throws InputError when the file is cut short or is something else
 */
export function readWeights(bytes: Uint8Array, name = 'The weights file'): WeightSet {
  const bad = (what: string): InputError =>
    new InputError(`${name} ${what}: run "npm run train" or take the file that came with this version.`);
  if (bytes.length < 16) throw bad(`is cut short at ${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  if (headerLength > bytes.length - 8) throw bad('is no safetensors file or is cut short');
  const { metadata, entries } = readHeader(bytes.subarray(8, 8 + headerLength), name);
  const arrays = new Map<string, Weight>();
  for (const [key, { dtype, shape, from, to }] of entries) {
    const start = 8 + headerLength + from;
    const width = WIDTH[dtype];
    if (8 + headerLength + to > bytes.length) throw bad(`is cut short within ${key}`);
    const values = new Float32Array((to - from) / width);
    for (let i = 0; i < values.length; i++) {
      values[i] =
        width === 2
          ? HALF[view.getUint16(start + 2 * i, true)]
          : width === 4
            ? view.getFloat32(start + 4 * i, true)
            : view.getInt8(start + i);
    }
    if (dtype === 'I8')
      scaleRows(values, arrays.get(`${key}${SCALE}`)?.values ?? [], () => bad(`lacks the scales of ${key}`));
    arrays.set(key, { shape, values });
  }
  for (const key of [...arrays.keys()])
    if (key.endsWith(SCALE) && arrays.has(key.slice(0, -SCALE.length))) arrays.delete(key);
  return { arrays, metadata };
}

function scaleRows(values: Float32Array, scale: ArrayLike<number>, missing: () => InputError): void {
  if (scale.length === 0 || values.length % scale.length !== 0) throw missing();
  const row = values.length / scale.length;
  for (let i = 0; i < values.length; i++) values[i] *= scale[Math.floor(i / row)];
}

const SCALE = '.scale';

/** The array with this name. @throws InputError when the set lacks it */
export function weight(set: WeightSet, name: string): Weight {
  const found = set.arrays.get(name);
  if (!found) throw new InputError(`The weights hold no ${name}: they belong to another network or version.`);
  return found;
}

/** Value of each of the 65536 half-precision floats. */
const HALF = Float32Array.from({ length: 65536 }, (_, h) => {
  const sign = h & 0x8000 ? -1 : 1,
    exponent = (h >> 10) & 31,
    fraction = h & 1023;
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
