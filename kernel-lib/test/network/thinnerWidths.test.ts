import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { PAPER_WIDTHS, paperShapes, thinnerWidths } from '../../src/network/paperLayers';

describe("the paper's network with fewer filters", () => {
  const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

  it('is the paper’s own with all of them', () => deepStrictEqual(thinnerWidths(1), PAPER_WIDTHS));

  for (const n of [2, 4, 8, 16, 32]) {
    it(`has the same layers and latents with 1/${n} of them, kernels between filters with 1/${n ** 2} of the weights`, () => {
      const own = paperShapes(),
        thinner = paperShapes(thinnerWidths(n));
      deepStrictEqual([...thinner.keys()], [...own.keys()]);
      strictEqual(thinner.get('paper.encode.bias')![0], 200);
      for (const [name, shape] of thinner) {
        ok(shape.every(Number.isInteger), `${name} ${shape.join('×')}`);
        if (/conv[2-7]\.weight|up\d\.weight/.test(name))
          strictEqual(size(shape) * n ** 2, size(own.get(name)!), name);
      }
    });
  }
});
