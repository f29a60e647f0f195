import { Resvg } from '@resvg/resvg-js';
import { fontFiles } from './fonts';

/** Options of `rasterise` and `toPng`. */
export interface PngOptions {
  /** pixels per unit of the drawing, default 2 */
  readonly scale?: number;
  /** colour of the background, default white; 'transparent' for none */
  readonly background?: string;
}

/** The text of an SVG picture as the bytes of a PNG, with the fonts of the package. */
export function rasterise(svg: string, options: PngOptions = {}): Uint8Array {
  const { scale = 2, background = 'white' } = options;
  const resvg = new Resvg(svg, {
    background: background === 'transparent' ? undefined : background,
    fitTo: { mode: 'zoom', value: scale },
    font: { fontFiles: fontFiles(), loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
  });
  return resvg.render().asPng();
}

/**
 * Makes something with pictures in it, such as a view or a report. In a browser pictures are drawn asynchronously, and
 * this function is required; in Node it only calls `make`.
 *
 *     const page = await withPictures(() => report(parts));
 */
export async function withPictures<T>(make: () => T | Promise<T>): Promise<T> {
  return make();
}
