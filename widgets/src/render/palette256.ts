/** Largest number of colours of an indexed picture. */
const MOST = 256;

/** A picture as indices into a palette. */
export interface Indexed {
  /** red, green, blue and opacity of each colour */
  readonly palette: Uint8Array;
  /** one index per pixel */
  readonly indices: Uint8Array;
}

/** A colour with the number of its pixels. */
interface Counted {
  readonly rgba: readonly [number, number, number, number];
  readonly count: number;
}

/**
 * A picture in 256 colours: its own where it has no more, otherwise by median cut (Heckbert 1982), where each box is
 * represented by its most frequent colour, so that grounds, lines and letters keep theirs exactly.
 *
 * @param rgba red, green, blue and opacity of each pixel
 */
export function indexed(rgba: Uint8Array): Indexed {
  const { keys, counted } = colours(rgba);
  const palette = counted.size <= MOST ? [...counted.values()] : medianCut([...counted.values()]);
  const nearest = new Map<number, number>();
  const own = new Map(palette.map(({ rgba: colour }, i) => [keyOf(colour), i]));
  const indices = Uint8Array.from(keys, (key) => {
    let index = own.get(key) ?? nearest.get(key);
    if (index === undefined) nearest.set(key, (index = nearestOf(palette, counted.get(key)!.rgba)));
    return index;
  });
  return { palette: Uint8Array.from(palette.flatMap(({ rgba: colour }) => colour)), indices };
}

/** The colour of each pixel as one number, and all colours; what is clear has no colour. */
function colours(rgba: Uint8Array): { keys: Float64Array; counted: Map<number, Counted> } {
  const keys = new Float64Array(rgba.length / 4);
  const counts = new Map<number, number>();
  for (let i = 0; i < keys.length; i++) {
    const key = rgba[4 * i + 3] === 0 ? 0 : keyOf(rgba.subarray(4 * i, 4 * i + 4));
    keys[i] = key;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const counted = new Map<number, Counted>();
  for (const [key, count] of counts) counted.set(key, { rgba: colourOf(key), count });
  return { keys, counted };
}

const keyOf = ([r, g, b, a]: ArrayLike<number> & Iterable<number>): number =>
  ((r * 256 + g) * 256 + b) * 256 + a;

function colourOf(key: number): Counted['rgba'] {
  const rgb = Math.floor(key / 256);
  return [rgb >> 16, (rgb >> 8) & 255, rgb & 255, key % 256];
}

/** The box whose colours differ most is cut at its mean, again and again. */
function medianCut(all: readonly Counted[]): Counted[] {
  const boxes = [boxOf(all)];
  while (boxes.length < MOST) {
    const widest = boxes.reduce((best, { spread }, i) => (spread > boxes[best].spread ? i : best), 0);
    const { colours: mixed, axis, mean, spread } = boxes[widest];
    if (spread === 0) break;
    boxes.splice(
      widest,
      1,
      boxOf(mixed.filter(({ rgba }) => rgba[axis] <= mean)),
      boxOf(mixed.filter(({ rgba }) => rgba[axis] > mean)),
    );
  }
  return boxes.map(({ colours: box }) => box.reduce((best, each) => (each.count > best.count ? each : best)));
}

interface Box {
  readonly colours: readonly Counted[];
  /** the channel that differs most, its mean, and the sum of its squared deviations */
  readonly axis: number;
  readonly mean: number;
  readonly spread: number;
}

function boxOf(box: readonly Counted[]): Box {
  const pixels = box.reduce((sum, { count }) => sum + count, 0);
  let widest: Omit<Box, 'colours'> = { axis: 0, mean: 0, spread: -1 };
  for (let axis = 0; axis < 4; axis++) {
    const mean = box.reduce((sum, { rgba, count }) => sum + rgba[axis] * count, 0) / pixels;
    const spread = box.reduce((sum, { rgba, count }) => sum + (rgba[axis] - mean) ** 2 * count, 0);
    if (spread > widest.spread) widest = { axis, mean, spread };
  }
  // a mean of equal values differs from them by the last digit
  const { axis } = widest;
  const even = box.every(({ rgba }) => rgba[axis] === box[0].rgba[axis]);
  return { colours: box, ...widest, spread: even ? 0 : widest.spread };
}

function nearestOf(palette: readonly Counted[], [r, g, b, a]: Counted['rgba']): number {
  let [best, least] = [0, Infinity];
  palette.forEach(({ rgba }, i) => {
    const far = (rgba[0] - r) ** 2 + (rgba[1] - g) ** 2 + (rgba[2] - b) ** 2 + (rgba[3] - a) ** 2;
    if (far < least) [best, least] = [i, far];
  });
  return best;
}
