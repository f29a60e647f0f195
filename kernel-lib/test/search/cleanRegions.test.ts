import { deepStrictEqual, strictEqual } from 'node:assert';
import { LATENT_SIZE, type AutoEncoder } from '../../src/network/autoEncoder';
import { cleanRegions } from '../../src/search/cleanRegions';

/** A network that only decodes: whoever encodes with it is told off. */
const decoder: AutoEncoder = {
  name: 'decoder',
  encodes: false,
  encode: () => {
    throw new Error('there is no encoder');
  },
  decode: () => {
    throw new Error('nothing is to be decoded');
  },
  decodeShapes: () => {
    throw new Error('nothing is to be decoded');
  },
};

describe('region cleaning without an encoder', () => {
  it('keeps the largest region of a broken shape, and its latents', () => {
    const shape = new Uint8Array(31 ** 3);
    const at = (i: number, j: number, k: number): number => (31 * i + j) * 31 + k;
    for (let i = 0; i < 8; i++) shape[at(10 + i, 15, 15)] = 1;
    const kept = shape.slice();
    for (let i = 0; i < 5; i++) shape[at(10 + i, 20, 15)] = 1;
    const latents = Float32Array.from({ length: LATENT_SIZE }, (_, k) => k / 7);
    const before = latents.slice();
    strictEqual(cleanRegions(decoder, latents, shape, 1), 0);
    deepStrictEqual(shape, kept);
    deepStrictEqual(latents, before);
  });
});
