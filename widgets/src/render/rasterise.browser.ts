import type { PngOptions } from './rasterise';

/** Placeholder of a picture that is still to be drawn: one transparent pixel. */
const NONE = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);

const drawn = new Map<string, Uint8Array>();
const wanted = new Map<string, { svg: string; options: PngOptions }>();

/**
 * An SVG picture as PNG if already drawn; otherwise one transparent pixel, and the picture is queued: a browser draws
 * pictures only asynchronously, see `withPictures`.
 */
export function rasterise(svg: string, options: PngOptions = {}): Uint8Array {
  const key = JSON.stringify([options.scale, options.background]) + svg;
  const found = drawn.get(key);
  if (!found) wanted.set(key, { svg, options });
  return found ?? NONE;
}

/**
 * Makes something with pictures in it, such as a view or a report: the first call requests its pictures, then they are
 * drawn, and the second call uses them.
 *
 *     const page = await withPictures(() => report(parts));
 */
export async function withPictures<T>(make: () => T | Promise<T>): Promise<T> {
  try {
    const first = await make();
    if (wanted.size === 0) return first;
    for (const [key, { svg, options }] of wanted) drawn.set(key, await draw(svg, options));
    return await make();
  } finally {
    drawn.clear();
    wanted.clear();
  }
}

async function draw(svg: string, { scale = 2, background = 'white' }: PngOptions): Promise<Uint8Array> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.naturalWidth * scale, image.naturalHeight * scale].map(Math.round);
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  if (background !== 'transparent') {
    pen.fillStyle = background;
    pen.fillRect(0, 0, canvas.width, canvas.height);
  }
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the browser draws no picture');
  return new Uint8Array(await blob.arrayBuffer());
}
