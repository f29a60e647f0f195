import type { Random } from '../../../src/random';

/** 80 points 3.8 Å apart, held together in an ellipsoid, in 0.1 Å about their mean: a small protein, roughly. */
export function compactChain(random: Pick<Random, 'between' | 'normal'>): number[] {
  const axes = [random.between(14, 30), random.between(10, 16), random.between(8, 12)];
  const xyz: number[] = [];
  let at = [0, 0, 0];
  while (xyz.length < 240) {
    const step = [random.normal(), random.normal(), random.normal()];
    const next = at.map((c, i) => c + (3.8 * step[i]) / Math.hypot(...step));
    if (Math.hypot(...next.map((c, i) => c / axes[i])) > 1) continue;
    at = next;
    xyz.push(...at);
  }
  const mean = [0, 1, 2].map((a) => xyz.reduce((sum, c, i) => sum + (i % 3 === a ? c / 80 : 0), 0));
  return xyz.map((c, i) => Math.round(10 * (c - mean[i % 3])));
}
