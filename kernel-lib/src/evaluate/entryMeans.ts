import type { EntryResult } from './entryResult';

/** Results of one entry over all its seeds. */
export interface EntryMean {
  readonly id: string;
  /** number of seeds that succeeded, and that failed */
  readonly seeds: number;
  readonly failed: number;
  /** mean and standard deviation (0 for one seed) of the correlation over the seeds; null without a model */
  readonly cc: number | null;
  readonly ccDeviation: number | null;
  readonly ccTrueScale: number | null;
  readonly chi2: number | null;
  readonly rmax: number | null;
  readonly rmaxModel: number | null;
  readonly seconds: number | null;
}

/**
 * One row per entry: means over its seeds, in the order of the entries. Comparisons between
 * entries use these rows, because the seeds of one entry are not independent observations.
 */
export async function entryMeans(results: readonly EntryResult[]): Promise<EntryMean[]> {
  if (results.length === 0) return [];
  const { from, op } = await import('arquero');
  const number = (value: number | undefined): number | null => value ?? null;
  const rows = results.map((r) => ({
    id: r.id,
    went: r.failure === undefined ? 1 : 0,
    lost: r.failure === undefined ? 0 : 1,
    cc: number(r.cc),
    trueScale: number(r.ccTrueScale),
    chi2: number(r.chi2Map),
    rmax: number(r.rmax),
    rmaxModel: number(r.rmaxModel),
    seconds: number(r.seconds),
  }));
  const means = from(rows)
    .groupby('id')
    .rollup({
      seeds: op.sum('went'),
      failed: op.sum('lost'),
      cc: op.mean('cc'),
      ccDeviation: op.stdev('cc'),
      ccTrueScale: op.mean('trueScale'),
      chi2: op.mean('chi2'),
      rmax: op.mean('rmax'),
      rmaxModel: op.mean('rmaxModel'),
      seconds: op.mean('seconds'),
      scored: op.valid('cc'),
    });
  return (means.objects() as (EntryMean & { scored: number })[]).map(({ scored, ...mean }) => {
    const known = (value: number | null | undefined): number | null =>
      Number.isFinite(value) ? value! : null;
    return {
      ...mean,
      cc: scored > 0 ? known(mean.cc) : null,
      ccDeviation: scored > 1 ? known(mean.ccDeviation) : scored === 1 ? 0 : null,
      ccTrueScale: scored > 0 ? known(mean.ccTrueScale) : null,
      chi2: known(mean.chi2),
      rmax: known(mean.rmax),
      rmaxModel: scored > 0 ? known(mean.rmaxModel) : null,
      seconds: known(mean.seconds),
    };
  });
}
