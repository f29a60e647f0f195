import type { VolumeMap } from './volumeMap';

/** Layers of zeros around a map whose body reaches the edge. */
const LAYERS = 2;

/**
 * A map whose isosurface is closed: a body that reaches the edge of its grid is surrounded by zeros, so that a picture shows its
 * surface there and not its inside.
 *
 * @param spread values at the grid points, surrounded in the same way
 */
export function closedAtEdges(
  map: VolumeMap,
  threshold: number,
  spread?: Float32Array,
): { readonly map: VolumeMap; readonly spread?: Float32Array } {
  const { size, step, origin, values } = map;
  if ((spread && spread.length !== values.length) || !reachesEdge(map, threshold)) return { map, spread };
  const wider = size.map((n) => n + 2 * LAYERS) as [number, number, number];
  const surrounded = (inner: ArrayLike<number>): Float32Array => {
    const outer = new Float32Array(wider[0] * wider[1] * wider[2]);
    for (let i = 0, at = 0; i < size[0]; i++) {
      for (let j = 0; j < size[1]; j++) {
        const row = ((i + LAYERS) * wider[1] + j + LAYERS) * wider[2] + LAYERS;
        for (let k = 0; k < size[2]; k++, at++) outer[row + k] = inner[at];
      }
    }
    return outer;
  };
  return {
    map: {
      ...map,
      size: wider,
      origin: origin.map((value) => value - LAYERS * step) as [number, number, number],
      values: surrounded(values),
    },
    spread: spread && surrounded(spread),
  };
}

function reachesEdge({ size: [nx, ny, nz], values }: VolumeMap, threshold: number): boolean {
  for (let at = 0; at < values.length; at++) {
    if (values[at] < threshold) continue;
    const i = Math.floor(at / (ny * nz)),
      j = Math.floor(at / nz) % ny,
      k = at % nz;
    if (i === 0 || j === 0 || k === 0 || i === nx - 1 || j === ny - 1 || k === nz - 1) return true;
  }
  return false;
}
