import { InputError } from '../../inputError';
import { cleanPoints, type CleanPoints } from './cleanPoints';
import { isXml, readCansasXml } from './cansasXml';
import { columnRoles } from './columnRoles';
import { decodeText } from './decodeText';
import type { GnomResult } from './gnomResult';
import { isGnomOutput, readGnomOutput } from './gnomOutput';
import { judgeErrors } from './judgeErrors';
import type { MeasuredCurve, QUnit } from '../measuredCurve';
import { findUnit, givenUnit } from './qUnit';
import type { RawCurve } from './rawCurve';
import { refuseDistances, refuseOtherFiles } from './refuseOtherFiles';
import { isSasCif, readSasCif } from './sasCif';
import { findTextTable } from './textTable';

/** Options of `parseCurve`. */
export interface ParseCurveOptions {
  /** name of the curve in messages and in the result, such as its file name */
  readonly name?: string;
  /** unit of q in the file, where the caller knows it */
  readonly unit?: QUnit;
}

/** Fewer points than this are no curve. */
const FEWEST_POINTS = 10;

/**
 * Reads a measured curve: text tables of two or more columns (.dat, .txt, .csv, .int, .fit, .pdh), GNOM
 * output, canSAS XML, sasCIF. Finds the columns, the unit of q and the worth of the errors, and says in
 * the result what it decided and why. q of the result is in 1/Å and ascends, sigma is above 0.
 *
 * @param content bytes of the file, or its text
 * @throws InputError in one sentence when the file holds no curve, fewer than 10 points, or a q whose
 * unit is not certain
 */
export function parseCurve(content: Uint8Array | string, options: ParseCurveOptions = {}): MeasuredCurve {
  const { name = 'the curve', unit } = options;
  if (unit !== undefined && unit !== '1/A' && unit !== '1/nm') {
    throw new InputError(`The unit of q was given as "${String(unit)}"; 1/A and 1/nm are known.`);
  }
  const text = typeof content === 'string' ? content.replace(/^\ufeff/, '') : decodeText(content, name);
  const raw = readRaw(text, name);
  const points = cleanPoints(raw);
  if (points.q.length < FEWEST_POINTS) throw new InputError(tooFew(points, raw, name));
  return judge(raw, points, name, unit);
}

function readRaw(text: string, name: string): RawCurve {
  if (text.trim() === '') throw new InputError(`${name} is empty; a curve needs columns of q and intensity.`);
  if (isXml(text)) return readCansasXml(text, name);
  if (isGnomOutput(text)) return readGnomOutput(text, name);
  if (isSasCif(text)) return readSasCif(text, name);
  refuseOtherFiles(text, name);
  return readTextTable(text, name);
}

function readTextTable(text: string, name: string): RawCurve {
  const table = findTextTable(text);
  if (!table)
    throw new InputError(`${name} holds no table of numbers; a curve needs columns of q and intensity.`);
  const roles = columnRoles(table.rows, table.names);
  const column = (index: number): number[] => table.rows.map((row) => row[index]);
  refuseDistances(column(roles.q), column(roles.intensity), name);
  const { oddLines, otherTables, header, footer } = table;
  const warnings: string[] = [];
  if (roles.note) warnings.push(roles.note);
  if (otherTables > 0) warnings.push(`The file holds ${otherTables + 1} tables; the longest was read.`);
  if ([...header, ...footer].some((line) => /\bslit|SlitLength/i.test(line)))
    warnings.push('The file speaks of a slit: smeared curves must be desmeared before shapes are sought.');
  return {
    format: 'text table',
    title: titleOf(header),
    q: column(roles.q),
    intensity: column(roles.intensity),
    sigma: roles.sigma < 0 ? undefined : column(roles.sigma),
    caption: header
      .filter((line) => line.trim() !== '')
      .pop()
      ?.slice(0, 1000),
    words: [...header.slice(-200), ...footer.slice(0, 2000)].map((line) => line.slice(0, 1000)),
    leftOut: oddLines > 0 ? [{ reason: 'the line is no row of the table', count: oddLines }] : [],
    warnings,
  };
}

function titleOf(header: readonly string[]): string | undefined {
  const titles = header.map((line) => line.replace(/^[\s#!%*;]+/, '').trim());
  const title = titles.find((line) => /\p{L}{3}/u.test(line) && !/^DATA:?$/i.test(line));
  return title === undefined ? undefined : title.replace(/\s+/g, ' ').slice(0, 100);
}

function tooFew(points: CleanPoints, raw: RawCurve, name: string): string {
  const left = points.leftOut.map(({ reason, count }) => `${count} left out: ${reason}`).join('; ');
  return `${name} has ${points.q.length} usable points of ${raw.q.length} read${left ? ` (${left})` : ''}; a curve needs at least ${FEWEST_POINTS}.`;
}

function judge(raw: RawCurve, points: CleanPoints, name: string, unit: QUnit | undefined): MeasuredCurve {
  const { errors, errorsReason, sigma, warnings } = judgeErrors(points);
  const inFile = { q: points.q, intensity: points.intensity, sigma };
  const judged = unit ? givenUnit(inFile, raw, unit) : findUnit(inFile, raw, name);
  const factor = judged.unit === '1/A' ? 1 : 0.1;
  return {
    name,
    title: raw.title,
    format: raw.format,
    q: points.q.map((value) => value * factor),
    intensity: points.intensity,
    sigma,
    qUnit: judged.unit,
    qUnitConfidence: judged.confidence,
    unitReason: judged.reason,
    pointsRead: raw.q.length,
    leftOut: [...raw.leftOut, ...points.leftOut],
    errors,
    errorsReason,
    warnings: [...raw.warnings, ...points.warnings, ...warnings, ...judged.warnings],
    gnom: raw.gnom && inAngstrom(raw.gnom, factor),
  };
}

function inAngstrom(gnom: GnomResult, factor: number): GnomResult {
  return {
    ...gnom,
    dmax: gnom.dmax / factor,
    rg: gnom.rg / factor,
    rgError: gnom.rgError / factor,
    r: gnom.r.map((value) => value / factor),
    p: gnom.p.map((value) => value * factor),
    pError: gnom.pError.map((value) => value * factor),
    q: gnom.q.map((value) => value * factor),
  };
}
