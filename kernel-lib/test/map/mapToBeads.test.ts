import * as assert from 'node:assert/strict';
import { bodyVolume, mapToBeads } from '../../src/map/mapToBeads';
import { shapeMap } from '../../src/map/shapeMap';

describe('mapToBeads', () => {
  const shape = new Float32Array(31 ** 3);
  shape[(31 * 15 + 15) * 31 + 15] = 1;
  shape[(31 * 16 + 15) * 31 + 15] = 0.5;
  shape[(31 * 15 + 13) * 31 + 18] = 0.31;
  shape[0] = 0.3;
  const map = shapeMap(shape, 27);

  it('places the points above the threshold, the central one at the origin', () => {
    assert.deepEqual([...mapToBeads(map)], [0, -4, 6, 0, 0, 0, 2, 0, 0]);
    assert.deepEqual([...mapToBeads(map, 0.6)], [0, 0, 0]);
    assert.equal(mapToBeads({ ...map, threshold: 0.4 }).length, 6);
  });

  it('gives the volume of the body', () => {
    assert.equal(bodyVolume(map), 3 * 8);
    assert.equal(bodyVolume(map, 0.2), 4 * 8);
  });

  it('refuses other grids and radii', () => {
    assert.throws(() => shapeMap(shape, -5), /radius is -5 Å/);
    assert.throws(() => shapeMap(new Float32Array(27), 30), /27 values/);
  });
});
