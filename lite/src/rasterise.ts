import type { PngOptions } from '../../widgets/src/render/rasterise';

/**
 * The text of an SVG picture as bytes: a web worker cannot paint it, and JupyterLite shows it as it is. A background is
 * painted as the lowest rectangle.
 */
export function rasterise(svg: string, { background = 'white' }: PngOptions = {}): Uint8Array {
  const ground =
    background === 'transparent' ? '' : `<rect width="100%" height="100%" fill="${background}"/>`;
  const painted = svg.replace(/<svg[^>]*>/, (tag) => withViewBox(tag) + ground);
  return new TextEncoder().encode(painted);
}

/** In a worker there is nothing to wait for. */
export async function withPictures<T>(make: () => T | Promise<T>): Promise<T> {
  return make();
}

/** The opening tag with its width and height as the view box, without which a narrow page cuts the picture. */
function withViewBox(tag: string): string {
  const side = (name: string): string | undefined => new RegExp(` ${name}="([\\d.]+)"`).exec(tag)?.[1];
  const [width, height] = [side('width'), side('height')];
  return tag.includes('viewBox') || !width || !height
    ? tag
    : tag.replace('<svg', `<svg viewBox="0 0 ${width} ${height}"`);
}
