import type { Chart } from '../charts/chart';
import { type PngOptions, rasterise } from './rasterise';
import { toSvg } from './svg';

/**
 * A chart as the bytes of a PNG picture. On white (the default) axes and titles are dark, as in
 * print; on any other background they keep a grey that is readable on light and dark.
 */
export async function toPng(chart: Chart, options: PngOptions = {}): Promise<Uint8Array> {
  const white = (options.background ?? 'white') === 'white';
  return rasterise(await toSvg(chart, white ? { ink: '#333333' } : {}), options);
}
