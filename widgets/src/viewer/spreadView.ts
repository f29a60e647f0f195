import type { VolumeMap } from '../volume/volumeMap';
import { densityView, type DensityViewOptions } from './densityView';
import type { View } from './view';

/**
 * The density with the spread of the solutions as the colour of its surface: pale where they agree,
 * dark red where they differ.
 * @param spread standard deviation over the solutions at each grid point, in the order of the map
 * @throws InputError as `densityView`, and when the spread does not fit the map
 */
export function spreadView(
  map: VolumeMap,
  spread: Float32Array,
  options: Omit<DensityViewOptions, 'spread'> = {},
): View {
  return densityView(map, { title: 'Spread of the solutions', ...options, spread });
}
