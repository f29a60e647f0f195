import { InputError } from '../inputError';
import type { Scatterers } from './scatterers';
import { cbrt } from '../elementary';

/** Pieces of the solvent around a structure. */
export interface LayerPoints {
  /** x, y, z of the centre of each piece in turn, in Å */
  readonly xyz: Float64Array;
  /** volume of each piece in Å³ */
  readonly volume: Float64Array;
  /** mean square distance in Å² of a piece's volume from its centre */
  readonly spread: number;
}

/** Options of `layerPoints`. */
export interface LayerOptions {
  /** thickness in Å; default 3 (Svergun, Barberato & Koch 1995) */
  readonly thickness?: number;
}

const THICKNESS = 3;
/** Edge of a cell in Å, and the largest number of cells in the box, above which the edge grows. */
const CELL = 1.5,
  MOST_CELLS = 40_000_000,
  LARGEST_CELL = 6;
/** Radius in Å of a water molecule that rolls over the surface: clefts that it does not enter hold no layer. */
const PROBE = 1.4;

/**
 * The hydration layer as cells of a lattice: outside the surface of the groups, within `thickness` of it, and covered
 * by a water molecule that fits there. A cell cut by the outer surface counts in part.
 *
 * @throws InputError when the structure is too large for a lattice, as with coordinates in another unit than Å
 */
export function layerPoints({ xyz, kindOf, kinds }: Scatterers, options: LayerOptions = {}): LayerPoints {
  const thickness = options.thickness ?? THICKNESS;
  const reach = thickness + 1;
  const widest = kinds.reduce((most, { radius }) => Math.max(most, radius), 0) + reach;
  const box = new Box(xyz, widest + PROBE);
  const gap = new Float32Array(box.cells).fill(reach);
  for (let i = 0; i < kindOf.length; i++) {
    const { radius } = kinds[kindOf[i]];
    box.around(xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2], radius + reach, (cell, d2) => {
      if (gap[cell] + radius > 0 && d2 < (gap[cell] + radius) ** 2) gap[cell] = Math.sqrt(d2) - radius;
    });
  }
  return outside(box, gap, thickness);
}

/** Cells within `thickness` of the surface that the probe reaches. */
function outside(box: Box, gap: Float32Array, thickness: number): LayerPoints {
  const half = box.edge / 2;
  const steps = box.offsets(PROBE + half);
  const pieces = new Pieces(box);
  for (let cell = 0; cell < gap.length; cell++) {
    const distance = gap[cell];
    if (distance <= -half || distance >= thickness + half) continue;
    if (distance < PROBE && !probeFits(gap, cell, steps)) continue;
    const inner = Math.min(1, Math.max(0, (distance + half) / box.edge)),
      outer = Math.min(1, Math.max(0, (thickness - distance + half) / box.edge));
    pieces.add(cell, Math.min(inner, outer) * box.edge ** 3);
  }
  return pieces.points();
}

function probeFits(gap: Float32Array, cell: number, steps: readonly number[]): boolean {
  for (let s = 0; s < steps.length; s++) if (gap[cell + steps[s]] >= PROBE) return true;
  return false;
}

/** Cells joined in blocks of 2 × 2 × 2, each a piece about its own centre of mass. */
class Pieces {
  private readonly sums = new Map<number, Float64Array>();

  constructor(private readonly box: Box) {}

  add(cell: number, volume: number): void {
    const [x, y, z] = this.box.centre(cell),
      key = this.box.block(cell);
    let sum = this.sums.get(key);
    if (sum === undefined) this.sums.set(key, (sum = new Float64Array(5)));
    sum[0] += volume;
    sum[1] += volume * x;
    sum[2] += volume * y;
    sum[3] += volume * z;
    sum[4] += volume * (x * x + y * y + z * z);
  }

  points(): LayerPoints {
    const xyz = new Float64Array(3 * this.sums.size),
      volume = new Float64Array(this.sums.size);
    let at = 0,
      total = 0,
      squares = 0;
    for (const [v, x, y, z, square] of this.sums.values()) {
      xyz.set([x / v, y / v, z / v], 3 * at);
      volume[at++] = v;
      total += v;
      squares += square - (x * x + y * y + z * z) / v;
    }
    return { xyz, volume, spread: total > 0 ? squares / total + this.box.edge ** 2 / 4 : 0 };
  }
}

/** A box of cubic cells around points. */
class Box {
  readonly edge: number;
  readonly cells: number;
  private readonly low: readonly number[];
  private readonly size: readonly number[];

  constructor(xyz: Float64Array, margin: number) {
    const low = [Infinity, Infinity, Infinity],
      high = [-Infinity, -Infinity, -Infinity];
    for (let i = 0; i < xyz.length; i++) {
      low[i % 3] = Math.min(low[i % 3], xyz[i]);
      high[i % 3] = Math.max(high[i % 3], xyz[i]);
    }
    const volume = high.reduce((product, value, axis) => product * (value - low[axis] + 2 * margin), 1);
    this.edge = Math.max(CELL, cbrt(volume / MOST_CELLS));
    if (!(this.edge < LARGEST_CELL)) {
      const extent = Math.max(...high.map((value, axis) => value - low[axis]));
      throw new InputError(
        `The structure extends over ${extent.toFixed(0)} Å, too far for a hydration layer: expected one molecule with coordinates in Å.`,
      );
    }
    this.low = low.map((value) => value - margin - this.edge);
    this.size = high.map(
      (value, axis) => Math.ceil((value + margin + this.edge - this.low[axis]) / this.edge) + 1,
    );
    this.cells = this.size[0] * this.size[1] * this.size[2];
  }

  /** Calls `visit` with each cell whose centre is within `radius`, and the squared distance in Å². */
  around(x: number, y: number, z: number, radius: number, visit: (cell: number, d2: number) => void): void {
    const { edge, low, size } = this;
    const first = (value: number, axis: number): number => Math.ceil((value - radius - low[axis]) / edge),
      last = (value: number, axis: number): number => Math.floor((value + radius - low[axis]) / edge);
    const [lastI, firstJ, lastJ] = [last(x, 0), first(y, 1), last(y, 1)];
    for (let i = first(x, 0); i <= lastI; i++) {
      const dx = low[0] + i * edge - x;
      for (let j = firstJ; j <= lastJ; j++) {
        const dy = low[1] + j * edge - y,
          left = radius * radius - dx * dx - dy * dy;
        if (left <= 0) continue;
        const half = Math.sqrt(left),
          row = (i * size[1] + j) * size[2],
          end = Math.floor((z + half - low[2]) / edge);
        for (let k = Math.ceil((z - half - low[2]) / edge); k <= end; k++) {
          const dz = low[2] + k * edge - z;
          visit(row + k, dx * dx + dy * dy + dz * dz);
        }
      }
    }
  }

  /** Offsets of the indices of the cells within `radius`. */
  offsets(radius: number): number[] {
    const reach = Math.floor(radius / this.edge),
      found: number[] = [];
    for (let i = -reach; i <= reach; i++) {
      for (let j = -reach; j <= reach; j++) {
        for (let k = -reach; k <= reach; k++) {
          if ((i * i + j * j + k * k) * this.edge ** 2 <= radius * radius) {
            found.push((i * this.size[1] + j) * this.size[2] + k);
          }
        }
      }
    }
    return found;
  }

  /** Number of the block of 2 × 2 × 2 cells that holds a cell. */
  block(cell: number): number {
    const { size } = this;
    const k = cell % size[2],
      ij = (cell - k) / size[2],
      j = ij % size[1],
      i = (ij - j) / size[1];
    return ((i >> 1) * size[1] + (j >> 1)) * size[2] + (k >> 1);
  }

  centre(cell: number): [number, number, number] {
    const { low, size, edge } = this;
    const k = cell % size[2],
      ij = (cell - k) / size[2],
      j = ij % size[1];
    return [low[0] + ((ij - j) / size[1]) * edge, low[1] + j * edge, low[2] + k * edge];
  }
}
