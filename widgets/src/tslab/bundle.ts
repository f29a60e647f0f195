import type { Chart } from '../charts/chart';
import { InputError } from '../inputError';
import { base64 } from '../render/base64';
import { toPng } from '../render/png';
import type { View } from '../viewer/view';

/** What a notebook can show: a chart, a view, or the bytes of a PNG picture. */
export type Showable = Chart | View | Uint8Array;

const vegaLite = 'application/vnd.vegalite.v5+json';

/** One output in several forms by MIME type, and what is to be known about them. */
export interface Bundle {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Pixels of a picture for each pixel of the page: pictures are sharp on fine screens and in print. */
const scale = 2;

/**
 * All forms of an output: a chart as a live Vega-Lite chart, as a picture for readers without one (an
 * exported page, GitHub), and as words; a view as HTML and words; a picture as itself.
 * @throws InputError for anything else
 */
export async function bundle(shown: Showable): Promise<Bundle> {
  if (shown instanceof Uint8Array) return picture(shown, 'picture', 1);
  if (isView(shown)) {
    return {
      data: { 'text/html': shown.html, 'text/plain': `${shown.title}: ${shown.description}` },
      metadata: {},
    };
  }
  if (!isChart(shown)) throw new InputError('show takes a chart, a view or the bytes of a PNG picture');
  const still = picture(await toPng(shown, { scale }), shown.description, scale);
  return { data: { ...chartBundle(shown).data, ...still.data }, metadata: still.metadata };
}

/** A chart without its picture, for outputs that are soon replaced. */
export function chartBundle(chart: Chart): Bundle {
  return { data: { [vegaLite]: chart, 'text/plain': chart.description }, metadata: {} };
}

/** A PNG with its text alternative and the width at which it is shown. */
function picture(png: Uint8Array, alt: string, pixelsPerPixel: number): Bundle {
  const width = Math.round(new DataView(png.buffer, png.byteOffset).getUint32(16) / pixelsPerPixel);
  return { data: { 'image/png': base64(png), 'text/plain': alt }, metadata: { 'image/png': { alt, width } } };
}

function isView(shown: object | undefined): shown is View {
  return (shown as View | undefined)?.kind === 'view';
}

function isChart(shown: object | undefined): shown is Chart {
  return typeof (shown as Chart | undefined)?.$schema === 'string';
}
