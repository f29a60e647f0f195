import type { Chart } from '../charts/chart';
import { compactPng } from '../render/compactPng';
import { toPng } from '../render/png';
import { rasterise } from '../render/rasterise';
import { svgNow } from './svgNow';

/** Pixels of a picture per pixel of the page, for sharp pictures on fine screens and in print. */
export const STILL_SCALE = 2;

/** Colour of the text of a picture on white paper. */
const ink = '#333333';

/** A chart as a PNG, for readers without a live chart; undefined where there are none. */
export async function stillPicture(chart: Chart): Promise<Uint8Array | undefined> {
  return compactPng(await toPng(chart, { scale: STILL_SCALE }));
}

/** The same synchronously; undefined also for a chart that contains pictures. */
export function stillPictureNow(chart: Chart): Uint8Array | undefined {
  const svg = svgNow(chart, { ink });
  return svg === undefined ? undefined : compactPng(rasterise(svg, { scale: STILL_SCALE }));
}
