import { base64 } from '../render/base64';
import { encodePng } from '../render/encodePng';
import { enclosedVolume } from './enclosedVolume';
import { framed, type FramedScene, type PictureOptions, spreadRange } from './framedScene';
import { hex, scaleColour } from './palette';
import { surfacePicture } from './surfacePicture';
import { threeViews } from './viewAxes';
import { bodyThreshold, type VolumeMap } from './volumeMap';

/** Side of one view, in units of the drawing. */
const side = 300;
const gap = 12;
const axisNames = ['x', 'y', 'z'];

/** Size of a row of three views with its caption, in units of the drawing. */
export const rowWidth = 3 * side + 2 * gap;
export const rowHeight = side + 50;

/** Options of `viewRow`. */
export interface RowOptions extends PictureOptions {
  /** colour of text and lines */
  readonly ink: string;
  /** pixels per unit of the drawing */
  readonly scale: number;
  /** enclosed volume in Å³ that the caption states; default: that of the grid cells above the threshold */
  readonly volume?: number;
}

/**
 * Three orthogonal views of a map with axes, scale bar and the enclosed volume, as the content
 * of an SVG picture, from the height `top` downwards.
 */
export function viewRow(map: VolumeMap, options: RowOptions, top: number): string {
  const { ink, scale } = options;
  const pixels = Math.round(side * scale);
  const scene = framed(map, options, pixels);
  const views = threeViews.map((view, index) => {
    const x = index * (side + gap);
    return (
      `<image x="${x}" y="${top}" width="${side}" height="${side}" href="${dataUrl(surfacePicture(scene, view, scene.frame), pixels)}"/>` +
      axisCross(x + 14, top + side + 30, axisNames[view.right], axisNames[view.up], ink)
    );
  });
  const foot = top + rowHeight;
  return views.join('') + scaleBar(scene, foot, ink) + caption(map, options, foot) + spreadKey(options, foot);
}

function dataUrl(rgba: Uint8Array, pixels: number): string {
  return `data:image/png;base64,${base64(encodePng(rgba, pixels, pixels, 3))}`;
}

/** Two short arrows with the names of the axes to the right and upwards. */
function axisCross(x: number, y: number, right: string, up: string, ink: string): string {
  const arrow = (dx: number, dy: number): string =>
    `<path d="M${x} ${y} l${dx * 22} ${dy * 22} m${-dx * 5 - dy * 3} ${-dy * 5 - dx * 3} l${dx * 5 + dy * 3} ${dy * 5 + dx * 3} l${-dx * 5 + dy * 3} ${-dy * 5 + dx * 3}" fill="none" stroke="${ink}" stroke-width="1.4"/>`;
  return (
    arrow(1, 0) +
    arrow(0, -1) +
    `<text x="${x + 26}" y="${y + 4}">${right}</text><text x="${x - 4}" y="${y - 26}">${up}</text>`
  );
}

/** A bar of a round length, a sixth to a third of a view, at the right end of the picture. */
function scaleBar(scene: FramedScene, foot: number, ink: string): string {
  const wanted = scene.extent / 3.2;
  const decade = 10 ** Math.floor(Math.log10(wanted));
  const length = decade * (wanted / decade >= 5 ? 5 : wanted / decade >= 2 ? 2 : 1);
  const units = (length / scene.extent) * side;
  const [x, y] = [rowWidth - 6 - units, foot - 14];
  return (
    `<path d="M${x} ${y - 5} v5 h${units} v-5" fill="none" stroke="${ink}" stroke-width="2"/>` +
    `<text x="${x + units / 2}" y="${y - 8}" text-anchor="middle">${length} Å</text>`
  );
}

function caption(map: VolumeMap, options: RowOptions, foot: number): string {
  const threshold = bodyThreshold(map, options.threshold);
  const volume = Math.round((options.volume ?? enclosedVolume(map, threshold)) / 100) * 100;
  const words = `surface at ${Number(threshold.toPrecision(3))}, encloses ${volume.toLocaleString('en').replace(/,/g, '\u202f')} Å³`;
  return `<text x="${side + gap + 70}" y="${foot - 14}">${words}</text>`;
}

/** Colour key of a spread, if drawn. */
function spreadKey(options: PictureOptions, foot: number): string {
  if (!options.spread) return '';
  const [low, high] = options.spreadRange ?? spreadRange(options.spread);
  const x = 128;
  const cells = Array.from(
    { length: 25 },
    (_, i) =>
      `<rect x="${x + 4 * i}" y="${foot - 24}" width="4.2" height="10" fill="${hex(scaleColour(i / 24))}"/>`,
  );
  return (
    cells.join('') +
    `<text x="${x - 6}" y="${foot - 14}" text-anchor="end">spread ${Number(low.toPrecision(2))}</text>` +
    `<text x="${x + 107}" y="${foot - 14}">${Number(high.toPrecision(2))}</text>`
  );
}
