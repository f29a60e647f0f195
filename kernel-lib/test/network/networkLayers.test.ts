import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modeNetworkLayers, paperNetworkLayers, type NetworkLayer } from '../../src/network/networkLayers';
import { paperShapes } from '../../src/network/paperLayers';
import { readWeights } from '../../src/network/weights';

const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);
const total = (layers: readonly NetworkLayer[]): number =>
  layers.reduce((sum, layer) => sum + layer.parameters, 0);
const find = (layers: readonly NetworkLayer[], name: string): NetworkLayer =>
  layers.find((layer) => layer.name === name)!;

describe("the paper's network layer by layer", () => {
  const layers = paperNetworkLayers();
  const shapes = paperShapes();

  it('has every weight once, and as many as the paper says: seven convolutions to 200 latents and back', () => {
    assert.equal(
      total(layers),
      [...shapes.values()].reduce((sum, shape) => sum + size(shape), 0),
    );
    assert.equal(layers.filter(({ name }) => name.startsWith('conv')).length, 7);
    assert.deepEqual(find(layers, 'encode').output, [200]);
    assert.deepEqual(
      [layers[0].output, layers.at(-1)!.output],
      [
        [32, 32, 32, 1],
        [32, 32, 32, 1],
      ],
    );
  });

  it('gives each layer what its weights take', () => {
    for (const { name, from, output } of layers.slice(1)) {
      const before = find(layers, from[0]).output;
      const shape = shapes.get(`paper.${name}.weight`);
      if (!shape)
        assert.deepEqual(
          output,
          before.map((n, i) => (i < 3 ? n / 2 : n)),
          `${name} halves its grid`,
        );
      else if (shape.length === 2) assert.deepEqual([size(before), size(output)], [...shape], name);
      else {
        const [to, taken] = name.startsWith('up') ? [shape[3], shape[4]] : [shape[4], shape[3]];
        assert.deepEqual([before.at(-1), output.at(-1)], [taken, to], name);
        assert.equal(output[0] / before[0], name.startsWith('up') ? 2 : 1, name);
      }
    }
  });
});

describe('the mode network layer by layer', () => {
  const weights = readWeights(
    readFileSync(join(__dirname, '..', '..', 'weights', 'autoencoder.safetensors')),
    'autoencoder.safetensors',
  );
  const layers = modeNetworkLayers(weights);

  it('has every weight of the file once', () => {
    assert.equal(
      total(layers),
      [...weights.arrays.values()].reduce((sum, { shape }) => sum + size(shape), 0),
    );
  });

  it('gives each layer what its weights take, and sums what is alike', () => {
    for (const { name, from, output } of layers) {
      const shape = weights.arrays.get(`${name}.weight`)?.shape;
      const before = from.map((one) => size(find(layers, one).output));
      if (shape) assert.deepEqual([before[0], size(output)], [...shape], name);
      else if (from.length === 2) assert.equal(before[0], before[1], name);
    }
    assert.deepEqual(
      [layers[0].output, find(layers, 'latents').output, layers.at(-1)!.output],
      [[31, 31, 31], [200], [31, 31, 31]],
    );
  });
});
