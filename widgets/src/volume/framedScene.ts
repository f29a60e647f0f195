import { InputError } from '../inputError';
import { type Colour, scaleColour } from './palette';
import { densityAt, smoothDensity } from './smoothDensity';
import type { Scene } from './surfacePicture';
import type { Frame } from './surfaceCast';
import { nearestDistance } from './nearestDistance';
import { closedAtEdges } from './closedAtEdges';
import { bodyThreshold, type VolumeMap } from './volumeMap';

/** Options of pictures of a map. */
export interface PictureOptions {
  /** density of the isosurface; default the map's own, else 0.3 */
  readonly threshold?: number;
  /** points of a model in Å, x, y, z of each in turn (`pdbPoints` reads them from a PDB file) */
  readonly model?: Float64Array;
  /** uncertainty at each grid point, drawn as the colour of the surface */
  readonly spread?: Float32Array;
  /** values of the spread at the ends of the colour scale; default 0 and its greatest value */
  readonly spreadRange?: readonly [number, number];
  /** side of the square of space that a picture shows, in Å; default: the extent of body and model */
  readonly extent?: number;
}

/** A scene and the square of space shown in its pictures. */
export interface FramedScene extends Scene {
  readonly frame: Frame;
  /** side of the square in Å */
  readonly extent: number;
}

/** Margin around the body, relative to its size. */
const margin = 1.08;

/** A map prepared for a picture: smoothed, its model in grid coordinates, body and model inside the frame. */
export function framed(drawn: VolumeMap, options: PictureOptions, pixels: number): FramedScene {
  const threshold = bodyThreshold(drawn, options.threshold);
  const { map, spread } = closedAtEdges(drawn, threshold, options.spread);
  const density = smoothDensity(map);
  const fineStep = map.step / density.factor;
  const points = options.model?.map((value, at) => (value - map.origin[at % 3]) / fineStep);
  const [low, high] = bounds(density, threshold, points);
  const extent =
    options.extent !== undefined
      ? options.extent / fineStep
      : margin * Math.max(...[0, 1, 2].map((axis) => high[axis] - low[axis])) + 2 * density.factor;
  return {
    density,
    threshold,
    model: points && points.length ? { points, radius: 0.45 * nearestDistance(points) } : undefined,
    colourAt: spread && spreadColour(map, spread, options.spreadRange),
    frame: {
      centre: [0, 1, 2].map((axis) => (low[axis] + high[axis]) / 2) as [number, number, number],
      pixel: extent / pixels,
      pixels,
    },
    extent: extent * fineStep,
  };
}

/** Corners of the box around everything drawn, in fine grid coordinates. */
function bounds(
  { size, values }: Scene['density'],
  threshold: number,
  points?: Float64Array,
): [number[], number[]] {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  const include = (x: number, y: number, z: number): void => {
    for (let axis = 0; axis < 3; axis++) {
      const value = axis === 0 ? x : axis === 1 ? y : z;
      if (value < low[axis]) low[axis] = value;
      if (value > high[axis]) high[axis] = value;
    }
  };
  let at = 0;
  for (let i = 0; i < size[0]; i++)
    for (let j = 0; j < size[1]; j++)
      for (let k = 0; k < size[2]; k++) if (values[at++] >= threshold) include(i, j, k);
  for (at = 0; at < (points?.length ?? 0); at += 3) include(points![at], points![at + 1], points![at + 2]);
  if (low[0] > high[0]) {
    const middle = size.map((n) => (n - 1) / 2);
    return [middle.map((at) => at - 1), middle.map((at) => at + 1)];
  }
  return [low, high];
}

function spreadColour(
  map: VolumeMap,
  spread: Float32Array,
  range?: readonly [number, number],
): (x: number, y: number, z: number) => Colour {
  if (spread.length !== map.values.length) {
    throw new InputError(spreadWords(spread.length, map.values.length));
  }
  const [low, high] = range ?? spreadRange(spread);
  const smooth = smoothDensity({ ...map, values: spread });
  return (x, y, z) => scaleColour((densityAt(smooth, x, y, z) - low) / (high - low));
}

/** The ends of the colour scale of a spread: zero and its greatest value. */
export function spreadRange(spread: Float32Array): [number, number] {
  return [0, spread.reduce((a, b) => Math.max(a, b), 0) || 1];
}

/** The message about a spread that does not fit its map. */
export function spreadWords(values: number, points: number): string {
  return `the spread has ${values} values for a map of ${points} grid points: expected one per point`;
}

/** Side in Å of the square of space that contains the body of a map in every view. */
export function bodyExtent(map: VolumeMap, threshold?: number): number {
  return framed(map, { threshold }, 1).extent;
}
