import type { Chart } from '../charts/chart';
import { InputError } from '../inputError';
import { base64 } from '../render/base64';
import { escapeText } from '../render/escape';
import { densityView } from '../viewer/densityView';
import { spreadView } from '../viewer/spreadView';
import type { View } from '../viewer/view';
import type { VolumeMap } from '../volume/volumeMap';
import { type CaptionedTable, htmlTable, isTable, type Table, textTable } from './htmlTable';
import { STILL_SCALE, stillPicture, stillPictureNow } from './stillPicture';

/**
 * Objects that a notebook can show: a chart, a view, a density map (as its `densityView`) or an object with a map and its spread,
 * a table of Arquero or rows, the bytes of a PNG picture.
 */
export type Showable = Chart | View | VolumeMap | Result | Table | CaptionedTable | Uint8Array;

/** An object with a map, such as a reconstruction. */
export interface Result {
  readonly map: VolumeMap;
  /** spread of the shapes at each grid point */
  readonly spread?: Float32Array;
}

const vegaLite = 'application/vnd.vegalite.v5+json';

/** One output in several forms by MIME type, with metadata. */
export interface Bundle {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/**
 * All forms of an output: a chart as a live Vega-Lite chart, as a picture for readers without one (an
 * exported page, GitHub), and as words; a view and a table as HTML and words; a picture as itself.
 * @throws InputError for anything else
 */
export async function bundle(shown: Showable): Promise<Bundle> {
  const now = bundleNow(shown);
  return isChart(shown) && !now.data['image/png'] ? withPicture(shown, await stillPicture(shown)) : now;
}

/**
 * The forms of an output that can be made synchronously: all of them, except the still picture of a chart that
 * contains pictures.
 * @throws InputError for objects that cannot be shown
 */
export function bundleNow(shown: Showable): Bundle {
  if (shown instanceof Uint8Array) return picture(shown, 'picture', 1);
  if (isView(shown)) {
    return {
      data: { 'text/html': shown.html, 'text/plain': `${shown.title}: ${shown.description}` },
      metadata: {},
    };
  }
  if (isChart(shown)) return withPicture(shown, stillPictureNow(shown));
  if (isMap(shown)) return bundleNow(densityView(shown));
  if (isResult(shown)) {
    const { map, spread } = shown;
    return bundleNow(spread?.length === map.values.length ? spreadView(map, spread) : densityView(map));
  }
  if (isTable(shown)) {
    return { data: { 'text/html': htmlTable(shown), 'text/plain': textTable(shown) }, metadata: {} };
  }
  throw new InputError(
    `show was given ${word(shown)}; expected a chart, a view, a density map, a table or a PNG`,
  );
}

/** A chart without its picture, for outputs that will soon be replaced. */
export function chartBundle(chart: Chart): Bundle {
  return { data: { [vegaLite]: chart, 'text/plain': chart.description }, metadata: {} };
}

function withPicture(chart: Chart, png: Uint8Array | undefined): Bundle {
  if (!png) return chartBundle(chart);
  const still = picture(png, chart.description, STILL_SCALE);
  return { data: { ...chartBundle(chart).data, ...still.data }, metadata: still.metadata };
}

/** A PNG with its text alternative and the width at which it is shown, or an SVG where pictures are drawn as such. */
function picture(png: Uint8Array, alt: string, pixelsPerPixel: number): Bundle {
  if (isSvg(png)) return drawing(png, alt);
  if (!isPng(png)) {
    throw new InputError(
      `show was given ${png.length} bytes that are no PNG picture: toPng makes one from a chart`,
    );
  }
  const width = Math.round(new DataView(png.buffer, png.byteOffset).getUint32(16) / pixelsPerPixel);
  return { data: { 'image/png': base64(png), 'text/plain': alt }, metadata: { 'image/png': { alt, width } } };
}

/** An SVG as an image: no script in it runs, and it is never wider than the page. */
function drawing(svg: Uint8Array, alt: string): Bundle {
  const html = `<img alt="${escapeText(alt)}" src="data:image/svg+xml;base64,${base64(svg)}" style="max-width:100%;height:auto">`;
  return { data: { 'text/html': html, 'text/plain': alt }, metadata: {} };
}

const isSvg = (bytes: Uint8Array): boolean =>
  bytes.length > 24 && new TextDecoder().decode(bytes.subarray(0, 5)) === '<svg ';

const isPng = (bytes: Uint8Array): boolean => bytes.length > 24 && bytes[0] === 0x89 && bytes[1] === 0x50;

function isView(shown: object | undefined): shown is View {
  return (shown as View | undefined)?.kind === 'view';
}

function isChart(shown: object | undefined): shown is Chart {
  return typeof (shown as Chart | undefined)?.$schema === 'string';
}

function isMap(shown: object | undefined): shown is VolumeMap {
  const map = shown as Partial<VolumeMap> | undefined;
  return ArrayBuffer.isView(map?.values) && Array.isArray(map?.size) && map.size.length === 3;
}

function isResult(shown: object | undefined): shown is Result {
  return isMap((shown as Partial<Result> | undefined)?.map);
}

/** Description of a value passed to `show`. */
function word(value: unknown): string {
  if (value instanceof Promise) return 'a promise (write await before it)';
  if (ArrayBuffer.isView(value))
    return `numbers (${value.constructor.name}); shapeMap makes a map from a shape`;
  if (value === null || typeof value !== 'object') return String(value);
  const names = Object.keys(value);
  return names.length > 0 ? `an object with ${names.slice(0, 6).join(', ')}` : 'an empty object';
}
