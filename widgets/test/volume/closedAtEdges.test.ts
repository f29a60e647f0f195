import assert from 'node:assert/strict';
import { closedAtEdges } from '../../src/volume/closedAtEdges';
import { framed } from '../../src/volume/framedScene';
import type { VolumeMap } from '../../src/volume/volumeMap';

const size = [5, 6, 7] as const;
const block = (inside: (i: number, j: number, k: number) => boolean): VolumeMap => ({
  size,
  step: 2,
  origin: [1, 2, 3],
  values: Float32Array.from({ length: 5 * 6 * 7 }, (_, at) =>
    inside(Math.floor(at / 42), Math.floor(at / 7) % 6, at % 7) ? 1 : 0,
  ),
});

describe('closedAtEdges', () => {
  it('surrounds a body that reaches the edge with zeros and keeps its place', () => {
    const cut = block((i) => i === 0);
    const spread = cut.values.map((value) => value / 2);
    const { map, spread: wide } = closedAtEdges(cut, 0.5, spread);
    assert.deepEqual(
      [map.size, map.origin],
      [
        [9, 10, 11],
        [-3, -2, -1],
      ],
    );
    const at = (2 * 10 + 3) * 11 + 4;
    assert.deepEqual([map.values[at], wide![at]], [1, 0.5]);
    const sum = (values: Float32Array): number => values.reduce((a, b) => a + b, 0);
    assert.deepEqual([sum(map.values), sum(wide!)], [42, 21]);
  });

  it('leaves a body inside its grid as it is', () => {
    const whole = block((i, j, k) => i === 2 && j === 3 && k === 3);
    assert.equal(closedAtEdges(whole, 0.5).map, whole);
  });

  it('gives pictures a frame in which the surface is closed', () => {
    const { density, threshold, frame } = framed(
      block((i) => i === 0),
      { threshold: 0.5 },
      90,
    );
    const [nx, ny, nz] = density.size;
    for (let j = 0; j < ny; j++) {
      for (let k = 0; k < nz; k++) assert.ok(density.values[j * nz + k] < threshold);
    }
    assert.ok(nx > 5 && frame.pixel > 0);
  });
});
