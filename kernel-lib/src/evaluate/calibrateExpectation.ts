import {
  EXPECTATION,
  expectedCorrelation,
  MEASURES,
  type CertaintyMeasures,
  type Expectation,
} from '../certainty/expectedCorrelation';
import { InputError } from '../inputError';
import { calibration, type Calibration } from './calibration';
import { crossValidated, FEWEST_TO_FIT, fitExpectation, type ExpectationRow } from './fitExpectation';
import type { EntryResult } from './entryResult';
import { measuresOf } from './summary';

/** Agreement of expected correlations with those found. */
export interface ExpectationCheck {
  /** of each entry */
  readonly expected: Float64Array;
  /** stated standard deviation */
  readonly deviation: number;
  /** by fifths, with the rank correlation */
  readonly calibration: Calibration;
  /** mean of found − expected, and its root mean square */
  readonly bias: number;
  readonly error: number;
  /** share of the entries within the stated deviation */
  readonly within: number;
}

/** Comparison of the expected correlations of an evaluation with the true ones. */
export interface CalibrationReport {
  readonly n: number;
  readonly meanCC: number;
  readonly entries: readonly (ExpectationRow & { readonly id: string })[];
  /** of the formula of this library */
  readonly shipped: ExpectationCheck;
  /** of formulas fitted to the other entries, and the formula fitted to all; absent with too few entries */
  readonly fitted?: ExpectationCheck & { readonly formula: Expectation; readonly rankCorrelation: number };
}

/**
 * Compares expected correlations with those with the models. The seeds of an entry are averaged first.
 *
 * @throws InputError when fewer than three entries have a correlation and all measures
 */
export function calibrateExpectation(results: readonly EntryResult[]): CalibrationReport {
  const entries = meansOverSeeds(results);
  if (entries.length < 3)
    throw new InputError(
      `${entries.length} entries have a model and all measures of certainty: three or more are needed.`,
    );
  const shipped = check(
    entries,
    Float64Array.from(entries, ({ measures }) => expectedCorrelation(measures).cc),
    EXPECTATION.deviation,
  );
  const n = entries.length;
  const meanCC = entries.reduce((sum, { cc }) => sum + cc, 0) / n;
  if (n < FEWEST_TO_FIT) return { n, meanCC, entries, shipped };
  const formula = fitExpectation(entries);
  const fitted = check(entries, crossValidated(entries), formula.deviation);
  return {
    n,
    meanCC,
    entries,
    shipped,
    fitted: { ...fitted, formula, rankCorrelation: fitted.calibration.rankCorrelation },
  };
}

function check(
  entries: readonly ExpectationRow[],
  expected: Float64Array,
  deviation: number,
): ExpectationCheck {
  const errors = Float64Array.from(entries, ({ cc }, i) => cc - expected[i]);
  const mean = (values: Float64Array): number => values.reduce((sum, v) => sum + v, 0) / values.length;
  return {
    expected,
    deviation,
    calibration: calibration(
      expected,
      entries.map(({ cc }) => cc),
    ),
    bias: mean(errors),
    error: Math.sqrt(mean(errors.map((e) => e * e))),
    within: errors.filter((e) => Math.abs(e) <= deviation).length / errors.length,
  };
}

function meansOverSeeds(results: readonly EntryResult[]): (ExpectationRow & { id: string })[] {
  const byId = new Map<string, ExpectationRow[]>();
  for (const result of results) {
    const measures = measuresOf(result);
    if (result.cc === undefined || !measures) continue;
    byId.set(result.id, [...(byId.get(result.id) ?? []), { measures, cc: result.cc }]);
  }
  return [...byId].map(([id, rows]) => {
    const mean = (pick: (row: ExpectationRow) => number): number =>
      rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
    return {
      id,
      cc: mean(({ cc }) => cc),
      measures: Object.fromEntries(
        MEASURES.map((name) => [name, mean(({ measures }) => measures[name])]),
      ) as unknown as CertaintyMeasures,
    };
  });
}
