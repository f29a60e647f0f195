import { rowsPng } from 'decodesaxs-widgets';
import { join } from 'node:path';
import { writeCcp4 } from '../map/writeCcp4';
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

const FILES = ['difference.ccp4', 'difference.png'];

/**
 * Writes difference.ccp4, map minus structure, and difference.png, three views of each sign: where the map has mass that the
 * structure lacks, and where the structure has mass that the map lacks. Without a model what an earlier run left is removed.
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
  ].filter(({ volume }) => volume > 0);
  if (rows.length > 0) {
    const extent = 2.2 * (map.rmax ?? (map.step * map.size[0]) / 2);
    const { points } = model;
    // the model would hide what lies within it: it is drawn once, in the map, at the same scale
    const drawn = [
      { map, label: map.note ?? 'map and structure', extent, model: points },
      ...rows.map((row) => ({ ...row, extent, threshold: DIFFERENCE_LEVEL })),
    ];
    writeAtomic(join(folder, FILES[1]), rowsPng(drawn, {}));
    files.push(FILES[1]);
  }
  const volume = (value: number): string => `${(value / 1000).toFixed(1)} nm³`;
  return {
    files,
    numbers: { more, less, blur: blur * map.step },
    words: `difference from the model: ${volume(more)} of the map where the model has none, ${volume(less)} the reverse (occupancies that differ by more than ${DIFFERENCE_LEVEL}, the model as sharp as the map)`,
  };
}
