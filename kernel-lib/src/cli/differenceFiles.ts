import { rowsPng } from 'decodesaxs-widgets';
import { join } from 'node:path';
import { writeCcp4 } from '../map/writeCcp4';
import { hypot } from '../elementary';
import type { DensityMap } from '../grid/densityMap';
import { removeFile, writeAtomic } from '../node/files';
import { DIFFERENCE_LEVEL, differenceMap } from '../superposition/differenceMap';

/** A structure that lies on a map. */
export interface PlacedModel {
  /** trace points in Å in the frame of the map */
  readonly points: Float64Array;
  /** vicinity of a point in Å that is body */
  readonly radius: number;
}

/** Differences of a map and a structure, in files and in words. */
export interface WrittenDifference {
  readonly files: readonly string[];
  /** volumes in Å³, and the width in Å by which the structure was blurred */
  readonly numbers: { readonly more: number; readonly less: number; readonly blur: number };
  readonly words: string;
}

/** Least volume in Å³ that is drawn: less is 0.0 nm³ in the words. */
const LEAST_SHOWN = 50;
/** Side of the pictures relative to the radius of what they show. */
const FRAME = 2.4;
const FILES = ['difference.ccp4', 'difference.png'];

/**
 * Writes difference.ccp4, map minus structure, and difference.png, three views of both, and of each sign of the difference that shows:
 * where the map has mass that the structure lacks, and where the structure has mass that the map lacks. Without a model what an earlier run left is removed.
 */
export function writeDifference(
  folder: string,
  map: DensityMap,
  model: PlacedModel | undefined,
): WrittenDifference | undefined {
  for (const file of FILES) removeFile(join(folder, file));
  if (model === undefined) return undefined;
  const { map: difference, more, less, blur } = differenceMap(map, model.points, model.radius);
  writeAtomic(join(folder, FILES[0]), writeCcp4(difference));
  const files = [FILES[0]];
  const minus = { ...difference, values: difference.values.map((value) => -value) };
  const rows = [
    { map: difference, volume: more, label: 'mass of the map where the structure has none' },
    { map: minus, volume: less, label: 'mass of the structure where the map has none' },
  ].filter(({ volume }) => volume > LEAST_SHOWN);
  const { points } = model;
  const extent = FRAME * Math.max(map.rmax ?? (map.step * map.size[0]) / 2, reachFrom(map, points));
  // the model would hide what lies within it: it is drawn once, in the map, at the same scale
  const drawn = [
    { map, label: map.note ?? 'map and structure', extent, model: points },
    ...rows.map((row) => ({ ...row, extent, threshold: DIFFERENCE_LEVEL })),
  ];
  writeAtomic(join(folder, FILES[1]), rowsPng(drawn, {}));
  files.push(FILES[1]);
  const volume = (value: number): string => `${(value / 1000).toFixed(1)} nm³`;
  return {
    files,
    numbers: { more, less, blur: blur * map.step },
    words: `difference from the model: ${volume(more)} of the map where the model has none, ${volume(less)} the reverse (occupancies that differ by more than ${DIFFERENCE_LEVEL}, the model as sharp as the map)`,
  };
}

/** Largest distance of a point from the middle of a map in Å. */
function reachFrom({ origin, step, size }: DensityMap, points: Float64Array): number {
  const middle = origin.map((value, axis) => value + (step * (size[axis] - 1)) / 2);
  let farthest = 0;
  for (let p = 0; p < points.length; p += 3) {
    farthest = Math.max(farthest, hypot(...middle.map((value, axis) => points[p + axis] - value)));
  }
  return farthest;
}
