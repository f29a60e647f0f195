import { short } from './numbers';
import type { Run } from './visit';

/** The range of q that the chart of a run marks: that of the fit of the map, before it that of the search. */
export function usedRange({
  used,
  result,
}: Pick<Run, 'used' | 'result'>): readonly [number, number] | undefined {
  const q = result?.reconstruction.fit.curve.q;
  return q ? [q[0], q[q.length - 1]] : used;
}

/** The range of q of the measured points that are used; the middle of the first bin of a search may lie before them. */
export function usedWords({ q }: { readonly q: Float64Array }, used?: readonly [number, number]): string {
  if (!used) return '';
  const inside = q.filter((x) => x >= used[0] && x <= used[1]);
  const [first, last] = inside.length > 0 ? [inside[0], inside[inside.length - 1]] : used;
  return `used: q ${short(first)} to ${short(last)} 1/Å; grey: not used`;
}
