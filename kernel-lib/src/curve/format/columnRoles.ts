/** Which column of a table holds what; -1 where none does. */
export interface ColumnRoles {
  readonly q: number;
  readonly intensity: number;
  /** the column that stands where errors stand; whether it holds errors is judged later */
  readonly sigma: number;
  /** a warning where the order is not the usual one */
  readonly note?: string;
}

const ERROR_NAME = /err|sig|^s\.?d\.?\b|std|dev|unc|^d_?i|^e$|^[σ±δ]|^Δ_?i/iu;
const RESOLUTION_NAME = /^d_?q|q_?(?:dev|err|sig|width|res)|sig(?:ma)?_?q|resol|fwhm/i;
const INTENSITY_NAME = /^i|int|counts|^y$/i;
const FIT_NAME = /fit|model|calc|reg|sim/i;

/**
 * Which columns hold q, I and its error: by their names where the file gives them, else in the order
 * q, I, error, past a first column that only numbers the rows.
 */
export function columnRoles(
  rows: readonly (readonly number[])[],
  names: readonly string[] | undefined,
): ColumnRoles {
  const columns = rows[0].length;
  if (names && columns > 2) return rolesByName(names);
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
  const find = (wanted: RegExp, ...unwanted: RegExp[]): number =>
    names.findIndex((name, i) => i > 0 && wanted.test(name) && !unwanted.some((other) => other.test(name)));
  const intensity = find(INTENSITY_NAME, ERROR_NAME, RESOLUTION_NAME, FIT_NAME);
  const known = intensity > 0 ? intensity : 1;
  const sigma = find(ERROR_NAME, RESOLUTION_NAME);
  const isFit = (column: number): boolean =>
    FIT_NAME.test(names[column]) || RESOLUTION_NAME.test(names[column]);
  const third = known === 1 && names.length > 2 && !isFit(2) ? 2 : -1;
  return { q: 0, intensity: known, sigma: sigma > 0 ? sigma : third };
}

function numbersTheRows(rows: readonly (readonly number[])[]): boolean {
  const start = rows[0][0];
  const counts = rows.every((row, i) => row[0] === start + i);
  if (!counts || (start !== 0 && start !== 1) || rows.length < 10) return false;
  let ascents = 0;
  for (let i = 1; i < rows.length; i++) if (rows[i][1] > rows[i - 1][1]) ascents++;
  return ascents > 0.95 * (rows.length - 1);
}
