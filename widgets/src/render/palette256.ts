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
  const chosen = counted.size <= MOST ? [...counted.values()] : medianCut([...counted.values()]);
  const palette = Uint8Array.from(chosen.flatMap(({ rgba: colour }) => colour));
  const index = new Map(chosen.map(({ rgba: [r, g, b, a] }, i) => [keyOf(r, g, b, a), i]));
  for (const [key, { rgba: colour }] of counted)
    if (!index.has(key)) index.set(key, nearestOf(palette, colour));
  const indices = new Uint8Array(keys.length);
  for (let i = 0; i < keys.length; i++)
    // most pixels are like the one before
    indices[i] = i > 0 && keys[i] === keys[i - 1] ? indices[i - 1] : index.get(keys[i])!;
  return { palette, indices };
}

/** The colour of each pixel as one number, and all colours; what is clear has no colour. */
function colours(rgba: Uint8Array): { keys: Float64Array; counted: Map<number, Counted> } {
  const keys = new Float64Array(rgba.length / 4);
  const counts = new Map<number, number>();
  let from = 0;
  for (let i = 0; i < keys.length; i++) {
    const at = 4 * i;
    keys[i] = rgba[at + 3] === 0 ? 0 : keyOf(rgba[at], rgba[at + 1], rgba[at + 2], rgba[at + 3]);
    if (keys[i] === keys[from]) continue;
    counts.set(keys[from], (counts.get(keys[from]) ?? 0) + i - from);
    from = i;
  }
  if (keys.length > 0) counts.set(keys[from], (counts.get(keys[from]) ?? 0) + keys.length - from);
  const counted = new Map<number, Counted>();
  for (const [key, count] of counts) counted.set(key, { rgba: colourOf(key), count });
  return { keys, counted };
}

const keyOf = (r: number, g: number, b: number, a: number): number => ((r * 256 + g) * 256 + b) * 256 + a;

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

/** Index of the colour of the palette that is nearest to one. */
function nearestOf(palette: Uint8Array, [r, g, b, a]: Counted['rgba']): number {
  let [best, least] = [0, Infinity];
  for (let at = 0; at < palette.length; at += 4) {
    const far =
      (palette[at] - r) ** 2 +
      (palette[at + 1] - g) ** 2 +
      (palette[at + 2] - b) ** 2 +
      (palette[at + 3] - a) ** 2;
    if (far < least) [best, least] = [at / 4, far];
  }
  return best;
}
