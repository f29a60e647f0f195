import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulatedCurve } from '../../src/evaluate/simulatedCurve';
import type { DatasetEntry } from '../../src/node/evaluation/dataset';
import { Random } from '../../src/random';

/** Points evenly spread in an ellipsoid, in Å. */
export function ellipsoidPoints(
  axes: readonly [number, number, number],
  count: number,
  seed: number,
): Float64Array {
  const random = new Random(seed);
  const points: number[] = [];
  while (points.length < 3 * count) {
    const p = axes.map(() => random.between(-1, 1));
    if (p[0] ** 2 + p[1] ** 2 + p[2] ** 2 <= 1) points.push(...p.map((value, axis) => value * axes[axis]));
  }
  return Float64Array.from(points);
}

/** Entries with models of different shapes and simulated curves. */
export function syntheticEntries(count: number): DatasetEntry[] {
  return Array.from({ length: count }, (_, i) => {
    const xyz = ellipsoidPoints([18 + 3 * i, 14, 12 + i], 200, 10 + i);
    return {
      id: `BODY${i + 1}`,
      curve: () => simulatedCurve(xyz, 0, 100 + i),
      model: () => ({ xyz, radius: 4, kind: i % 2 === 0 ? 'atomic' : 'bead' }),
    };
  });
}

/** Writes the entries to a folder, one folder each with a curve and a model, as `openDataset` reads them. */
export function writeDataset(folder: string, entries: readonly DatasetEntry[]): void {
  const coordinate = (value: number): string => value.toFixed(3).padStart(8);
  for (const { id, curve, model } of entries) {
    mkdirSync(join(folder, id), { recursive: true });
    const { q, intensity, sigma } = curve();
    writeFileSync(
      join(folder, id, 'curve.dat'),
      Array.from(q, (value, i) => `${value} ${intensity[i]} ${sigma[i]}\n`).join(''),
    );
    const { xyz } = model!();
    writeFileSync(
      join(folder, id, 'model.pdb'),
      Array.from(
        { length: xyz.length / 3 },
        (_, i) =>
          `ATOM  ${String(i + 1).padStart(5)}  CA  ALA A${String(i + 1).padStart(4)}    ${[0, 1, 2].map((a) => coordinate(xyz[3 * i + a])).join('')}  1.00  0.00           C\n`,
      ).join(''),
    );
  }
}
