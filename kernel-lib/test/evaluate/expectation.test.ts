import { strict as assert } from 'node:assert';
import {
  expectedCorrelation,
  MEASURES,
  type CertaintyMeasures,
} from '../../src/certainty/expectedCorrelation';
import { calibrateExpectation } from '../../src/evaluate/calibrateExpectation';
import { crossValidated, fitExpectation, type ExpectationRow } from '../../src/evaluate/fitExpectation';
import { InputError } from '../../src/inputError';
import { Random } from '../../src/random';

/** Entries of independent measures with a correlation that depends on them as told. */
function entries(
  n: number,
  cc: (measures: CertaintyMeasures, noise: number) => number,
  seed = 3,
): ExpectationRow[] {
  const random = new Random(seed);
  return Array.from({ length: n }, () => {
    const measures = Object.fromEntries(
      MEASURES.map((name) => [name, random.uniform()]),
    ) as unknown as CertaintyMeasures;
    return { measures, cc: cc(measures, random.normal()) };
  });
}

describe('fitExpectation', () => {
  it('finds the measures that count, their coefficients and the noise', () => {
    const { constant, terms, deviation } = fitExpectation(
      entries(400, (m, noise) => 0.2 + 0.4 * m.sharpness - 0.3 * m.variation + 0.02 * noise),
    );
    const found = Object.fromEntries(terms.map(({ measure, coefficient }) => [measure, coefficient]));
    assert.deepEqual(
      terms.slice(0, 2).map(({ measure }) => measure),
      ['sharpness', 'variation'],
      'the stronger one first',
    );
    assert.ok(
      Math.abs(found.sharpness - 0.4) < 0.02 &&
        Math.abs(found.variation + 0.3) < 0.02 &&
        Math.abs(constant - 0.2) < 0.02,
    );
    assert.ok(Math.abs(deviation - 0.02) < 0.003, `${deviation}`);
  });

  it('takes no measure that turns agreement against the shape', () => {
    const { terms } = fitExpectation(entries(200, (m) => 0.9 - 0.5 * m.agreement + 0.1 * m.logRg));
    assert.deepEqual(
      terms.map(({ measure }) => measure),
      ['logRg'],
    );
  });

  it('predicts the mean of the others where there is only noise', () => {
    const rows = entries(60, (_, noise) => 0.7 + 0.1 * noise);
    const errors = crossValidated(rows).map((value, i) => rows[i].cc - value);
    assert.ok(
      errors.reduce((sum, e) => sum + e * e, 0) / 60 >
        0.9 * (rows.reduce((sum, { cc }) => sum + (cc - 0.7) ** 2, 0) / 60),
    );
  });

  it('needs 20 entries', () => assert.throws(() => fitExpectation(entries(19, () => 0.5)), InputError));
});

describe('expectedCorrelation', () => {
  const [{ measures }] = entries(1, () => 0);
  it('is the sum of the terms, within 0 … 1', () => {
    const formula = (coefficient: number): Parameters<typeof expectedCorrelation>[1] => ({
      constant: 0.1,
      deviation: 0.07,
      terms: [{ measure: 'sharpness', coefficient }],
    });
    assert.deepEqual(expectedCorrelation(measures, formula(0.5)), {
      cc: 0.1 + 0.5 * measures.sharpness,
      deviation: 0.07,
    });
    assert.deepEqual(
      [expectedCorrelation(measures, formula(1e3)).cc, expectedCorrelation(measures, formula(-1e3)).cc],
      [1, 0],
    );
    assert.throws(() => expectedCorrelation({ ...measures, sharpness: NaN }, formula(1)), InputError);
  });
});

describe('calibrateExpectation', () => {
  it('averages the seeds of an entry, leaves out what lacks a model, and checks both formulas', () => {
    const rows = entries(40, (m, noise) => 0.3 + 0.5 * m.sharpness + 0.01 * noise);
    const common = { backend: 'wasm', version: '1', weights: 'w' };
    const results = rows.flatMap(({ measures, cc }, i) =>
      [1, 2].map((seed) => ({ ...common, ...measures, id: `E${i}`, seed, cc: cc + (seed - 1.5) * 0.2 })),
    );
    const {
      n,
      entries: kept,
      fitted,
      shipped,
    } = calibrateExpectation([...results, { ...common, id: 'X', seed: 1, chi2Map: 1 }]);
    assert.equal(n, 40);
    kept.forEach(({ cc }, i) => assert.ok(Math.abs(cc - rows[i].cc) < 1e-12));
    assert.ok(fitted!.rankCorrelation > 0.95 && fitted!.error < 0.02 && Math.abs(fitted!.bias) < 0.005);
    assert.ok(fitted!.error < shipped.error);
    assert.throws(() => calibrateExpectation([]), InputError);
  });
});
