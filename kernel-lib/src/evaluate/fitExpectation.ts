import { MEASURES, type CertaintyMeasures, type Expectation } from '../certainty/expectedCorrelation';
import { cholesky, choleskySolve } from '../numerics/cholesky';
import { InputError } from '../inputError';
import { Random } from '../random';

/** One entry: measures without the model, and the correlation with it. */
export interface ExpectationRow {
  readonly measures: CertaintyMeasures;
  readonly cc: number;
}

type Measure = keyof CertaintyMeasures;

const FOLDS = 10;
/** Largest number of measures in a formula, and the factor by which each must reduce the error. */
const MOST_TERMS = 3,
  LEAST_GAIN = 0.01;
/** Required sign of measures of agreement and disagreement: a formula with the opposite sign is due to chance. */
const SIGNS: Partial<Record<Measure, 1 | -1>> = {
  sharpness: 1,
  agreement: 1,
  halfAgreement: 1,
  directAgreement: 1,
  variation: -1,
  meanSpread: -1,
};
/** Least number of entries for the fit of a formula. */
export const FEWEST_TO_FIT = 20;

/**
 * Fits the formula of the expected correlation by least squares. Its measures, at most three, are chosen one after the
 * other: the one that reduces the cross-validated error most, if it reduces it by 1 % and agreement counts for,
 * disagreement against the shape.
 *
 * @param rows one per entry; average several seeds of one entry first
 * @param seed draws the folds
 * @throws InputError with fewer than 20 rows
 */
export function fitExpectation(rows: readonly ExpectationRow[], seed = 1): Expectation {
  requireEnough(rows);
  const terms = chooseTerms(rows, seed);
  return {
    ...leastSquares(rows, terms),
    deviation: rootMeanSquare(
      rows,
      predicted(rows, seed, (training) => chooseTerms(training, seed)),
    ),
  };
}

/**
 * Predictions of formulas for entries outside their fit: ten times a tenth of the rows is left out, and a
 * formula is fitted to the others, including its choice of measures.
 */
export function crossValidated(rows: readonly ExpectationRow[], seed = 1): Float64Array {
  requireEnough(rows);
  return predicted(rows, seed, (training) => chooseTerms(training, seed));
}

function requireEnough(rows: readonly ExpectationRow[]): void {
  if (rows.length < FEWEST_TO_FIT)
    throw new InputError(
      `There are ${rows.length} entries with a model: at least ${FEWEST_TO_FIT} are needed for the fit of the expected correlation.`,
    );
}

function chooseTerms(rows: readonly ExpectationRow[], seed: number): Measure[] {
  const chosen: Measure[] = [];
  let error = rootMeanSquare(
    rows,
    predicted(rows, seed, () => []),
  );
  while (chosen.length < MOST_TERMS) {
    const [best] = MEASURES.filter((name) => !chosen.includes(name) && sensible(rows, [...chosen, name]))
      .map((name) => ({
        name,
        error: rootMeanSquare(
          rows,
          predicted(rows, seed, () => [...chosen, name]),
        ),
      }))
      .sort((a, b) => a.error - b.error);
    if (!best || best.error > (1 - LEAST_GAIN) * error) break;
    chosen.push(best.name);
    error = best.error;
  }
  return chosen;
}

function sensible(rows: readonly ExpectationRow[], names: readonly Measure[]): boolean {
  return leastSquares(rows, names).terms.every(
    ({ measure, coefficient }) => coefficient * (SIGNS[measure] ?? 0) >= 0,
  );
}

/** Predictions of each row by a formula fitted to the other folds. */
function predicted(
  rows: readonly ExpectationRow[],
  seed: number,
  termsOf: (training: readonly ExpectationRow[]) => readonly Measure[],
): Float64Array {
  const fold = foldOf(rows.length, seed);
  const result = new Float64Array(rows.length);
  for (let f = 0; f < FOLDS; f++) {
    const training = rows.filter((_, i) => fold[i] !== f);
    const { constant, terms } = leastSquares(training, termsOf(training));
    rows.forEach(({ measures }, i) => {
      if (fold[i] === f)
        result[i] = terms.reduce(
          (sum, { measure, coefficient }) => sum + coefficient * measures[measure],
          constant,
        );
    });
  }
  return result;
}

/** Folds of sizes as equal as possible, in random order. */
function foldOf(n: number, seed: number): Uint8Array {
  const random = new Random(seed);
  const fold = Uint8Array.from({ length: n }, (_, i) => i % FOLDS);
  for (let i = n - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [fold[i], fold[j]] = [fold[j], fold[i]];
  }
  return fold;
}

/** Fit about the means of the measures; the small ridge gives no weight to a measure that hardly varies. */
function leastSquares(
  rows: readonly ExpectationRow[],
  names: readonly Measure[],
): Omit<Expectation, 'deviation'> {
  const n = rows.length,
    size = names.length;
  const mean = (pick: (row: ExpectationRow) => number): number =>
    rows.reduce((sum, row) => sum + pick(row), 0) / n;
  const centres = names.map((name) => mean(({ measures }) => measures[name]));
  const centre = mean(({ cc }) => cc);
  const scales = names.map(
    (name, a) => Math.sqrt(mean(({ measures }) => (measures[name] - centres[a]) ** 2)) || 1,
  );
  const matrix = new Float64Array(size * size),
    right = new Float64Array(size);
  for (const { measures, cc } of rows) {
    const x = names.map((name, a) => (measures[name] - centres[a]) / scales[a]);
    for (let a = 0; a < size; a++) {
      right[a] += (x[a] * (cc - centre)) / n;
      for (let b = 0; b < size; b++) matrix[a * size + b] += (x[a] * x[b]) / n;
    }
  }
  for (let a = 0; a < size; a++) matrix[a * size + a] += 1e-9;
  const solved = size === 0 ? right : choleskySolve(cholesky(matrix, size)!, right);
  const terms = names.map((measure, a) => ({ measure, coefficient: solved[a] / scales[a] }));
  return {
    constant: terms.reduce((sum, { coefficient }, a) => sum - coefficient * centres[a], centre),
    terms,
  };
}

function rootMeanSquare(rows: readonly ExpectationRow[], predicted: Float64Array): number {
  return Math.sqrt(rows.reduce((sum, { cc }, i) => sum + (cc - predicted[i]) ** 2, 0) / rows.length);
}
