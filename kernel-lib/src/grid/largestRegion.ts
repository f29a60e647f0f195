import { GRID_POINTS, GRID_SIZE } from './shapeGrid';

/**
 * Keeps the largest connected region (26 neighbours) of each binary shape of a batch and sets the
 * rest to 0, in place: a particle in solution is one piece.
 *
 * Works on runs of set voxels along z, joined by union-find where runs of neighbouring rows touch.
 *
 * @param grids count × 31³ of 0 and 1
 * @returns the number of regions that each shape had (0 for an empty one)
 */
export function largestRegion(grids: Uint8Array, count = 1): Int32Array {
  return Int32Array.from(keepLargestRegion(grids, count), ({ regions }) => regions);
}

/** Regions of a shape before all but the largest were removed. */
export interface KeptRegion {
  /** number of regions */
  readonly regions: number;
  /** share of its voxels that lay outside the largest: 0 for a shape of one piece */
  readonly lost: number;
}

/** `largestRegion`, with the number of regions and the lost share of each shape. */
export function keepLargestRegion(grids: Uint8Array, count = 1): KeptRegion[] {
  return Array.from({ length: count }, (_, g) =>
    workspace.keepLargest(grids.subarray(g * GRID_POINTS, (g + 1) * GRID_POINTS)),
  );
}

const MAX_RUNS = GRID_SIZE * GRID_SIZE * 16;

/** Runs of set voxels of one shape, reused from shape to shape. */
class Runs {
  private readonly first = new Int8Array(MAX_RUNS);
  private readonly last = new Int8Array(MAX_RUNS);
  private readonly parent = new Int32Array(MAX_RUNS);
  private readonly size = new Int32Array(MAX_RUNS);
  /** index of the first run of each row; one more at the end */
  private readonly rowStart = new Int32Array(GRID_SIZE * GRID_SIZE + 1);

  keepLargest(shape: Uint8Array): KeptRegion {
    const count = this.collect(shape);
    if (count === 0) return { regions: 0, lost: 0 };
    let voxels = 0;
    for (let run = 0; run < count; run++) voxels += this.size[run];
    for (let i = 0; i < GRID_SIZE; i++) {
      for (let j = 0; j < GRID_SIZE; j++) {
        const row = i * GRID_SIZE + j;
        if (this.rowStart[row] === this.rowStart[row + 1]) continue;
        if (j > 0) this.join(row, row - 1);
        if (i === 0) continue;
        this.join(row, row - GRID_SIZE);
        if (j > 0) this.join(row, row - GRID_SIZE - 1);
        if (j < GRID_SIZE - 1) this.join(row, row - GRID_SIZE + 1);
      }
    }
    const { regions, size } = this.erase(shape, count);
    return { regions, lost: 1 - size / voxels };
  }

  /** The runs of ones, row by row; a run ends with its row. */
  private collect(shape: Uint8Array): number {
    let count = 0,
      row = 0;
    for (let from = shape.indexOf(1); from >= 0; from = shape[from] === 1 ? from : shape.indexOf(1, from)) {
      const rowOfRun = Math.floor(from / GRID_SIZE);
      while (row <= rowOfRun) this.rowStart[row++] = count;
      const base = rowOfRun * GRID_SIZE;
      const zero = shape.indexOf(0, from);
      const end = zero < 0 ? base + GRID_SIZE : Math.min(zero, base + GRID_SIZE);
      this.first[count] = from - base;
      this.last[count] = end - 1 - base;
      this.parent[count] = count;
      this.size[count] = end - from;
      count++;
      from = end;
    }
    while (row <= GRID_SIZE * GRID_SIZE) this.rowStart[row++] = count;
    return count;
  }

  private join(rowA: number, rowB: number): void {
    const endA = this.rowStart[rowA + 1],
      endB = this.rowStart[rowB + 1];
    let a = this.rowStart[rowA],
      b = this.rowStart[rowB];
    while (a < endA && b < endB) {
      if (this.first[a] <= this.last[b] + 1 && this.first[b] <= this.last[a] + 1) this.union(a, b);
      if (this.last[a] < this.last[b]) a++;
      else b++;
    }
  }

  private root(run: number): number {
    while (this.parent[run] !== run) {
      this.parent[run] = this.parent[this.parent[run]];
      run = this.parent[run];
    }
    return run;
  }

  private union(a: number, b: number): void {
    const rootA = this.root(a),
      rootB = this.root(b);
    if (rootA === rootB) return;
    this.parent[rootB] = rootA;
    this.size[rootA] += this.size[rootB];
  }

  private erase(shape: Uint8Array, count: number): { regions: number; size: number } {
    let regions = 0,
      largest = 0;
    for (let run = 0; run < count; run++) {
      if (this.parent[run] !== run) continue;
      if (regions === 0 || this.size[run] > this.size[largest]) largest = run;
      regions++;
    }
    const size = this.size[largest];
    if (regions === 1) return { regions, size };
    for (let row = 0; row < GRID_SIZE * GRID_SIZE; row++) {
      for (let run = this.rowStart[row]; run < this.rowStart[row + 1]; run++) {
        if (this.root(run) === largest) continue;
        shape.fill(0, row * GRID_SIZE + this.first[run], row * GRID_SIZE + this.last[run] + 1);
      }
    }
    return { regions, size };
  }
}

/** One buffer of runs suffices, because shapes are cleaned one at a time. */
const workspace = new Runs();
