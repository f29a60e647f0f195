import type { DensityMap } from '../grid/densityMap';

/** A voxel at this multiple of the third largest of its 26 neighbours is an artefact. */
const HOT = 4;
/** Share of the largest value above which a voxel counts as body here. */
const BODY_SHARE = 0.3;
/** Smallest diameter of the body of a molecule, in Å. */
const SMALLEST_ACROSS = 14;
/** Least diameter in voxels of a body that reveals its unit. */
const LEAST_VOXELS = 8;

/**
 * Prepares a map of another program: single hot voxels take the value of their neighbours, and a map whose
 * body is less than 14 across is taken to be in nanometres. Its warnings state the changes. A map that
 * states its radius, a reconstruction, stays unchanged.
 */
export function tidyMap(map: DensityMap): DensityMap {
  if (map.rmax !== undefined) return map;
  const { values, count } = withoutHotVoxels(map);
  const across = bodyAcross(map, values);
  const isNanometre = across >= LEAST_VOXELS * map.step && across < SMALLEST_ACROSS;
  const factor = isNanometre ? 10 : 1;
  const warnings: string[] = [];
  if (count > 0)
    warnings.push(
      `${count === 1 ? 'One voxel is' : `${count} voxels are`} at least ${HOT} times the voxels around: replaced by their mean.`,
    );
  if (isNanometre)
    warnings.push(
      `The body in the map is ${across.toPrecision(2)} across: the map is in nanometres (nm) and its lengths were multiplied by 10.`,
    );
  if (warnings.length === 0) return map;
  const [x, y, z] = map.origin;
  return {
    ...map,
    step: map.step * factor,
    origin: [x * factor, y * factor, z * factor],
    values,
    warnings: [...(map.warnings ?? []), ...warnings],
  };
}

function withoutHotVoxels({ size: [nx, ny, nz], values }: DensityMap): {
  values: Float32Array;
  count: number;
} {
  let mean = 0;
  for (const value of values) mean += Math.abs(value) / values.length;
  const tidy = Float32Array.from(values);
  let count = 0;
  for (let i = 0, at = 0; i < nx; i++) {
    for (let j = 0; j < ny; j++) {
      for (let k = 0; k < nz; k++, at++) {
        if (!(values[at] > HOT * mean)) continue;
        const around = neighbours([i, j, k], [nx, ny, nz], values);
        if (around.length < 3 || !(values[at] > HOT * Math.max(0, around[2]))) continue;
        tidy[at] = around.slice(1).reduce((sum, value) => sum + value, 0) / (around.length - 1);
        count++;
      }
    }
  }
  return { values: tidy, count };
}

/** Values of the voxels about one, in descending order. */
function neighbours(
  [i, j, k]: readonly [number, number, number],
  [nx, ny, nz]: readonly [number, number, number],
  values: Float32Array,
): number[] {
  const found: number[] = [];
  for (let a = Math.max(0, i - 1); a <= Math.min(nx - 1, i + 1); a++)
    for (let b = Math.max(0, j - 1); b <= Math.min(ny - 1, j + 1); b++)
      for (let c = Math.max(0, k - 1); c <= Math.min(nz - 1, k + 1); c++)
        if (a !== i || b !== j || c !== k) found.push(values[(a * ny + b) * nz + c]);
  return found.sort((a, b) => b - a);
}

/** Largest extent along an axis of the voxels above 0.3 of the largest value, in the unit of the map; 0 for nothing. */
function bodyAcross({ size: [nx, ny, nz], step }: DensityMap, values: Float32Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  if (!(most > 0)) return 0;
  const low = [nx, ny, nz];
  const high = [-1, -1, -1];
  for (let i = 0, at = 0; i < nx; i++)
    for (let j = 0; j < ny; j++)
      for (let k = 0; k < nz; k++, at++)
        if (values[at] > BODY_SHARE * most)
          [i, j, k].forEach((value, axis) => {
            low[axis] = Math.min(low[axis], value);
            high[axis] = Math.max(high[axis], value);
          });
  return Math.max(...high.map((value, axis) => value - low[axis] + 1)) * step;
}
