import type { EntryResult } from './entryResult';

/** Criterion for groups of entries: the model's radius, its kind, its anisotropy. */
export type Grouping = 'size' | 'kind' | 'anisotropy';

/** Results of a group of entries. Means are over the results that have a correlation. */
export interface GroupSummary {
  readonly group: string;
  readonly n: number;
  readonly meanCC: number;
  readonly medianCC: number;
  /** standard deviation of the correlations; 0 for one */
  readonly deviationCC: number;
  /** share above 0.70 */
  readonly above070: number;
  readonly meanTrueScale: number;
  /** the zero of the scale: the library's mean shape */
  readonly meanLibrary: number;
  readonly meanChi2: number;
  /** share whose radius is within 10 % of the model's */
  readonly radiusWithin10: number;
}

/** Upper limits of the groups, and their names: radius of the model in Å; κ², 0 ball … 1 rod. */
const SIZES: readonly [number, string][] = [
  [30, 'rmax < 30 Å'],
  [50, '30–50 Å'],
  [80, '50–80 Å'],
  [Infinity, 'rmax ≥ 80 Å'],
];
const ANISOTROPIES: readonly [number, string][] = [
  [0.1, 'κ² < 0.1'],
  [0.25, '0.1–0.25'],
  [0.5, '0.25–0.5'],
  [Infinity, 'κ² ≥ 0.5'],
];

type Scored = EntryResult & { readonly cc: number };

/**
 * Groups the results that have a correlation and summarises each group, in the order of the sizes, of the
 * anisotropies or of the alphabet. Groups without a result are left out.
 */
export async function groupResults(results: readonly EntryResult[], by: Grouping): Promise<GroupSummary[]> {
  const scored = results.filter((result): result is Scored => result.cc !== undefined);
  if (scored.length === 0) return [];
  const { from, op } = await import('arquero');
  const rows = scored.map((result) => {
    const { group, order } = groupOf(result, by);
    return {
      group,
      order,
      cc: result.cc,
      trueScale: result.ccTrueScale ?? null,
      library: result.ccLibrary ?? null,
      chi2: result.chi2Map ?? null,
      above: result.cc > 0.7 ? 1 : 0,
      within: Math.abs(result.rmax! / result.rmaxModel! - 1) <= 0.1 ? 1 : 0,
    };
  });
  const summaries = from(rows)
    .groupby('order', 'group')
    .rollup({
      n: op.count(),
      meanCC: op.mean('cc'),
      medianCC: op.median('cc'),
      deviationCC: op.stdev('cc'),
      above070: op.mean('above'),
      meanTrueScale: op.mean('trueScale'),
      meanLibrary: op.mean('library'),
      meanChi2: op.mean('chi2'),
      radiusWithin10: op.mean('within'),
    })
    .orderby('order', 'group');
  return (summaries.objects() as (GroupSummary & { order: number })[]).map(({ order: _, ...summary }) => ({
    ...summary,
    deviationCC: summary.n > 1 ? summary.deviationCC : 0,
  }));
}

function groupOf(result: EntryResult, by: Grouping): { group: string; order: number } {
  if (by === 'kind') return { group: result.modelKind ?? 'unknown', order: 0 };
  const [limits, value] =
    by === 'size' ? ([SIZES, result.rmaxModel] as const) : ([ANISOTROPIES, result.anisotropyModel] as const);
  const order = limits.findIndex(([limit]) => (value ?? NaN) < limit);
  return order < 0 ? { group: 'unknown', order: limits.length } : { group: limits[order][1], order };
}
