import { analyseCurve } from '../curve/analyseCurve';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { compareSymmetries, type SymmetryComparison } from '../reconstruct/compareSymmetries';
import type { Instruments } from '../reconstruct/instruments';
import type { ReconstructionOptions } from '../reconstruct/options';

/** Compares all symmetries, prints what the curve says of each, and returns it for the summary. */
export function comparedSymmetries(
  curve: MeasuredCurve,
  instruments: Instruments,
  options: ReconstructionOptions,
): object {
  const found = compareSymmetries(curve, instruments, options, analyseCurve(curve).molecularWeight?.mw);
  process.stdout.write(`${symmetryLines(found).join('\n')}\n`);
  return {
    trials: found.trials.map(({ name, chi2, symmetric, looked, fits }) => ({
      name,
      chi2,
      fits,
      ...(looked === undefined ? {} : { symmetricKnown: symmetric, looked }),
    })),
    words: found.words,
  };
}

/** A comparison of symmetries as a table with words. */
export function symmetryLines({ trials, impossible, words }: SymmetryComparison): string[] {
  return [
    'symmetry   chi²      known shapes with such a curve that have it',
    ...trials.map(({ name, chi2, symmetric, looked }) =>
      `${name.padEnd(9)}  ${chi2.toFixed(3).padEnd(8)}  ${looked === undefined ? '' : `${symmetric} of ${looked}`}`.trimEnd(),
    ),
    ...impossible.map(({ name }) => `${name.padEnd(9)}  parts too small for chains`),
    ...words,
  ];
}
