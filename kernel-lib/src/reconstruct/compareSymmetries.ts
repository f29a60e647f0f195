import { averageShapes } from '../consensus/averageShapes';
import { consensusMembers } from '../consensus/consensusMembers';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { selectRange } from '../curve/rebin';
import { groupName, POINT_GROUPS, type PointGroup } from '../grid/pointGroup';
import { InputError } from '../inputError';
import type { MisfitOptions } from '../profile/curveMisfit';
import { answerTo } from '../refine/answer';
import type { Instruments } from './instruments';
import { fillOptions, type ReconstructionOptions } from './options';
import { prepareSearch } from './prepareSearch';
import { knownWeights, requirePossible } from './symmetricStart';

/** Fit of a curve with one symmetry, without a search. */
export interface SymmetryTrial {
  /** undefined: none */
  readonly group?: PointGroup;
  readonly name: string;
  /** of the refined mean over known shapes, against the measured errors */
  readonly chi2: number;
  /** how many of the library shapes with such a curve have the symmetry, of how many looked at */
  readonly symmetric?: number;
  readonly looked?: number;
  /** whether it fits about as well as no symmetry does */
  readonly fits: boolean;
}

/** Result of a comparison of symmetries. */
export interface SymmetryComparison {
  /** without symmetry first */
  readonly trials: readonly SymmetryTrial[];
  /** groups left out, with the reason */
  readonly impossible: readonly { readonly name: string; readonly reason: string }[];
  /** what the curve says, in words */
  readonly words: readonly string[];
}

/** A symmetry fits where chi² is at most so much larger than without one, relative and absolute. */
const LARGER = 1.2,
  MORE = 0.15;

/**
 * Fits a curve with no symmetry and with each point group: the networks' shape and the library's, symmetric and refined,
 * without a search. A lower symmetry can do all that a higher one can, so that a curve can exclude a group, but never prove
 * one.
 *
 * @param mass molecular weight in kDa by the curve
 * @throws InputError as `reconstruct`
 */
export function compareSymmetries(
  measured: MeasuredCurve,
  instruments: Instruments,
  options: ReconstructionOptions,
  mass: number | undefined,
): SymmetryComparison {
  const trials: SymmetryTrial[] = [trial(measured, instruments, options)];
  const impossible: { name: string; reason: string }[] = [];
  for (const group of POINT_GROUPS) {
    try {
      requirePossible(group, mass);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      impossible.push({ name: groupName(group), reason: error.message });
      continue;
    }
    const tried = trial(measured, instruments, { ...options, symmetry: group });
    const limit = Math.max(LARGER * trials[0].chi2, trials[0].chi2 + MORE);
    trials.push({ ...tried, fits: tried.chi2 <= limit });
  }
  return { trials, impossible, words: wordsOf(trials) };
}

function trial(
  measured: MeasuredCurve,
  instruments: Instruments,
  options: ReconstructionOptions,
): SymmetryTrial {
  const full = fillOptions(options);
  const { direct, seeds, target, guinier, symmetric } = prepareSearch(measured, instruments, full);
  const plausible = consensusMembers(symmetric?.network ?? instruments.autoEncoder, {
    direct,
    nearest: seeds.nearest,
    islands: [],
    rg: guinier.rg,
    ...knownWeights(full, symmetric),
  });
  const { map } = averageShapes(plausible.shapes, plausible.count, { weights: plausible.weights, frame: 0 });
  const { q } = target.curve;
  const { refined } = answerTo({
    mean: symmetric ? symmetric.ball.applyToGrid(map) : map,
    rmax: full.rmax ?? plausible.rmax,
    rg: guinier.rg,
    rgError: guinier.rgError,
    points: selectRange(measured, q[0], q[q.length - 1]),
    fit: {
      background: target.fit.background as MisfitOptions['background'],
      formFactor: target.fit.formFactor as MisfitOptions['formFactor'],
    },
    difference: instruments.difference,
    refine: true,
    symmetry: symmetric?.ball,
  });
  return {
    group: full.symmetry,
    name: full.symmetry ? groupName(full.symmetry) : 'none',
    chi2: refined.fit.chi2,
    symmetric: symmetric?.symmetric,
    looked: symmetric?.looked,
    fits: true,
  };
}

function wordsOf(trials: readonly SymmetryTrial[]): string[] {
  const names = (wanted: boolean): string[] =>
    trials.filter(({ group, fits }) => group !== undefined && fits === wanted).map(({ name }) => name);
  const [fitting, failing] = [names(true), names(false)];
  const excluded =
    failing.length > 0
      ? `The curve is not fitted with ${failing.join(', ')}.`
      : 'The curve excludes no group.';
  if (fitting.length === 0) return [excluded, 'The map has no symmetry.'];
  return [
    excluded,
    `It is fitted as well with ${fitting.join(', ')} as without symmetry: a curve alone does not distinguish them and proves none. ` +
      'The map has no symmetry; where one is known from elsewhere, give it by name.',
  ];
}
