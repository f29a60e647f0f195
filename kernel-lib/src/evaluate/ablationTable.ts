import { entryMeans } from './entryMeans';
import { METHODS, type MethodName } from './methods';
import { pairedDifference, type PairedDifference } from './pairedDifference';
import type { EntryResult } from './entryResult';
import { summarise } from './summary';

/** One row of the table: results of a method over the entries that succeeded with every method. */
export interface AblationRow {
  readonly method: MethodName;
  readonly n: number;
  readonly meanCC: number;
  readonly meanTrueScale: number;
  readonly above070: number;
  readonly radiusWithin10: number;
  readonly meanChi2: number;
  readonly medianChi2: number;
  /** of the members: median chi²; mean correlations at true scale of known model and member, and of two members; NaN without members */
  readonly medianChi2Members: number;
  readonly modelToMember: number;
  readonly memberToMember: number;
  readonly meanSeconds: number;
  /** correlations minus those of the default, entry by entry; absent for the default itself and with fewer than two entries */
  readonly difference?: PairedDifference;
}

/**
 * The table of methods on the same entries and seeds. An entry that failed with one method, or has no model, is
 * left out for all.
 *
 * @param results of each method, in the same order of entries and seeds
 */
export async function ablationTable(
  results: ReadonlyMap<MethodName, readonly EntryResult[]>,
): Promise<AblationRow[]> {
  const lists = [...results.values()];
  const complete = (i: number): boolean => lists.every((list) => list[i]?.cc !== undefined);
  const shared = new Map([...results].map(([method, list]) => [method, list.filter((_, i) => complete(i))]));
  const means = async (method: MethodName): Promise<Map<string, number>> =>
    new Map((await entryMeans(shared.get(method) ?? [])).map(({ id, cc }) => [id, cc!]));
  const standard = await means('default');
  const rows: AblationRow[] = [];
  for (const [method, list] of shared) {
    const told = summarise(list);
    const own = await means(method);
    const ids = [...own.keys()].filter((id) => standard.has(id));
    const chi2 = list.map((r) => r.chi2Map!).sort((a, b) => a - b);
    rows.push({
      method,
      n: told.n,
      meanCC: told.meanCC,
      meanTrueScale: told.meanTrueScale,
      above070: told.above070,
      radiusWithin10: told.radiusWithin10,
      medianChi2Members: told.medianChi2Members,
      modelToMember: told.modelToMember,
      memberToMember: told.memberToMember,
      meanSeconds: told.meanSeconds,
      meanChi2: chi2.reduce((sum, value) => sum + value, 0) / told.n,
      medianChi2: (chi2[Math.floor((told.n - 1) / 2)] + chi2[Math.ceil((told.n - 1) / 2)]) / 2,
      ...(method !== 'default' && ids.length >= 2
        ? {
            difference: pairedDifference(
              ids.map((id) => own.get(id)!),
              ids.map((id) => standard.get(id)!),
            ),
          }
        : {}),
    });
  }
  return rows;
}

/** The table in Markdown. */
export function ablationMarkdown(rows: readonly AblationRow[]): string {
  const head = [
    'method',
    'n',
    'mean CC',
    'true scale',
    'above 0.70',
    'radius within 10 %',
    'median chi²',
    'chi² of members',
    'model and member',
    'two members',
    's per entry',
    'CC minus that of the default (95 % interval)',
  ];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const body = rows.map((row) =>
    line([
      `${row.method}: ${METHODS[row.method]}`,
      String(row.n),
      row.meanCC.toFixed(3),
      row.meanTrueScale.toFixed(3),
      percent(row.above070),
      percent(row.radiusWithin10),
      row.medianChi2.toPrecision(3),
      known(row.medianChi2Members, (x) => x.toPrecision(3)),
      known(row.modelToMember, (x) => x.toFixed(3)),
      known(row.memberToMember, (x) => x.toFixed(3)),
      row.meanSeconds.toFixed(1),
      row.difference
        ? `${signed(row.difference.mean)} (${signed(row.difference.low)} … ${signed(row.difference.high)})`
        : '–',
    ]),
  );
  return `${[line(head), line(head.map(() => '---')), ...body].join('\n')}\n`;
}

/** The table as comma-separated values, all digits. */
export function ablationCsv(rows: readonly AblationRow[]): string {
  const numbers = [
    'n',
    'meanCC',
    'meanTrueScale',
    'above070',
    'radiusWithin10',
    'meanChi2',
    'medianChi2',
    'medianChi2Members',
    'modelToMember',
    'memberToMember',
    'meanSeconds',
  ] as const;
  const head = ['method', ...numbers, 'difference', 'differenceLow', 'differenceHigh'].join(',');
  const body = rows.map((row) =>
    [
      row.method,
      ...numbers.map((name) => (Number.isNaN(row[name]) ? '' : row[name])),
      ...(row.difference ? [row.difference.mean, row.difference.low, row.difference.high] : ['', '', '']),
    ].join(','),
  );
  return `${[head, ...body].join('\n')}\n`;
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
const known = (value: number, written: (value: number) => string): string =>
  Number.isNaN(value) ? '–' : written(value);
