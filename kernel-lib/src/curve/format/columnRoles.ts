/** Index of the column of each quantity; −1 where there is none. */
export interface ColumnRoles {
  readonly q: number;
  readonly intensity: number;
  /** the column in the place of the errors; `judgeErrors` decides whether it holds errors */
  readonly sigma: number;
  /** columns of the buffer and of its error to be subtracted, where the file has no difference */
  readonly buffer?: { readonly intensity: number; readonly sigma: number };
  /** a warning where there is a choice, or where the order is not the usual one */
  readonly note?: string;
}

const Q_NAME = /^(?:q|s|h|k)(?![\p{L}\d])|^(?:sexp|mom\w*|scat\w*)/iu;
const ERROR_NAME = /err|sig|^s\.?d\.?\b|std|dev|unc|^d_?i(?!f)|^e\d*$|^[σ±δ]|^Δ_?i/iu;
const RESOLUTION_NAME = /^d_?q|q_?(?:dev|err|sig|width|res)|sig(?:ma)?_?q|resol|fwhm/i;
const INTENSITY_NAME = /^i(?!ndex)|int|counts|^y$|sample|buffer|diff|subtr|frame/i;
const DIFFERENCE_NAME = /diff|subtr|(?:^|[_\W])sub(?:[_\W]|$)|minus|net(?:[_\W]|$)/i;
const SAMPLE_NAME = /sam(?:ple)?(?:[_\W\d]|$)|protein|solution/i;
const BUFFER_NAME = /buf(?:fer)?|blank|solvent|backgr|(?:^|_)bg/i;
const FIT_NAME = /fit|model|calc|reg|sim/i;

/**
 * The columns of q, I and its error: by their names where the file gives them, else in the order
 * q, I, error, after a first column that only numbers the rows. Of sample, buffer and difference the
 * difference is taken; of sample and buffer, sample minus buffer.
 */
export function columnRoles(
  rows: readonly (readonly number[])[],
  names: readonly string[] | undefined,
): ColumnRoles {
  const columns = rows[0].length;
  if (names && (columns > 2 || !Q_NAME.test(names[0]))) return rolesByName(names);
  if (columns > 2 && numbersTheRows(rows)) {
    return {
      q: 1,
      intensity: 2,
      sigma: columns > 3 ? 3 : -1,
      note: 'The first column numbers the rows; q was taken from the second.',
    };
  }
  return { q: 0, intensity: 1, sigma: columns > 2 ? 2 : -1 };
}

function rolesByName(names: readonly string[]): ColumnRoles {
  const first = Q_NAME.test(names[0]) ? 0 : names.findIndex((name) => Q_NAME.test(name));
  const q = Math.max(0, first);
  const others = names
    .map((_, i) => i)
    .filter((i) => i !== q && names[i].toLowerCase() !== names[q].toLowerCase());
  const isIntensity = (i: number): boolean =>
    INTENSITY_NAME.test(names[i]) && ![ERROR_NAME, RESOLUTION_NAME, FIT_NAME].some((p) => p.test(names[i]));
  const choice = others.filter(isIntensity);
  const pick = (wanted: RegExp): number | undefined => choice.find((i) => wanted.test(names[i]));
  const difference = pick(DIFFERENCE_NAME);
  const sample = pick(SAMPLE_NAME);
  const background = choice.find((i) => BUFFER_NAME.test(names[i]) && i !== sample);
  const intensity = difference ?? sample ?? choice.find((i) => i !== background) ?? others[0] ?? 1;
  const sigma = sigmaOf(names, others, intensity, choice);
  const buffer =
    difference === undefined && sample !== undefined && background !== undefined
      ? { intensity: background, sigma: sigmaAfter(names, others, background) }
      : undefined;
  return { q, intensity, sigma, buffer, note: noteOf(names, { q, intensity, buffer }, choice) };
}

/** The first column of errors after an intensity; with one intensity only, any column of errors. */
function sigmaOf(
  names: readonly string[],
  others: readonly number[],
  intensity: number,
  choice: readonly number[],
): number {
  const own = sigmaAfter(names, others, intensity);
  if (own >= 0 || choice.length > 1) return own;
  const any = others.find((i) => isError(names[i]));
  if (any !== undefined) return any;
  const third = intensity + 1;
  const isFit = others.includes(third) && (FIT_NAME.test(names[third]) || RESOLUTION_NAME.test(names[third]));
  return names.length > 2 && others.includes(third) && third === 2 && !isFit ? third : -1;
}

/** The first column of errors after an intensity and before the next intensity, else −1. */
function sigmaAfter(names: readonly string[], others: readonly number[], intensity: number): number {
  for (const i of others.filter((other) => other > intensity)) {
    if (isError(names[i])) return i;
    if (INTENSITY_NAME.test(names[i]) && !RESOLUTION_NAME.test(names[i]) && !FIT_NAME.test(names[i])) break;
  }
  return -1;
}

const isError = (name: string): boolean => ERROR_NAME.test(name) && !RESOLUTION_NAME.test(name);

function noteOf(
  names: readonly string[],
  { q, intensity, buffer }: Pick<ColumnRoles, 'q' | 'intensity' | 'buffer'>,
  choice: readonly number[],
): string | undefined {
  const named = (i: number): string => `column ${i + 1} ("${names[i].slice(0, 30)}")`;
  if (buffer)
    return `The intensity is ${named(intensity)} minus ${named(buffer.intensity)}: the file holds sample and buffer.`;
  if (choice.length > 1)
    return `The file has ${choice.length} columns of intensities: I was read from ${named(intensity)}.`;
  return q === 0 ? undefined : `q was read from ${named(q)}, I from ${named(intensity)}.`;
}

/** Whether the first column counts the rows, some of which may be missing or exchanged, and the second ascends. */
function numbersTheRows(rows: readonly (readonly number[])[]): boolean {
  if (rows.length < 10 || !rows.every((row) => Number.isInteger(row[0]) && row[0] >= 0)) return false;
  let steps = 0;
  let ascents = 0;
  for (let i = 1; i < rows.length; i++) {
    if (rows[i][0] === rows[i - 1][0] + 1) steps++;
    if (rows[i][1] > rows[i - 1][1]) ascents++;
  }
  return steps > 0.8 * (rows.length - 1) && ascents > 0.95 * (rows.length - 1);
}
