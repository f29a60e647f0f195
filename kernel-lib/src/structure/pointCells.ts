import { cbrt, hypot } from '../elementary';

/** Points sorted into cubes, so that the nearest one is found among few candidates. */
export class PointCells {
  private readonly members = new Map<number, number[]>();

  /** @param edge edge of a cube, in the unit of the points: about the distance of neighbours */
  constructor(private readonly edge: number) {}

  /** Adds points given as x, y, z in turn. */
  add(xyz: ArrayLike<number>): void {
    for (let p = 0; p + 2 < xyz.length; p += 3) {
      const key = cellKey(this.cell(xyz[p]), this.cell(xyz[p + 1]), this.cell(xyz[p + 2]));
      const members = this.members.get(key);
      if (members === undefined) this.members.set(key, [xyz[p], xyz[p + 1], xyz[p + 2]]);
      else members.push(xyz[p], xyz[p + 1], xyz[p + 2]);
    }
  }

  /** Smallest distance of a point from (x, y, z) that is ≥ `least`; Infinity if none is ≤ `limit`. */
  nearest(x: number, y: number, z: number, limit: number, least = 0): number {
    const margin = Math.min(this.toFace(x), this.toFace(y), this.toFace(z));
    let best = this.nearestInShell(x, y, z, 0, least);
    for (let shell = 1; margin + (shell - 1) * this.edge <= Math.min(best, limit); shell++) {
      best = Math.min(best, this.nearestInShell(x, y, z, shell, least));
    }
    return best <= limit ? best : Infinity;
  }

  /** The smallest distance among the cubes whose largest offset along an axis is `shell`. */
  private nearestInShell(x: number, y: number, z: number, shell: number, least: number): number {
    const i = this.cell(x),
      j = this.cell(y),
      k = this.cell(z);
    let best = Infinity;
    for (let a = -shell; a <= shell; a++) {
      for (let b = -shell; b <= shell; b++) {
        const step = Math.abs(a) === shell || Math.abs(b) === shell ? 1 : 2 * shell;
        for (let c = -shell; c <= shell; c += step) {
          const members = this.members.get(cellKey(i + a, j + b, k + c));
          for (let p = 0; members !== undefined && p < members.length; p += 3) {
            const dx = members[p] - x,
              dy = members[p + 1] - y,
              dz = members[p + 2] - z;
            const d = Math.sqrt(dx * dx + dy * dy + dz * dz);
            if (d >= least && d < best) best = d;
          }
        }
      }
    }
    return best;
  }

  /** Distance to the nearer face of the cube along one axis. */
  private toFace(value: number): number {
    const inside = value - this.edge * this.cell(value);
    return Math.max(0, Math.min(inside, this.edge - inside));
  }

  private cell(value: number): number {
    return Math.floor(value / this.edge);
  }
}

/** Mean number of points per cube in a search for neighbours. */
const POINTS_PER_CUBE = 3;

/**
 * Median distance of a point from its nearest neighbour, in the unit of the points; points that
 * coincide (within 1e-6) are not neighbours. NaN for fewer than two points.
 *
 * @param xyz x, y, z of each point in turn
 */
export function medianNearestDistance(xyz: ArrayLike<number>): number {
  const low = [Infinity, Infinity, Infinity],
    high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < xyz.length; i++) {
    low[i % 3] = Math.min(low[i % 3], xyz[i]);
    high[i % 3] = Math.max(high[i % 3], xyz[i]);
  }
  const extent = high.map((value, axis) => value - low[axis]);
  const diagonal = hypot(...extent);
  if (!(diagonal > 0)) return NaN;
  const volume = extent.reduce((product, value) => product * Math.max(value, diagonal / 100), 1);
  const cells = new PointCells(cbrt((POINTS_PER_CUBE * 3 * volume) / xyz.length));
  cells.add(xyz);
  const distances: number[] = [];
  for (let p = 0; p < xyz.length; p += 3) {
    const nearest = cells.nearest(xyz[p], xyz[p + 1], xyz[p + 2], diagonal, 1e-6);
    if (Number.isFinite(nearest)) distances.push(nearest);
  }
  distances.sort((a, b) => a - b);
  const middle = distances.length >> 1;
  return distances.length % 2 === 1 ? distances[middle] : (distances[middle - 1] + distances[middle]) / 2;
}

/** One number for a cube within 10 000 of the origin along each axis. */
function cellKey(i: number, j: number, k: number): number {
  return ((i + 1e4) * 2e4 + (j + 1e4)) * 2e4 + (k + 1e4);
}
