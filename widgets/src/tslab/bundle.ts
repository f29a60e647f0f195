import type { Chart } from '../charts/chart';
import { InputError } from '../inputError';
import { toPng } from '../render/png';
import type { View } from '../viewer/view';

/** What a notebook can show: a chart, a view, or the bytes of a PNG picture. */
export type Showable = Chart | View | Uint8Array;

const vegaLite = 'application/vnd.vegalite.v5+json';

/** The forms of one output by MIME type. */
export type Bundle = Readonly<Record<string, unknown>>;

/**
 * All forms of an output: a chart as a live Vega-Lite chart, as a picture for readers without one (an
 * exported page, GitHub), and as words; a view as HTML and words; a picture as itself.
 * @throws InputError for anything else
 */
export async function bundle(shown: Showable): Promise<Bundle> {
  if (shown instanceof Uint8Array) return { 'image/png': base64(shown), 'text/plain': 'picture' };
  if (isView(shown)) return { 'text/html': shown.html, 'text/plain': `${shown.title}: ${shown.description}` };
  if (!isChart(shown)) throw new InputError('show takes a chart, a view or the bytes of a PNG picture');
  return { ...chartBundle(shown), 'image/png': base64(await toPng(shown)) };
}

/** A chart without its picture, for outputs that are soon replaced. */
export function chartBundle(chart: Chart): Bundle {
  return { [vegaLite]: chart, 'text/plain': chart.description };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function isView(shown: object | undefined): shown is View {
  return (shown as View | undefined)?.kind === 'view';
}

function isChart(shown: object | undefined): shown is Chart {
  return typeof (shown as Chart | undefined)?.$schema === 'string';
}
