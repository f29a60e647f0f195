import { calibration } from '../evaluate/calibration';
import { groupResults, type GroupSummary } from '../evaluate/groupResults';
import { entryMeans } from '../evaluate/entryMeans';
import {
  compareMethods,
  readPublishedResults,
  rescorePublished,
  type MethodComparison,
} from '../evaluate/publishedResults';
import type { EntryResult } from '../evaluate/entryResult';
import { summarise, type DatasetSummary } from '../evaluate/summary';
import type { DatasetEntry } from '../node/evaluation/dataset';
import { readBytes } from '../node/files';
import { writeResults, writeResultsCsv } from '../node/evaluation/resultTable';
import { percent, signed } from './numbers';

/** Options of a report. */
export interface ReportOptions {
  readonly dataset: string;
  readonly mode: 'given' | 'free';
  readonly backend: string;
  readonly json?: boolean;
  readonly authors?: boolean;
  readonly entries: readonly DatasetEntry[];
}

/** Least number of entries for a rank correlation. */
const FEWEST_TO_CALIBRATE = 10;

/** Writes the table of all results and, if requested, the same as CSV. */
export async function writeEvaluation(
  { out, csv }: { readonly out: string; readonly csv?: string },
  results: readonly EntryResult[],
): Promise<void> {
  writeResults(out, results);
  if (csv !== undefined) await writeResultsCsv(csv, results);
}

/** Prints the summary: as JSON, or as tables of entries and groups. */
export async function printEvaluation(
  results: readonly EntryResult[],
  options: ReportOptions,
): Promise<void> {
  const { mode, backend, json } = options;
  const summary = summarise(results);
  const authors = options.authors ? await authorsComparison(results, options) : undefined;
  if (json) {
    const compared =
      authors &&
      Object.fromEntries(Object.entries(authors).map(([name, { entries: _, ...rest }]) => [name, rest]));
    process.stdout.write(
      `${JSON.stringify({ ...summary, mode, backend, ...(compared ? { authors: compared } : {}) })}\n`,
    );
    return;
  }
  const lines = await evaluationTables(results);
  if (authors)
    lines.push(
      comparisonLine("the authors' figures, as published", authors.published),
      comparisonLine("the authors' maps, scored as ours", authors.rescored),
    );
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Tables of entries and groups, and the summary, line by line. */
export async function evaluationTables(results: readonly EntryResult[]): Promise<string[]> {
  const lines = [entryTable(results)];
  for (const by of ['size', 'kind', 'anisotropy'] as const) {
    const groups = await groupResults(results, by);
    if (groups.length > 0) lines.push('', groupTable(by, groups));
  }
  return [...lines, '', ...summaryLines(results)];
}

async function authorsComparison(
  results: readonly EntryResult[],
  { dataset, mode, entries }: ReportOptions,
): Promise<{ published: MethodComparison; rescored: MethodComparison }> {
  const published = readPublishedResults(readBytes(dataset), mode, dataset);
  const ours = new Map((await entryMeans(results)).map(({ id, cc }) => [id, cc ?? undefined]));
  const models = new Map(entries.map(({ id, model }) => [id, model]));
  const known = published.filter(({ id }) => ours.get(id) !== undefined);
  return {
    published: compareMethods(ours, new Map(known.map(({ id, cc }) => [id, cc]))),
    rescored: compareMethods(
      ours,
      new Map(known.map((result) => [result.id, rescorePublished(result, models.get(result.id)!()!)])),
    ),
  };
}

function comparisonLine(
  name: string,
  { entries, meanOurs, meanTheirs, difference }: MethodComparison,
): string {
  return (
    `beside ${name}: ${entries.length} entries, ours ${meanOurs.toFixed(4)}, theirs ${meanTheirs.toFixed(4)}, difference ` +
    `${signed(difference.mean)} (95 % interval ${signed(difference.low)} … ${signed(difference.high)}), ours better in ${percent(difference.better)}`
  );
}

function entryTable(results: readonly EntryResult[]): string {
  const head = [
    'entry'.padEnd(18),
    'seed',
    'CC',
    'expected',
    'seeds',
    'library',
    'scale',
    'chi2',
    'rmax',
    'model',
    'Rg',
    'Dmax',
    's',
  ]
    .map((word, i) => (i ? word.padStart(9) : word))
    .join('');
  const rows = results.map((r) =>
    r.failure
      ? `${r.id.padEnd(18)}${String(r.seed).padStart(9)}  failed: ${r.failure}`
      : r.id.padEnd(18) +
        [
          [r.seed, 0],
          [r.cc, 3],
          [r.expectedCC, 3],
          [r.ccSeeds, 3],
          [r.ccLibrary, 3],
          [r.ccTrueScale, 3],
          [r.chi2Map, 2],
          [r.rmax, 1],
          [r.rmaxModel, 1],
          [r.rg, 1],
          [r.dmax, 0],
          [r.seconds, 1],
        ]
          .map(([value, digits]) => cell(value, digits!))
          .join(''),
  );
  return [head, ...rows].join('\n');
}

function groupTable(by: string, groups: readonly GroupSummary[]): string {
  const head =
    by.padEnd(18) +
    ['n', 'CC', 'sd', '> 0.70', 'scale', 'library', 'rmax±10%'].map((word) => word.padStart(9)).join('');
  const rows = groups.map(
    (g) =>
      g.group.padEnd(18) +
      [
        String(g.n),
        g.meanCC.toFixed(3),
        g.deviationCC.toFixed(3),
        percent(g.above070),
        g.meanTrueScale.toFixed(3),
        g.meanLibrary.toFixed(3),
        percent(g.radiusWithin10),
      ]
        .map((text) => text.padStart(9))
        .join(''),
  );
  return [head, ...rows].join('\n');
}

function summaryLines(results: readonly EntryResult[]): string[] {
  const s = summarise(results);
  if (s.n === 0)
    return [`${results.length - s.failed} reconstructed, ${s.failed} failed; no models to compare with`];
  const expecting = results.filter((r) => r.cc !== undefined && r.expectedCC !== undefined);
  return [
    `${s.n} compared, ${s.failed} failed: mean CC ${s.meanCC.toFixed(4)}, ${percent(s.above070)} above 0.70; seeds ${s.meanSeeds.toFixed(4)}, ` +
      `mean shape of the library ${s.meanLibrary.toFixed(4)}; true scale ${s.meanTrueScale.toFixed(4)}; ` +
      `radius within 10 %: ${percent(s.radiusWithin10)}; ${s.meanSeconds.toFixed(1)} s per entry`,
    ...sizeErrors(s),
    ...fitLines(s),
    ...(expecting.length < FEWEST_TO_CALIBRATE
      ? []
      : [
          `expected without the models: mean CC ${s.meanExpectedCC.toFixed(4)}, ${percent(s.withinExpected)} within the stated deviation (expected: 68 %), ` +
            `rank correlation with the true CC ${rankCorrelation(expecting, 'expectedCC')}, of the agreement of the averaged shapes ${rankCorrelation(expecting, 'agreement')}; ` +
            `half-ensembles agree down to ${s.meanResolution.toFixed(0)} Å on average`,
        ]),
  ];
}

/** Honesty of the stated errors of sizes; nothing where the results hold none. */
function sizeErrors({ radiusWithinError, dmaxWithinError }: DatasetSummary): string[] {
  const stated = [
    ['the radius', radiusWithinError],
    ['Dmax', dmaxWithinError],
  ] as const;
  const shares = stated.flatMap(([name, share]) =>
    Number.isNaN(share) ? [] : [`${name} in ${percent(share)}`],
  );
  return shares.length === 0
    ? []
    : [`within the stated error of that of the model (expected: 68 %): ${shares.join(', ')}`];
}

/** Fits of the bodies and honesty of the ensemble; nothing where the results hold no such numbers. */
function fitLines(s: DatasetSummary): string[] {
  const fits = `chi² of the map ${s.medianChi2Map.toFixed(2)} (median), 2 or below in ${percent(s.fitsWithin2)}, Rg within 3 % of Guinier's in ${percent(s.rgWithin3)}; of the beads ${s.medianChi2Beads.toFixed(2)}, within 1.5 times the map's in ${percent(s.beadsWithin)}`;
  const members = `chi² of the members ${s.medianChi2Members.toFixed(2)}; at true scale model and member correlate by ${s.modelToMember.toFixed(3)}, two members by ${s.memberToMember.toFixed(3)}`;
  const mean = `mean over plausible shapes: CC ${s.meanCCMean.toFixed(4)}, ${percent(s.losing)} lose more than 0.05 from it to the map (${percent(s.losingWarned)} with a warning)`;
  const probabilities = `; its probabilities are off by ${s.meanCalibration.toFixed(3)} per entry, by ${s.pooledCalibration.toFixed(3)} over all voxels together`;
  return [
    ...(Number.isNaN(s.medianChi2Beads) ? [] : [fits]),
    ...(Number.isNaN(s.modelToMember) ? [] : [members]),
    ...(Number.isNaN(s.meanCCMean)
      ? []
      : [Number.isNaN(s.pooledCalibration) ? mean : `${mean}${probabilities}`]),
  ];
}

function rankCorrelation(results: readonly EntryResult[], stated: 'expectedCC' | 'agreement'): string {
  return calibration(
    results.map((r) => r[stated]!),
    results.map((r) => r.cc!),
  ).rankCorrelation.toFixed(2);
}

const cell = (value: number | undefined, digits: number): string =>
  (value === undefined ? '–' : value.toFixed(digits)).padStart(9);
