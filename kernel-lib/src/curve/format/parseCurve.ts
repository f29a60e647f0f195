import { InputError } from '../../inputError';
import { cleanPoints, type CleanPoints } from './cleanPoints';
import { isXml, readCansasXml } from './cansasXml';
import { columnRoles, type ColumnRoles } from './columnRoles';
import { decodeText } from './decodeText';
import type { GnomResult } from './gnomResult';
import { isGnomOutput, readGnomOutput, refuseFailedGnom } from './gnomOutput';
import { judgeErrors } from './judgeErrors';
import { withoutBeamStop, withoutOddPoints } from './leaveOutPoints';
import type { LeftOutPoint, MeasuredCurve, QUnit } from '../measuredCurve';
import { findUnit, givenUnit } from './qUnit';
import type { RawCurve } from './rawCurve';
import { inverseLength } from './namedUnit';
import { parseNumber } from './parseNumber';
import { refuseDistances, refuseOtherColumns, refuseOtherFiles } from './refuseOtherFiles';
import { asScatteringVector, sineVector } from './scatteringVector';
import { isSasCif, readSasCif } from './sasCif';
import { findTextTable } from './textTable';
import { hypot } from '../../elementary';

/** Options of `parseCurve`. */
export interface ParseCurveOptions {
  /** name of the curve in messages and in the result, such as its file name */
  readonly name?: string;
  /** unit of q in the file, where the caller knows it */
  readonly unit?: QUnit;
  /** keeps points that are no measurement of the sample (outliers, beam, shadow); default false */
  readonly keepPoints?: boolean;
}

/** Least number of points of a curve. */
const FEWEST_POINTS = 10;

/**
 * Reads a measured curve: text tables of two or more columns (.dat, .txt, .csv, .int, .fit, .pdh), GNOM
 * output, canSAS XML, sasCIF. Finds the columns, the unit of q and whether the errors are usable, and states in
 * the result each decision with its reason. q of the result is in 1/Å and ascends, sigma is above 0.
 *
 * @param content bytes of the file, or its text
 * @throws InputError when the file holds no curve, fewer than 10 points, or a q whose
 * unit is not certain
 */
export function parseCurve(content: Uint8Array | string, options: ParseCurveOptions = {}): MeasuredCurve {
  const { name = 'the curve', unit } = options;
  if (unit !== undefined && unit !== '1/A' && unit !== '1/nm') {
    throw new InputError(`The unit of q was given as "${String(unit)}"; 1/A and 1/nm are known.`);
  }
  const text = typeof content === 'string' ? content.replace(/^\ufeff/, '') : decodeText(content, name);
  const raw = asScatteringVector(readRaw(text, name), name, unit);
  const points = cleanPoints(raw);
  if (points.q.length < FEWEST_POINTS) throw new InputError(tooFew(points, raw, name));
  return judge(raw, points, { ...options, name });
}

function readRaw(text: string, name: string): RawCurve {
  if (text.trim() === '') throw new InputError(`${name} is empty; a curve needs columns of q and intensity.`);
  if (isXml(text)) return readCansasXml(text, name);
  if (isGnomOutput(text)) return readGnomOutput(text, name);
  if (isSasCif(text)) return readSasCif(text, name);
  refuseFailedGnom(text, name);
  refuseOtherFiles(text, name);
  return readTextTable(text, name);
}

function readTextTable(text: string, name: string): RawCurve {
  const table = findTextTable(text);
  if (!table)
    throw new InputError(`${name} holds no table of numbers; a curve needs columns of q and intensity.`);
  const { oddLines, otherTables, header, footer } = table;
  refuseOtherColumns(header, name);
  const roles = columnRoles(table.rows, table.names);
  const column = (index: number): number[] => table.rows.map((row) => row[index]);
  const { intensity, sigma } = columnsOf(column, roles);
  refuseDistances(column(roles.q), intensity, name);
  const warnings: string[] = [];
  if (table.exchanged)
    warnings.push(
      'The second column of the file ascends like q and the first does not: I was read from the first.',
    );
  if (roles.note) warnings.push(roles.note);
  if (otherTables > 0) warnings.push(`The file holds ${otherTables + 1} tables; the longest was read.`);
  if ([...header, ...footer].some((line) => /\bslit|SlitLength/i.test(line)))
    warnings.push('The file mentions a slit: desmear a smeared curve before a reconstruction.');
  const words = [...header.slice(-200), ...footer.slice(0, 2000)].map((line) => line.slice(0, 1000));
  return {
    format: 'text table',
    title: titleOf(header),
    q: column(roles.q),
    intensity,
    sigma,
    caption: header
      .filter((line) => line.trim() !== '')
      .pop()
      ?.slice(0, 1000),
    words,
    unit: isCrysol(name, table.rows[0].length) ? CRYSOL_UNIT : undefined,
    otherUnit: otherUnitOf(header),
    sineVector: sineVector(words),
    leftOut: oddLines > 0 ? [{ reason: 'the line is no row of the table', count: oddLines }] : [],
    warnings,
  };
}

/** Intensities and errors, of sample and buffer their difference and its error. */
function columnsOf(
  column: (index: number) => number[],
  { intensity, sigma, buffer }: ColumnRoles,
): Pick<RawCurve, 'intensity' | 'sigma'> {
  const [i, s] = [column(intensity), sigma < 0 ? undefined : column(sigma)];
  if (!buffer) return { intensity: i, sigma: s };
  const b = column(buffer.intensity);
  const e = buffer.sigma < 0 ? undefined : column(buffer.sigma);
  return {
    intensity: i.map((value, k) => value - b[k]),
    // a mark of a point that was not measured, such as an error of −1, stays one
    sigma: s && e ? s.map((value, k) => (value > 0 && e[k] > 0 ? hypot(value, e[k]) : value)) : s,
  };
}

/** CRYSOL writes its profiles of four columns and more always against q in 1/Å. */
const isCrysol = (name: string, columns: number): boolean => /\.int(?:\.gz)?$/i.test(name) && columns >= 4;
const CRYSOL_UNIT = { value: '1/A', from: 'the format of CRYSOL (.int)' } as const;

/** A unit of q beside 1/Å and 1/nm that the name of the first column gives. */
function otherUnitOf(header: readonly string[]): string | undefined {
  const names = header.filter((line) => line.trim() !== '').pop() ?? '';
  const unit =
    /^[\s#!%*;"']*[qsh][\s,_/]*[[(]?\s*(1\s*\/\s*(?:[cmµμup]?m)|[cmµμup]?m\s*\^?\s*\{?[-−–⁻]\s*[1¹]\}?)(?!\p{L})/iu.exec(
      names,
    )?.[1];
  return unit !== undefined && inverseLength(unit) !== undefined ? unit.replace(/\s+/g, '') : undefined;
}

/** The first line of a header that is a title: words, neither names of columns nor numbers. */
function titleOf(header: readonly string[]): string | undefined {
  const titles = header.map((line) => line.replace(/^[\s#!%*;]+/, '').trim());
  const title = titles.find((line) => /\p{L}{3}/u.test(line) && !isHeading(line) && !isData(line));
  return title === undefined ? undefined : title.replace(/\s+/g, ' ').slice(0, 100);
}

const HEADING_WORD =
  /^(?:q|s|h|k|x|y|i|r|sexp|iexp|ifit|time|data|i?\(?[qs]\)?|int\w*|err\w*|sig\w*|sd|std\w*|dev\w*|counts|\W*|1\/\S*|[[(].*|.*[\])])$/iu;

/** True where a line holds only names of columns. */
function isHeading(line: string): boolean {
  return line
    .replace(/["']/g, ' ')
    .split(/[\s,;:]+/)
    .every((word) => HEADING_WORD.test(word));
}

/** True where a line holds more numbers than words. */
function isData(line: string): boolean {
  const cells = line.split(/[\s,;]+/).filter((cell) => cell !== '');
  return cells.filter((cell) => parseNumber(cell) !== undefined).length > cells.length / 2;
}

function tooFew(points: CleanPoints, raw: RawCurve, name: string): string {
  const left = points.leftOut.map(({ reason, count }) => `${count} left out: ${reason}`).join('; ');
  return `${name} has ${points.q.length} usable points of ${raw.q.length} read${left ? ` (${left})` : ''}; a curve needs at least ${FEWEST_POINTS}.`;
}

function judge(
  raw: RawCurve,
  points: CleanPoints,
  options: ParseCurveOptions & { name: string },
): MeasuredCurve {
  const { name, unit, keepPoints = false } = options;
  const even = keepPoints ? { kept: points, leftOut: [] } : withoutOddPoints(points);
  const { errors, errorsReason, sigma, warnings } = judgeErrors(even.kept);
  const all = { q: even.kept.q, intensity: even.kept.intensity, sigma };
  const { kept: inFile, leftOut } = keepPoints ? { kept: all, leftOut: [] } : withoutBeamStop(all);
  if (inFile.q.length < FEWEST_POINTS)
    throw new InputError(
      `${name} has ${inFile.q.length} points that agree with each other; a curve needs at least ${FEWEST_POINTS}.`,
    );
  const judged = unit ? givenUnit(inFile, raw, unit) : findUnit(inFile, raw, name);
  const factor = judged.unit === '1/A' ? 1 : 0.1;
  const leftOutPoints = [...even.leftOut, ...leftOut]
    .sort((a, b) => a.q - b.q)
    .map((point) => ({ ...point, q: point.q * factor }));
  return {
    name,
    title: raw.title,
    format: raw.format,
    q: factor === 1 ? inFile.q : inFile.q.map((value) => value * factor),
    intensity: inFile.intensity,
    sigma: inFile.sigma,
    qUnit: judged.unit,
    qUnitConfidence: judged.confidence,
    unitReason: judged.reason,
    pointsRead: raw.q.length,
    leftOut: [...raw.leftOut, ...points.leftOut],
    leftOutPoints,
    errors,
    errorsReason,
    warnings: [
      ...raw.warnings,
      ...points.warnings,
      ...warnings,
      ...judged.warnings,
      ...leftOutWarnings(leftOutPoints),
    ],
    gnom: raw.gnom && inAngstrom(raw.gnom, factor),
  };
}

/** One sentence per reason, with the range of q of its points. */
function leftOutWarnings(points: readonly LeftOutPoint[]): string[] {
  const reasons = [...new Set(points.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const q = points.filter((point) => point.reason === reason).map((point) => point.q.toPrecision(3));
    const where = q.length > 4 ? `${q[0]} to ${q[q.length - 1]}` : q.join(', ');
    return q.length === 1
      ? `The point at q ${where} 1/Å is left out: ${reason}.`
      : `${q.length} points at q ${where} 1/Å are left out, each because ${reason}.`;
  });
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
