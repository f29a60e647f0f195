import { InputError } from 'decodesaxs';
import { rasterise } from 'decodesaxs-widgets';

/** Intensities on a square detector, row by row from above. */
export interface DetectorImage {
  readonly label: string;
  readonly image: ArrayLike<number>;
}

/** Options of `detectorPicture`. */
export interface DetectorOptions {
  /** momentum transfer at the edges, in 1/Å */
  readonly qMax: number;
  /** powers of ten between black and white, default 4 */
  readonly decades?: number;
}

const SIDE = 260;
const GAP = 26;
const HEAD = 26;
const FOOT = 38;
/** Black, violet, red, yellow, white: brighter with each step, for any colour vision. */
const STOPS = [
  [0, 0, 4],
  [87, 16, 110],
  [188, 55, 84],
  [249, 142, 9],
  [252, 255, 220],
];

/**
 * Detector images beside each other as the bytes of a PNG: logarithmic brightness, the brightest pixel of each white.
 * @throws InputError when there is no image or one is not square
 */
export function detectorPicture(images: readonly DetectorImage[], options: DetectorOptions): Uint8Array {
  if (images.length === 0) throw new InputError('There is no detector image: give at least one.');
  const { qMax, decades = 4 } = options;
  const width = images.length * (SIDE + GAP) - GAP;
  const drawn = images.map(({ label, image }, k) => {
    const left = k * (SIDE + GAP);
    const words =
      `<text x="${left}" y="16" font-weight="bold">${escaped(label)}</text>` +
      `<text x="${left}" y="${HEAD + SIDE + 16}">−${qMax}</text>` +
      `<text x="${left + SIDE}" y="${HEAD + SIDE + 16}" text-anchor="end">${qMax}</text>` +
      `<text x="${left + SIDE / 2}" y="${HEAD + SIDE + 16}" text-anchor="middle">0</text>` +
      `<text x="${left + SIDE / 2}" y="${HEAD + SIDE + 32}" text-anchor="middle">q across  (1/Å)</text>`;
    return words + pixels(image, left, decades);
  });
  return rasterise(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEAD + SIDE + FOOT}" shape-rendering="crispEdges" ` +
      `font-family="DejaVu Sans" font-size="12" fill="#777777">${drawn.join('')}</svg>`,
    { scale: 1, background: 'transparent' },
  );
}

function pixels(image: ArrayLike<number>, left: number, decades: number): string {
  const side = Math.sqrt(image.length);
  if (!Number.isInteger(side) || side < 2)
    throw new InputError(`expected a square detector image, found ${image.length} pixels`);
  const brightest = Array.from(image).reduce((a, b) => Math.max(a, b), 0);
  const size = SIDE / side;
  return Array.from(image, (value, at) => {
    const share = Math.max(0, 1 + Math.log10(Math.max(value, 1e-300) / brightest) / decades);
    const [x, y] = [left + size * (at % side), HEAD + size * Math.floor(at / side)];
    return (
      `<rect x="${x.toFixed(2)}" y="${y.toFixed(2)}" width="${(size + 0.3).toFixed(2)}" ` +
      `height="${(size + 0.3).toFixed(2)}" fill="${colour(share)}"/>`
    );
  }).join('');
}

/** The colour of a share, 0 to 1. */
function colour(share: number): string {
  const at = Math.min(STOPS.length - 1.001, share * (STOPS.length - 1));
  const [from, to] = [STOPS[Math.floor(at)], STOPS[Math.floor(at) + 1]];
  return `rgb(${from.map((value, k) => Math.round(value + (at % 1) * (to[k] - value))).join(',')})`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;' })[c] ?? '&gt;');
