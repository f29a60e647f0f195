import { InputError } from '../../inputError';
import type { GnomResult } from './gnomResult';
import { parseNumber } from './parseNumber';
import type { RawCurve } from './rawCurve';

const TABLE_HEAD = /^[ \t]*S[ \t]+J ?EXP[ \t]+ERROR[ \t]+J ?REG[ \t]+I ?REG/im;
const DISTRIBUTION_HEAD = /^[ \t]*R[ \t]+P\(R\)[ \t]+ERROR/im;
const NUMBER = '([+-]?[\\d.]+(?:[eE][+-]?\\d+)?)';

/** True for an output file of GNOM (versions 4 and 5). */
export function isGnomOutput(text: string): boolean {
  return /G\s*N\s*O\s*M/.test(text.slice(0, 2000)) && TABLE_HEAD.test(text);
}

/**
 * Refuses outputs of GNOM that end before their table, because the run failed.
 *
 * @throws InputError
 */
export function refuseFailedGnom(text: string, name: string): void {
  if (/G\s+N\s+O\s+M\s+---/.test(text.slice(0, 2000)) && !TABLE_HEAD.test(text))
    throw new InputError(
      `${name} is a GNOM output without a table of the curve: that run failed; give the file GNOM was run on.`,
    );
}

/**
 * Reads a GNOM output file (Svergun 1992, J. Appl. Cryst. 25, 495; versions 4.5 to 5.0): the table
 * S, J EXP, ERROR, J REG, I REG, whose extrapolated rows hold only S and I REG, then R, P(R), ERROR.
 *
 * @throws InputError when the table has no measured row
 */
export function readGnomOutput(text: string, name: string): RawCurve {
  const rows = tableAfter(text, TABLE_HEAD, [2, 4, 5]);
  const measured = rows.filter((row) => row.length >= 4);
  if (measured.length === 0) {
    throw new InputError(`${name} is a GNOM output without measured points; give the file GNOM was run on.`);
  }
  const extrapolated = rows.length - measured.length;
  return {
    format: 'GNOM output',
    title: titleOf(text),
    q: measured.map((row) => row[0]),
    intensity: measured.map((row) => row[1]),
    sigma: measured.map((row) => row[2]),
    words: unitWords(text),
    leftOut:
      extrapolated > 0
        ? [{ reason: 'the row is GNOM’s extrapolation, without a measured intensity', count: extrapolated }]
        : [],
    warnings: [],
    gnom: gnomResult(text, rows),
  };
}

/** The line with the definition of q that `writeGnom` writes; GNOM's own lines state units that users chose, often wrongly. */
function unitWords(text: string): string[] {
  return /^.*S = 4 pi sin\(theta\) \/ lambda in 1\/\w+/m.exec(text.slice(0, 4000)) ?? [];
}

function tableAfter(text: string, head: RegExp, lengths: readonly number[]): number[][] {
  const found = head.exec(text);
  if (!found) return [];
  const rows: number[][] = [];
  for (const line of text
    .slice(found.index)
    .split(/\r\n|\r|\n/)
    .slice(1)) {
    if (line.trim() === '') continue;
    const cells = line
      .replace(/([eE][+-]\d+)-/g, '$1 -')
      .trim()
      .split(/\s+/)
      .map(parseNumber);
    if (cells.some((cell) => cell === undefined) || !lengths.includes(cells.length)) break;
    rows.push(cells as number[]);
  }
  return rows;
}

function gnomResult(text: string, rows: readonly number[][]): GnomResult | undefined {
  const distribution = tableAfter(text, DISTRIBUTION_HEAD, [3]);
  const dmax = numbersIn(text, `Real space range\\s*:\\s*(?:from)?\\s*${NUMBER}\\s*to\\s*${NUMBER}`)[1];
  if (distribution.length === 0 || !(dmax > 0)) return undefined;
  const old = numbersIn(
    text,
    `Real space: Rg\\s*=\\s*${NUMBER}\\s*\\+-\\s*${NUMBER}\\s*I\\(0\\)\\s*=\\s*${NUMBER}\\s*\\+-\\s*${NUMBER}`,
  );
  const [rg, rgError] =
    old.length > 0 ? old : numbersIn(text, `Real space Rg:\\s*${NUMBER}\\s*\\+-\\s*${NUMBER}`);
  const [i0, i0Error] =
    old.length > 0 ? old.slice(2) : numbersIn(text, `Real space I\\(0\\):\\s*${NUMBER}\\s*\\+-\\s*${NUMBER}`);
  return {
    dmax,
    rg: rg ?? NaN,
    rgError: rgError ?? NaN,
    i0: i0 ?? NaN,
    i0Error: i0Error ?? NaN,
    totalEstimate: numbersIn(text, `Total\\s+estimate\\s*:\\s*${NUMBER}`)[0] ?? NaN,
    r: Float64Array.from(distribution, (row) => row[0]),
    p: Float64Array.from(distribution, (row) => row[1]),
    pError: Float64Array.from(distribution, (row) => row[2]),
    q: Float64Array.from(rows, (row) => row[0]),
    regularised: Float64Array.from(rows, (row) => row[row.length - 1]),
  };
}

function numbersIn(text: string, pattern: string): number[] {
  const found = new RegExp(pattern, 'i').exec(text);
  return found ? found.slice(1).map(Number) : [];
}

function titleOf(text: string): string | undefined {
  const found = /(?:Run title|Input\s+1)\s*:[ \t]*([^\r\n]*\S)/i.exec(text);
  return found?.[1].trim();
}
