import assert from 'node:assert/strict';
import { readCcp4 } from 'decodesaxs/dist/map/readCcp4';
import type { DensityMap } from 'decodesaxs/dist/grid/densityMap';

/** Asserts that a CCP4 file holds a map on the same grid, whose voxels differ by less than 1e-6. */
export function assertSameMap(file: Uint8Array, expected: DensityMap): void {
  const { step, values } = readCcp4(file);
  assert.ok(Math.abs(step / expected.step - 1) < 1e-6, `steps of ${step} and ${expected.step} Å`);
  const furthest = values.reduce(
    (most, value, at) => Math.max(most, Math.abs(value - expected.values[at])),
    0,
  );
  assert.ok(furthest < 1e-6, `a voxel differs by ${furthest}`);
}
