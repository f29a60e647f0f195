import { typeface } from '../charts/theme';
import { escapeText } from '../render/escape';
import { rasterise } from '../render/rasterise';
import type { PictureOptions } from './framedScene';
import { rowHeight, rowWidth, viewRow } from './viewRow';
import type { VolumeMap } from './volumeMap';

/** Options of `threeViewsPng`. */
export interface ThreeViewsOptions extends PictureOptions {
  /** heading, shown as text */
  readonly title?: string;
  /** colour of the background, default white; 'transparent' suits light and dark pages */
  readonly background?: string;
  /** pixels per unit of the drawing, which is 924 units wide; default 1.5 */
  readonly scale?: number;
}

/**
 * Three orthogonal views of the isosurface of a map, at one scale with a scale bar in Å, as the bytes
 * of a PNG. The density is smoothed by a cubic B-spline (0.58 steps) for the picture. A model is
 * drawn as spheres at its own coordinates, under a translucent surface.
 * @throws InputError when the map is not one or nothing lies above the threshold
 */
export function threeViewsPng(map: VolumeMap, options: ThreeViewsOptions = {}): Uint8Array {
  return rowsPng([{ ...options, map, label: options.title }], options);
}

/** A map with the label of its row. */
export interface LabelledMap extends PictureOptions {
  readonly map: VolumeMap;
  readonly label?: string;
  /** enclosed volume in Å³ that the caption states; default: that of the grid cells above the threshold */
  readonly volume?: number;
}

/** Rows of three views, one under the other, as the bytes of a PNG. */
export function rowsPng(rows: readonly LabelledMap[], options: Omit<ThreeViewsOptions, 'title'>): Uint8Array {
  const { background = 'white', scale = 1.5 } = options;
  const ink = background === 'white' ? '#333333' : '#777777';
  let top = 0;
  const drawn = rows.map(({ map, label, ...row }) => {
    const heading = label
      ? `<text x="4" y="${top + 20}" font-size="15" font-weight="bold">${escapeText(label)}</text>`
      : '';
    const from = top + (label ? 34 : 10);
    top = from + rowHeight;
    return heading + viewRow(map, { ...row, ink, scale }, from);
  });
  return rasterise(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${rowWidth}" height="${top}" font-family="${typeface}" font-size="12" fill="${ink}">${drawn.join('')}</svg>`,
    { scale, background },
  );
}
