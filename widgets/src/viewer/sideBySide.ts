import { bodyExtent } from '../volume/framedScene';
import { rowsPng } from '../volume/threeViewsPng';
import { bodyThreshold } from '../volume/volumeMap';
import { bodiesView, type NamedMap } from './bodiesView';
import type { View, ViewOptions } from './view';

/**
 * Two densities beside each other, at one scale, that rotate together. Each has an isolevel and
 * shows its enclosed volume; the second can be mirrored.
 * @throws InputError when a map is not one or nothing of it lies above the threshold
 */
export function sideBySide(left: NamedMap, right: NamedMap, options: ViewOptions = {}): View {
  const { title = `${left.name} and ${right.name}`, threshold, ...others } = options;
  const bodies = [left, right].map(({ name, map }) => ({
    name,
    map,
    threshold: bodyThreshold(map, threshold),
  }));
  const extent = Math.max(...bodies.map((body) => bodyExtent(body.map, body.threshold)));
  const poster =
    options.poster ??
    rowsPng(
      bodies.map((body) => ({ map: body.map, label: body.name, threshold: body.threshold, extent })),
      { scale: 0.8, background: 'transparent' },
    );
  return bodiesView(bodies, { ...others, title, poster });
}
