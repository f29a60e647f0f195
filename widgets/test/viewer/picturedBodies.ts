import type { Pixels } from '../pixels';

export const blue = (r: number, _g: number, b: number, a: number): boolean => a > 128 && b > r + 25;
export const orange = (r: number, _g: number, b: number, a: number): boolean => a > 128 && r > b + 25;

/** The left or right half of a picture. */
export function half(pixels: Pixels, side: 0 | 1): Pick<Pixels, 'width' | 'height' | 'at'> {
  const width = Math.floor(pixels.width / 2);
  return { width, height: pixels.height, at: (x, y) => pixels.at(x + side * width, y) };
}
