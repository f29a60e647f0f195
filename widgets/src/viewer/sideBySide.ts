import { volumePerDalton } from '../volume/enclosedVolume';
import { bodyExtent } from '../volume/framedScene';
import { rowsPng } from '../volume/threeViewsPng';
import { bodyThreshold, type VolumeMap } from '../volume/volumeMap';
import { framedView } from './frame';
import { Blocks } from './packMap';
import type { View, ViewOptions } from './view';

/** A density with its name. */
export interface NamedMap {
  readonly name: string;
  readonly map: VolumeMap;
}

/**
 * Two densities beside each other, at one scale, that rotate together. Each has an isolevel and
 * shows its enclosed volume; the second can be mirrored.
 * @throws InputError when a map is not one or nothing of it lies above the threshold
 */
export function sideBySide(left: NamedMap, right: NamedMap, options: ViewOptions = {}): View {
  const { title = `${left.name} and ${right.name}`, height = 520 } = options;
  const sides = [left, right];
  const thresholds = sides.map(({ map }) => bodyThreshold(map, options.threshold));
  const extent = Math.max(...sides.map(({ map }, side) => bodyExtent(map, thresholds[side])));
  const poster =
    options.poster ??
    rowsPng(
      sides.map(({ name, map }, side) => ({ map, label: name, threshold: thresholds[side], extent })),
      { scale: 0.8, background: 'transparent' },
    );
  const blocks = new Blocks();
  const description = `Two densities beside each other: ${left.name} on the left, ${right.name} on the right.`;
  const header = {
    kind: 'sideBySide',
    title,
    description,
    thresholds,
    volumePerDalton,
    names: sides.map(({ name }) => name),
    maps: sides.map(({ map }) => blocks.addMap(map)),
  };
  return framedView({ title, description, poster, height, header, blocks });
}
