import type { NglVolume } from './ngl';

/** A density on a grid, x running fastest. */
export interface Density {
  readonly size: readonly [number, number, number];
  readonly step: number;
  readonly origin: readonly [number, number, number];
  readonly values: Float32Array;
}

/** Volume in Å³ of the cells at or above a level: the values are sorted once and searched by level. */
export function volumeMeter(density: Density): (level: number) => number {
  const sorted = density.values.slice().sort();
  return (level) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < level) low = middle + 1;
      else high = middle;
    }
    return (sorted.length - low) * density.step ** 3;
  };
}

/** The density reflected in the plane x = plane, in Å. */
export function mirroredDensity(density: Density, plane: number): Density {
  const [nx] = density.size;
  const [x, y, z] = density.origin;
  const values = density.values.map((_, at, all) => all[at - (at % nx) + (nx - 1 - (at % nx))]);
  return { ...density, origin: [2 * plane - x - density.step * (nx - 1), y, z], values };
}

/**
 * The cubic B-spline with the grid values as coefficients, at twice as many points along each axis:
 * the same smoothing as in the pictures of the library, so that a surface has no facets.
 */
export function smoothed(density: Density): Density {
  let { values } = density;
  const size: [number, number, number] = [...density.size];
  let inner = 1;
  for (const axis of [0, 1, 2]) {
    values = splineAlong(values, size[axis], inner);
    size[axis] = 2 * size[axis] - 1;
    inner *= size[axis];
  }
  return { size, step: density.step / 2, origin: density.origin, values };
}

/** Spline values at grid points, (1 4 1)/6, and half way between them, (1 23 23 1)/48. */
function splineAlong(values: Float32Array, count: number, inner: number): Float32Array {
  const outer = values.length / (count * inner);
  const fine = 2 * count - 1;
  const result = new Float32Array(outer * fine * inner);
  for (let o = 0; o < outer; o++) {
    for (let m = 0; m < fine; m++) {
      const weights = m % 2 ? [1 / 48, 23 / 48, 23 / 48, 1 / 48] : [1 / 6, 4 / 6, 1 / 6];
      weights.forEach((weight, tap) => {
        const at = (m >> 1) - 1 + tap;
        if (at < 0 || at >= count) return;
        const from = (o * count + at) * inner;
        const to = (o * fine + m) * inner;
        for (let i = 0; i < inner; i++) result[to + i] += weight * values[from + i];
      });
    }
  }
  return result;
}

export function nglVolume(density: Density, name: string): NglVolume {
  const volume = new NGL.Volume(name, '', density.values, ...density.size);
  const {
    step,
    origin: [x, y, z],
  } = density;
  volume.setMatrix(new NGL.Matrix4().set(step, 0, 0, x, 0, step, 0, y, 0, 0, step, z, 0, 0, 0, 1));
  return volume;
}

export function centreOf(density: Density): [number, number, number] {
  return [0, 1, 2].map((axis) => density.origin[axis] + (density.step * (density.size[axis] - 1)) / 2) as [
    number,
    number,
    number,
  ];
}

/** Corners of a box in Å. */
export interface Box {
  readonly low: number[];
  readonly high: number[];
  /** width in Å required across the screen, where larger than the box */
  readonly wide?: number;
  /** height in Å required across the screen; default nine tenths of the diagonal */
  readonly tall?: number;
}

/** The box around boxes. */
export function joinedBox(boxes: readonly Box[]): Box {
  return {
    low: [0, 1, 2].map((axis) => Math.min(...boxes.map(({ low }) => low[axis]))),
    high: [0, 1, 2].map((axis) => Math.max(...boxes.map(({ high }) => high[axis]))),
  };
}

/** The box around the points at or above a level. */
export function bodyBox(density: Density, level: number): Box {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  const [nx, ny] = density.size;
  density.values.forEach((value, at) => {
    if (value < level) return;
    [at % nx, Math.floor(at / nx) % ny, Math.floor(at / (nx * ny))].forEach((index, axis) => {
      const place = density.origin[axis] + density.step * index;
      low[axis] = Math.min(low[axis], place);
      high[axis] = Math.max(high[axis], place);
    });
  });
  return low[0] > high[0]
    ? { low: [...density.origin], high: centreOf(density).map((c, axis) => 2 * c - density.origin[axis]) }
    : { low, high };
}
