import type { DensityMap } from '../grid/densityMap';
import { voxelise } from '../grid/voxelise';
import { BALL_INDEX } from '../grid/unitBall';
import { superposeModel } from '../superposition/compareWithModel';
import type { PointBody } from '../superposition/compare';

/** Voxels of a map in one class of probability. */
export interface ProbabilityClass {
  readonly voxels: number;
  /** sum of their probabilities: the number expected inside the model */
  readonly expected: number;
  /** the number inside it */
  readonly inside: number;
}

/** Classes of probability, of equal width. */
const CLASSES = 10;
/** Voxels below are certain to be empty and do not count. */
const EMPTY = 0.01;

/** The voxels of a map by their probability, and how many of them lie within a superposed model. */
export function probabilityClasses(map: DensityMap, model: PointBody): ProbabilityClass[] {
  const { points } = superposeModel(map, model);
  const { grid } = voxelise(points, { rmax: map.rmax, radius: model.radius, centre: false });
  const sums = Array.from({ length: CLASSES }, () => ({ voxels: 0, expected: 0, inside: 0 }));
  for (const e of BALL_INDEX) {
    const p = map.values[e];
    if (p < EMPTY) continue;
    const c = sums[Math.min(CLASSES - 1, Math.floor(p * CLASSES))];
    c.voxels++;
    c.expected += p;
    c.inside += grid[e];
  }
  return sums;
}

/** The same of several maps together. */
export function pooledClasses(maps: readonly (readonly ProbabilityClass[])[]): ProbabilityClass[] {
  return Array.from({ length: CLASSES }, (_, c) =>
    maps.reduce(
      (sum, classes) => ({
        voxels: sum.voxels + classes[c].voxels,
        expected: sum.expected + classes[c].expected,
        inside: sum.inside + classes[c].inside,
      }),
      { voxels: 0, expected: 0, inside: 0 },
    ),
  );
}

/** Expected calibration error: mean difference of probability and share inside the model, over all voxels; NaN of none. */
export function probabilityError(classes: readonly ProbabilityClass[]): number {
  const total = classes.reduce((sum, { voxels }) => sum + voxels, 0);
  return classes.reduce((sum, { expected, inside }) => sum + Math.abs(inside - expected), 0) / total;
}

/** The classes as text, for a table of results: `voxels:expected:inside` of each. */
export function formatClasses(classes: readonly ProbabilityClass[]): string {
  return classes
    .map(({ voxels, expected, inside }) => `${voxels}:${expected.toFixed(1)}:${inside}`)
    .join(' ');
}

/** Classes from the text of `formatClasses`; undefined where it is another text. */
export function parseClasses(text: string): ProbabilityClass[] | undefined {
  const classes = text.split(' ').map((word) => {
    const [voxels, expected, inside] = /^\d+:\d+(\.\d+)?:\d+$/.test(word)
      ? word.split(':').map(Number)
      : [NaN];
    return { voxels, expected, inside };
  });
  return classes.length === CLASSES && classes.every(({ voxels }) => Number.isFinite(voxels))
    ? classes
    : undefined;
}
