import type { DensityMap } from '../grid/densityMap';
import { compareShapes } from '../superposition/compare';

/** A cluster of similar members. */
export interface MemberCluster {
  /** indices of its members */
  readonly members: readonly number[];
  /** share of all members */
  readonly share: number;
}

/** Similarity within an ensemble of shapes. */
export interface EnsembleLikeness {
  /** mean correlation of two members, each at its own radius, mirror images allowed; 1 for fewer than two */
  readonly meanCorrelation: number;
  /** by decreasing share */
  readonly clusters: readonly MemberCluster[];
}

/** Mean correlation between two groups above which they are one cluster. */
const ALIKE = 0.75;

/**
 * Similarity of the members of an ensemble: pairs are superposed, and groups are joined while their mean correlation is above
 * 0.75 (average linkage, as in DAMCLUST with the normalised spatial discrepancy).
 */
export function memberClusters(members: readonly DensityMap[]): EnsembleLikeness {
  const n = members.length;
  const alike = members.map((one, i) =>
    members.map((other, j) => (j < i ? compareShapes(one, other).ownRadius : 1)),
  );
  const of = (i: number, j: number): number => alike[Math.max(i, j)][Math.min(i, j)];
  let groups = members.map((_, i) => [i]);
  const between = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, i) => sum + b.reduce((part, j) => part + of(i, j), 0), 0) / (a.length * b.length);
  for (;;) {
    let best: { a: number; b: number; value: number } | undefined;
    for (let a = 0; a < groups.length; a++) {
      for (let b = 0; b < a; b++) {
        const value = between(groups[a], groups[b]);
        if (value > (best?.value ?? ALIKE)) best = { a, b, value };
      }
    }
    if (!best) break;
    const { a, b } = best;
    const joined = [...groups[b], ...groups[a]].sort((x, y) => x - y);
    groups = [...groups.filter((_, g) => g !== a && g !== b), joined];
  }
  let sum = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) sum += of(i, j);
  return {
    meanCorrelation: n > 1 ? sum / ((n * (n - 1)) / 2) : 1,
    clusters: groups
      .sort((a, b) => b.length - a.length || a[0] - b[0])
      .map((group) => ({ members: group, share: group.length / n })),
  };
}
