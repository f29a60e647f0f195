import type { Density } from 'decodesaxs-widgets/live';
import type { DensityMap } from 'decodesaxs/core';

/** A map in the form of the viewer: its values with x running fastest. */
export function viewerDensity(map: DensityMap, values: ArrayLike<number> = map.values): Density {
  const [nx, ny, nz] = map.size;
  const turned = new Float32Array(values.length);
  for (let i = 0, at = 0; i < nx; i++) {
    for (let j = 0; j < ny; j++) {
      for (let k = 0; k < nz; k++, at++) turned[(k * ny + j) * nx + i] = values[at];
    }
  }
  return { size: map.size, step: map.step, origin: map.origin, values: turned };
}
