import { arrangeCharts, histogramChart, scatterChart, type Chart } from 'decodesaxs-widgets';
import { entryMeans, type EntryMean } from '../../evaluate/entryMeans';
import { compareMethods } from '../../evaluate/publishedResults';
import type { EntryResult } from '../../evaluate/entryResult';
import { PAPER_SEARCH } from '../../evaluate/paperFigures';
import { percent, signed } from '../numbers';
import { RADIUS_RATIOS } from '../../profile/radiusRange';
import type { FigureSources } from './sources';

const OURS = 'this program',
  THEIRS = 'authors';
/** Relative half width of a range of radii. */
const AGREEMENT = 0.1;

/** 2d: correlations of the entries that both have, and of the measured curves. */
export async function correlationsPanel(sources: FigureSources): Promise<Chart> {
  const published = await sources.published();
  const theirs = (mode: 'ccGiven' | 'ccFree'): Map<string, number | undefined> =>
    new Map(published.map((entry) => [entry.id, entry[mode] ?? undefined]));
  const simulated = async (
    name: 'simulated-given.csv' | 'simulated-free.csv',
    mode: 'ccGiven' | 'ccFree',
    title: string,
  ): Promise<Chart> => {
    const { entries, meanOurs, meanTheirs, difference } = compareMethods(
      byEntry(await entryMeans(await sources.results(name))),
      theirs(mode),
    );
    return histogramOf(
      { [OURS]: entries.map((e) => e.ours), [THEIRS]: entries.map((e) => e.theirs) },
      title,
      [
        `${entries.length} entries; mean ${meanOurs.toFixed(3)}, authors ${meanTheirs.toFixed(3)}`,
        `above 0.70: ${above(entries.map((e) => e.ours))}, authors ${above(entries.map((e) => e.theirs))}`,
        `difference ${signed(difference.mean, 3)} (95 %: ${signed(difference.low, 3)} to ${signed(difference.high, 3)})`,
      ],
    );
  };
  const measured = correlationsOf(await sources.results('measured-free.csv'));
  const all = published.flatMap(({ ccFree }) => (ccFree === null ? [] : [ccFree]));
  return arrangeCharts(
    'row',
    [
      await simulated('simulated-given.csv', 'ccGiven', 'Size given'),
      await simulated('simulated-free.csv', 'ccFree', 'Size free'),
      histogramOf({ [OURS]: measured, [THEIRS]: all }, 'Measured curves, size free', [
        `${measured.length} entries; mean ${mean(measured).toFixed(3)}`,
        `authors, their ${all.length} entries: ${mean(all).toFixed(3)}`,
        `above 0.70: ${above(measured)}; paper ${PAPER_SEARCH.above070} of ${PAPER_SEARCH.n} (${percent(PAPER_SEARCH.above070 / PAPER_SEARCH.n)})`,
      ]),
    ],
    {
      title: '2d  Correlation with the model',
      subtitle: "left and middle: the authors' curves were measured, ours are simulated from the models",
    },
  );
}

function histogramOf(samples: Record<string, number[]>, title: string, subtitle: string[]): Chart {
  return histogramChart(samples, {
    xTitle: 'CC',
    domain: [0.2, 1],
    bins: 20,
    width: 280,
    height: 230,
    title,
    subtitle: subtitle.join('\n'),
  });
}

/** 2e: radius found against that of the model, with the band of ±10 %. */
export async function radiiPanel(sources: FigureSources): Promise<Chart> {
  const published = await sources.published();
  const simulated = scored(await sources.results('simulated-free.csv'));
  const measured = scored(await sources.results('measured-free.csv'));
  const sets = [
    {
      title: 'Simulated curves',
      x: simulated.map((r) => r.rmaxModel!),
      y: simulated.map((r) => r.rmax!),
      label: simulated.map((r) => r.id),
    },
    {
      title: 'Measured curves',
      x: measured.map((r) => r.rmaxModel!),
      y: measured.map((r) => r.rmax!),
      label: measured.map((r) => r.id),
    },
    {
      title: 'Authors, measured curves',
      x: published.map((p) => p.rmaxReal),
      y: published.map((p) => p.rmaxFound),
      label: published.map((p) => p.id),
    },
  ];
  const reach = 1.05 * Math.max(...sets.flatMap(({ x, y }) => [...x, ...y]));
  return arrangeCharts(
    'row',
    sets.map(({ title, ...points }) =>
      scatterChart(points, {
        title,
        xTitle: 'radius of the model  (Å)',
        yTitle: 'radius found  (Å)',
        agreement: AGREEMENT,
        reach,
        width: 270,
        height: 270,
      }),
    ),
    {
      title: '2e  Radius found, size free',
      subtitle: `first radii: of this program ${RADIUS_RATIOS.join(' to ')} times the measured Rg; of the paper random, below 300 Å`,
    },
  );
}

/** Entries with a correlation above 0.70. */
function above(values: readonly number[]): string {
  const count = values.filter((value) => value > 0.7).length;
  return `${count} of ${values.length} (${percent(count / values.length)})`;
}

const scored = (results: readonly EntryResult[]): EntryResult[] =>
  results.filter((r) => r.rmax !== undefined && r.rmaxModel !== undefined);
const correlationsOf = (results: readonly EntryResult[]): number[] =>
  results.flatMap(({ cc }) => (cc === undefined ? [] : [cc]));
const byEntry = (means: readonly EntryMean[]): Map<string, number | undefined> =>
  new Map(means.map(({ id, cc }) => [id, cc ?? undefined]));
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
