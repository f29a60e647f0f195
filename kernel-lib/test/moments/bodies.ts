import { Random } from '../../src/random';

/** Calls visit for every point of the 31³ grid with coordinates −15…15 about the centre. */
export function eachPoint(visit: (index: number, i: number, j: number, k: number) => void): void {
  for (let i = -15, index = 0; i <= 15; i++) {
    for (let j = -15; j <= 15; j++) {
      for (let k = -15; k <= 15; k++, index++) visit(index, i, j, k);
    }
  }
}

/** A ball of the given radius in grid steps. */
export function ball(radius: number): Uint8Array {
  const grid = new Uint8Array(31 ** 3);
  eachPoint((index, i, j, k) => (grid[index] = i * i + j * j + k * k <= radius * radius ? 1 : 0));
  return grid;
}

/** A union of a few random ellipsoids within 13.5 steps of the centre: lopsided, in one hand only. */
export function lumps(seed: number): Uint8Array {
  const random = new Random(seed);
  const grid = new Uint8Array(31 ** 3);
  for (let part = 0; part < 5; part++) {
    const centre = [0, 1, 2].map(() => random.between(-6, 6));
    const axes = [0, 1, 2].map(() => random.between(2, 6));
    eachPoint((index, i, j, k) => {
      if (i * i + j * j + k * k > 182.25) return;
      const d = [i, j, k].reduce((sum, x, a) => sum + ((x - centre[a]) / axes[a]) ** 2, 0);
      if (d <= 1) grid[index] = 1;
    });
  }
  return grid;
}

/** Occupancies 0…1 without any pattern inside 13.5 steps. */
export function noise(seed: number): Float32Array {
  const random = new Random(seed);
  const grid = new Float32Array(31 ** 3);
  eachPoint((index, i, j, k) => (grid[index] = i * i + j * j + k * k <= 182.25 ? random.uniform() : 0));
  return grid;
}
