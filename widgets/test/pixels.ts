import { PNG } from 'pngjs';

/** Pixels of a PNG picture, for counting. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** share of pixels for which the test holds */
  share(test: (r: number, g: number, b: number, a: number) => boolean): number;
  at(x: number, y: number): [number, number, number, number];
}

export function pixelsOf(png: Uint8Array): Pixels {
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  const at = (x: number, y: number): [number, number, number, number] => {
    const k = 4 * (y * width + x);
    return [data[k], data[k + 1], data[k + 2], data[k + 3]];
  };
  return {
    width,
    height,
    at,
    share(test) {
      let count = 0;
      for (let k = 0; k < data.length; k += 4)
        if (test(data[k], data[k + 1], data[k + 2], data[k + 3])) count++;
      return count / (width * height);
    },
  };
}

/** Whether a pixel is near a colour written #rrggbb. */
export function near(
  colour: string,
  tolerance = 40,
): (r: number, g: number, b: number, a: number) => boolean {
  const [r0, g0, b0] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return (r, g, b, a) => a > 200 && Math.abs(r - r0) + Math.abs(g - g0) + Math.abs(b - b0) < tolerance;
}
