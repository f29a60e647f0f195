import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import { readWeights, weight, writeWeights, type Weight } from '../../src/network/weights';
import { Random } from '../../src/random';

const random = new Random(1);
const arrays = new Map<string, Weight>([
  ['a', { shape: [3, 5], values: Float32Array.from({ length: 15 }, () => random.normal()) }],
  ['b', { shape: [4], values: Float32Array.of(0, -1.5, 65504, 6e-8) }],
  ['c', { shape: [2], values: Float32Array.of(1e-30, 3.14159274), precision: 'F32' }],
]);

describe('weights in the safetensors format', () => {
  it('come back as they were in single precision, and within half a unit in half precision', () => {
    const full = readWeights(writeWeights({ arrays, metadata: { version: '1' } }, 'F32'));
    for (const [name, { shape, values }] of arrays) {
      deepStrictEqual(full.arrays.get(name)!.values, values);
      deepStrictEqual(full.arrays.get(name)!.shape, shape);
    }
    strictEqual(full.metadata.version, '1');
    const half = readWeights(writeWeights({ arrays, metadata: {} }));
    arrays
      .get('a')!
      .values.forEach((v, i) => ok(Math.abs(half.arrays.get('a')!.values[i] - v) <= Math.abs(v) * 2 ** -11));
    deepStrictEqual(Array.from(half.arrays.get('b')!.values.subarray(0, 3)), [0, -1.5, 65504]);
    strictEqual(half.arrays.get('b')!.values[3], 2 ** -24, 'the smallest half is the nearest to 6e-8');
    deepStrictEqual(
      half.arrays.get('c')!.values,
      arrays.get('c')!.values,
      'an array may keep its own precision',
    );
  });

  it('come back from 8 bits within half a step of their row', () => {
    const values = Float32Array.from({ length: 60 }, (_, i) => random.normal() * (i < 30 ? 1 : 1e-4));
    values.fill(0, 50);
    const wide = new Map<string, Weight>([
      ['w', { shape: [6, 10], values, precision: 'I8' }],
      ['b', arrays.get('b')!],
    ]);
    const bytes = writeWeights({ arrays: wide, metadata: {} });
    const read = readWeights(bytes);
    deepStrictEqual([...read.arrays.keys()], ['w', 'b']);
    for (let row = 0; row < 6; row++) {
      const most = Math.max(...Array.from(values.subarray(10 * row, 10 * row + 10), Math.abs));
      for (let i = 10 * row; i < 10 * row + 10; i++)
        ok(Math.abs(read.arrays.get('w')!.values[i] - values[i]) <= (most / 127) * 0.5001);
    }
    deepStrictEqual(Array.from(read.arrays.get('b')!.values.subarray(0, 3)), [0, -1.5, 65504]);
    const header = new TextDecoder().decode(
      bytes.subarray(8, 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true))),
    );
    const bare = new TextEncoder().encode(header.replace('w.scale', 'x.scale'));
    const without = bytes.slice();
    without.set(bare, 8);
    throws(() => readWeights(without), /lacks the scales of w/);
  });

  it('rounds every half-precision number to itself', () => {
    const values = new Float32Array(2048);
    for (let i = 0; i < values.length; i++)
      values[i] = (1 + (i % 1024) / 1024) * 2 ** (Math.floor(i / 1024) * 20 - 14);
    deepStrictEqual(
      readWeights(
        writeWeights({ arrays: new Map([['x', { shape: [2048], values }]]), metadata: {} }),
      ).arrays.get('x')!.values,
      values,
    );
  });

  it('has the header that the format asks for', () => {
    const bytes = writeWeights({ arrays, metadata: {} });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    strictEqual(length % 8, 0);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    deepStrictEqual(header.a, { dtype: 'F16', shape: [3, 5], data_offsets: [0, 30] });
    strictEqual(bytes.length, 8 + length + 30 + 8 + 8);
  });

  it('refuses what is cut short or something else, in one sentence', () => {
    const bytes = writeWeights({ arrays, metadata: {} });
    throws(() => readWeights(bytes.subarray(0, 10)), /cut short at 10 bytes/);
    throws(() => readWeights(bytes.subarray(0, bytes.length - 4)), /cut short within c/);
    throws(
      () => readWeights(new TextEncoder().encode('this is no weights file at all')),
      /no safetensors file/,
    );
    throws(() => weight({ arrays, metadata: {} }, 'd'), /hold no d/);
  });
});
