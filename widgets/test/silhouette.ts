import type { Pixels } from './pixels';

/** Where a picture shows a body, cut to its outline's box and brought to a grid of one size. */
export interface Silhouette {
  readonly cells: readonly boolean[];
  /** height over width of the box */
  readonly shape: number;
}

const cellsAcross = 48;

/** Silhouette of the pixels for which the test holds. */
export function silhouette(
  pixels: Pick<Pixels, 'width' | 'height' | 'at'>,
  test: (r: number, g: number, b: number, a: number) => boolean,
): Silhouette {
  const hits: [number, number][] = [];
  for (let y = 0; y < pixels.height; y++) {
    for (let x = 0; x < pixels.width; x++) if (test(...pixels.at(x, y))) hits.push([x, y]);
  }
  if (hits.length === 0) throw new Error('the picture shows no body');
  const [left, right] = [Math.min, Math.max].map((extreme) =>
    hits.reduce((a, [x]) => extreme(a, x), hits[0][0]),
  );
  const [top, bottom] = [Math.min, Math.max].map((extreme) =>
    hits.reduce((a, [, y]) => extreme(a, y), hits[0][1]),
  );
  const cells = Array.from({ length: cellsAcross ** 2 }, (_, at) => {
    const x = Math.floor(left + (((at % cellsAcross) + 0.5) / cellsAcross) * (right + 1 - left));
    const y = Math.floor(top + ((Math.floor(at / cellsAcross) + 0.5) / cellsAcross) * (bottom + 1 - top));
    return test(...pixels.at(x, y));
  });
  return { cells, shape: (bottom + 1 - top) / (right + 1 - left) };
}

/** Cells that both cover over cells that either covers. */
export function overlap(a: Silhouette, b: Silhouette): number {
  let both = 0;
  let either = 0;
  a.cells.forEach((cell, at) => {
    both += Number(cell && b.cells[at]);
    either += Number(cell || b.cells[at]);
  });
  return both / either;
}

/** The silhouette seen in a mirror. */
export function flipped({ cells, shape }: Silhouette): Silhouette {
  return {
    cells: cells.map((_, at) => cells[at - (at % cellsAcross) + cellsAcross - 1 - (at % cellsAcross)]),
    shape,
  };
}
