import { csvText } from '../node/csvTable';
import type { NoVerdict, VerdictRow } from './verdictRows';

const GRADES = ['agrees', 'agrees roughly', 'does not agree'] as const;
/** The grades that agree with the statement of a dataset about an entry. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  good: ['agrees', 'agrees roughly'],
  fair: ['agrees roughly', 'does not agree'],
  poor: ['does not agree'],
};

/** Rows as a Markdown table, and how often verdict and dataset say the same. */
export function verdictTable(all: readonly (VerdictRow | NoVerdict)[]): string[] {
  const rows = all.filter((row): row is VerdictRow => 'grade' in row);
  const without = all.filter((row): row is NoVerdict => !('grade' in row));
  const lines = [
    '| entry | scatterers | chi² | misfit | run p | Rg, structure/curve | mass, curve/structure | verdict | dataset |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      (row) =>
        `| ${row.id} | ${row.atoms} | ${row.chi2.toPrecision(3)} | ${(100 * row.misfit).toFixed(1)} % | ${row.runP < 0.001 ? '< 0.001' : row.runP.toFixed(3)} | ${ratio(row.rgRatio)} | ${ratio(row.massRatio)} | ${row.grade} | ${row.match ?? '–'}${contradicts(row) ? ' (!)' : ''} |`,
    ),
    '',
    ...crossed(rows),
    ...without.map(({ id, reason }) => `left out ${id}: ${reason}`),
  ];
  return lines;
}

const ratio = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : '–');

function contradicts({ grade, match }: VerdictRow): boolean {
  return match !== undefined && EXPECTED[match] !== undefined && !EXPECTED[match].includes(grade);
}

/** Verdicts counted by what the dataset says. */
function crossed(rows: readonly VerdictRow[]): string[] {
  const said = [...new Set(rows.map(({ match }) => match ?? 'nothing'))].sort();
  const judged = rows.filter(({ match }) => match !== undefined && match in EXPECTED);
  const same = judged.filter((row) => !contradicts(row)).length;
  return [
    `| the dataset says | ${GRADES.join(' | ')} |`,
    '| --- | --- | --- | --- |',
    ...said.map(
      (word) =>
        `| ${word} | ${GRADES.map((grade) => rows.filter((row) => (row.match ?? 'nothing') === word && row.grade === grade).length).join(' | ')} |`,
    ),
    '',
    ...(judged.length > 0 ? [`${same} of ${judged.length} verdicts go with what the dataset says.`] : []),
  ];
}

/** Rows as CSV. */
export function verdictCsv(all: readonly (VerdictRow | NoVerdict)[]): Promise<string> {
  return csvText(
    all.map((row) =>
      'grade' in row
        ? {
            id: row.id,
            scatterers: row.atoms,
            chi2: row.chi2,
            misfit: row.misfit,
            run_p: row.runP,
            rg_ratio: row.rgRatio,
            mass_ratio: row.massRatio,
            verdict: row.grade,
            dataset: row.match ?? null,
            milliseconds: row.milliseconds,
            words: row.verdict.join(' '),
          }
        : {
            id: row.id,
            scatterers: null,
            chi2: null,
            misfit: null,
            run_p: null,
            rg_ratio: null,
            mass_ratio: null,
            verdict: null,
            dataset: null,
            milliseconds: null,
            words: row.reason,
          },
    ),
  );
}
