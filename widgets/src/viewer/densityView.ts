import { InputError } from '../inputError';
import { weightOfVolume, enclosedVolume, volumePerDalton } from '../volume/enclosedVolume';
import { spreadRange, spreadWords } from '../volume/framedScene';
import { hex, scaleColour } from '../volume/palette';
import { nearestDistance } from '../volume/nearestDistance';
import { pdbPoints } from '../volume/pdbPoints';
import { threeViewsPng } from '../volume/threeViewsPng';
import { bodyThreshold, type VolumeMap } from '../volume/volumeMap';
import { framedView } from './frame';
import { modelKind } from './modelKind';
import { Blocks } from './packMap';
import type { View, ViewOptions } from './view';

/** Options of `densityView`. */
export interface DensityViewOptions extends ViewOptions {
  /** text of a PDB file, drawn over the density at its own coordinates: superpose it first */
  readonly model?: string;
  /** uncertainty at each grid point, as the colour of the surface */
  readonly spread?: Float32Array;
  /** values of the spread at the ends of the colour scale; default 0 and its greatest value */
  readonly spreadRange?: readonly [number, number];
}

/**
 * An interactive isosurface: a slider for the isolevel with the enclosed volume in Å³ and the
 * weight of a protein of that volume, three orthogonal views, opacity, mirror image, and a model as
 * cartoon, spacefill or beads with its own mirror. Turn by dragging or by the arrow keys.
 * @throws InputError when the map is not one, nothing lies above the threshold, or the model has no atoms
 */
export function densityView(map: VolumeMap, options: DensityViewOptions = {}): View {
  const { title = 'Density', model, spread, height = 520 } = options;
  const threshold = bodyThreshold(map, options.threshold);
  const points = model === undefined ? undefined : modelPoints(model);
  const poster =
    options.poster ??
    threeViewsPng(map, {
      threshold,
      model: points,
      spread,
      spreadRange: options.spreadRange,
      scale: 1,
      background: 'transparent',
    });
  const blocks = new Blocks();
  const header = {
    kind: 'density',
    title,
    description: described(map, threshold, model !== undefined, spread !== undefined),
    thresholds: [threshold],
    volumePerDalton,
    maps: [blocks.addMap(map)],
    ...(points && model !== undefined
      ? {
          model: {
            block: blocks.addText(model),
            kind: modelKind(model),
            radius: nearestDistance(points) / 2,
          },
        }
      : {}),
    ...(spread ? { spread: spreadHeader(map, spread, blocks, options.spreadRange) } : {}),
  };
  return framedView({ title, description: header.description, poster, height, header, blocks });
}

function modelPoints(model: string): Float64Array {
  const points = pdbPoints(model);
  if (points.length === 0)
    throw new InputError('the model has no atom: give the text of a PDB file with ATOM or HETATM records');
  return points;
}

function described(map: VolumeMap, threshold: number, model: boolean, spread: boolean): string {
  const volume = enclosedVolume(map, threshold);
  return (
    `Isosurface of a density at ${Number(threshold.toPrecision(3))}, enclosing ${Math.round(volume)} Å³, about ${weightOfVolume(volume).toPrecision(2)} kDa of protein` +
    `${model ? ', with a model over it' : ''}${spread ? ', coloured by the spread of the solutions' : ''}.`
  );
}

function spreadHeader(
  map: VolumeMap,
  spread: Float32Array,
  blocks: Blocks,
  range?: readonly [number, number],
): object {
  if (spread.length !== map.values.length)
    throw new InputError(spreadWords(spread.length, map.values.length));
  const colours = Array.from({ length: 9 }, (_, i) => hex(scaleColour(i / 8)));
  return {
    map: blocks.addMap({ ...map, values: spread }),
    range: range ?? spreadRange(spread),
    colours,
    unit: 'spread',
  };
}
