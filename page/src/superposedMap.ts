import type { Comparison, DensityMap } from 'decodesaxs/core';

/** A map superposed on another according to their comparison, on a grid of its own spacing about the other's centre. */
export function superposedMap(
  map: DensityMap,
  { rotation, mirror, centreA, centreB }: Pick<Comparison, 'rotation' | 'mirror' | 'centreA' | 'centreB'>,
): DensityMap {
  const { size, step } = map;
  const origin = size.map((n, a) => centreA[a] - (step * (n - 1)) / 2) as [number, number, number];
  const values = new Float32Array(map.values.length);
  const sign = mirror ? -1 : 1;
  for (let i = 0, at = 0; i < size[0]; i++) {
    for (let j = 0; j < size[1]; j++) {
      for (let k = 0; k < size[2]; k++, at++) {
        const off = [i, j, k].map((n, a) => origin[a] + step * n - centreA[a]);
        // the inverse of a rotation is its transpose
        const [x, y, z] = [0, 1, 2].map((a) => {
          const turned = rotation[a] * off[0] + rotation[3 + a] * off[1] + rotation[6 + a] * off[2];
          return (sign * turned + centreB[a] - map.origin[a]) / step;
        });
        values[at] = between(map, x, y, z);
      }
    }
  }
  return { ...map, origin, values };
}

/** Density between the points of a grid, linear along each axis; 0 outside. */
function between({ size: [nx, ny, nz], values }: DensityMap, x: number, y: number, z: number): number {
  const [i, j, k] = [x, y, z].map(Math.floor);
  if (i < 0 || j < 0 || k < 0 || i + 1 >= nx || j + 1 >= ny || k + 1 >= nz) return 0;
  let sum = 0;
  for (let corner = 0; corner < 8; corner++) {
    const [a, b, c] = [corner & 1, (corner >> 1) & 1, corner >> 2];
    const weight = (a ? x - i : 1 - x + i) * (b ? y - j : 1 - y + j) * (c ? z - k : 1 - z + k);
    sum += weight * values[((i + a) * ny + j + b) * nz + k + c];
  }
  return sum;
}
