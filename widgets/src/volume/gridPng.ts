import { typeface } from '../charts/theme';
import { base64 } from '../render/base64';
import { encodePng } from '../render/encodePng';
import { escapeText } from '../render/escape';
import { rasterise } from '../render/rasterise';
import { bodyExtent, framed } from './framedScene';
import type { Colour } from './palette';
import { surfacePicture } from './surfacePicture';
import { threeViews } from './viewAxes';
import type { VolumeMap } from './volumeMap';

/** A map with its name and look in a picture of several. */
export interface GridCell {
  readonly name: string;
  readonly map: VolumeMap;
  readonly threshold: number;
  /** written #rrggbb */
  readonly colour: string;
  readonly mirrored: boolean;
}

/** Width of a picture in units of the drawing, and the height of a name above a cell. */
const width = 924;
const nameHeight = 26;
const ink = '#777777';

/**
 * Bodies beside each other at one scale, each with its name, seen along z, as the bytes of a PNG on a clear ground.
 * @param columns cells per row
 */
export function gridPng(cells: readonly GridCell[], columns: number): Uint8Array {
  const side = Math.min(300, width / columns);
  const extent = Math.max(...cells.map(({ map, threshold }) => bodyExtent(map, threshold)));
  const rowHeight = side + nameHeight;
  const drawn = cells.map((cell, at) => {
    const [x, y] = [(at % columns) * side, Math.floor(at / columns) * rowHeight];
    const turn = cell.mirrored ? ` transform="matrix(-1 0 0 1 ${2 * x + side} 0)"` : '';
    return (
      `<text x="${x + side / 2}" y="${y + 18}" text-anchor="middle" font-weight="bold">${escapeText(cell.name)}</text>` +
      `<image x="${x}" y="${y + nameHeight}" width="${side}" height="${side}"${turn} href="${picture(cell, extent, Math.round(side))}"/>`
    );
  });
  const size = `width="${side * columns}" height="${Math.ceil(cells.length / columns) * rowHeight}"`;
  return rasterise(
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${typeface}" font-size="13" fill="${ink}">${drawn.join('')}</svg>`,
    { scale: 1, background: 'transparent' },
  );
}

function picture({ map, threshold, colour }: GridCell, extent: number, pixels: number): string {
  const own: Colour = [1, 3, 5].map(
    (at) => parseInt(colour.slice(at, at + 2), 16) / 255,
  ) as unknown as Colour;
  const scene = { ...framed(map, { threshold, extent }, pixels), colourAt: () => own };
  return `data:image/png;base64,${base64(encodePng(surfacePicture(scene, threeViews[0], scene.frame), pixels, pixels, 3))}`;
}
