import type { Curve } from '../curve/curve';
import { residualRuns, type ResidualRuns } from '../curve/residualRuns';
import { selectRange } from '../curve/rebin';
import { InputError } from '../inputError';
import type { PartialProfiles } from '../scattering/partialProfiles';
import { combineProfiles } from '../scattering/solvatedProfile';
import { chiSquare } from './chiSquare';

/** Options of `structureFit`: unknowns of the solvent and range of the points. */
export interface StructureFitOptions {
  /** least q in 1/Å; default: the first point */
  readonly qMin?: number;
  /** largest q in 1/Å; default 0.3: beyond it solvents and the motion of atoms matter more than the structure */
  readonly qMax?: number;
  /** bounds of the layer's contrast in e/Å³; default 0 … 0.06. The same number twice fixes it. */
  readonly layer?: readonly [min: number, max: number];
  /** bounds of the radius of displaced groups relative to the tabulated one; default 0.95 … 1.05 */
  readonly expansion?: readonly [min: number, max: number];
  /** bounds of the constant as a share of the curve's intensity towards q = 0; default ∓0.003; 0 for none */
  readonly background?: number;
}

/** One number fitted beside the scale, within bounds. */
export interface SolventUnknown {
  readonly name: string;
  /** unit; '' for a share of the curve's intensity */
  readonly unit: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** true where the value is at one of its bounds, so that the model cannot follow the curve */
  readonly atBound: boolean;
}

/** The profile of a structure fitted to a measured curve. */
export interface StructureFit {
  /** mean squared deviation in units of the measured errors, 1/N Σ [(I_obs − I) / σ]² */
  readonly chi2: number;
  /** factor from electrons² to the unit of the curve */
  readonly scale: number;
  /** constant added, in the unit of the curve */
  readonly background: number;
  /** contrast of the hydration layer in e/Å³ */
  readonly layer: number;
  /** radius of displaced groups relative to the tabulated one */
  readonly expansion: number;
  readonly unknowns: readonly SolventUnknown[];
  /** the points fitted */
  readonly curve: Curve;
  /** fitted intensities at their q */
  readonly model: Float64Array;
  /** longest run of residuals of one sign */
  readonly runs: ResidualRuns;
  /** rms deviation beyond the errors relative to the intensity, over bins of q; 0 where the errors cover it */
  readonly misfit: number;
  /** q in 1/Å where the misfit is largest */
  readonly worstQ: number;
}

export const STRUCTURE_Q_MAX = 0.3;
const LAYER_BOUNDS = [0, 0.06] as const,
  EXPANSION_BOUNDS = [0.95, 1.05] as const,
  BACKGROUND_SHARE = 0.003;
/** Values of each unknown per scan, number of scans, and the ratio of the widths of successive scans. */
const SCAN = 7,
  ROUNDS = 6,
  NARROWER = 0.4;
/** Number of bins of q for the misfit. */
const BINS = 20;
/** Relative error of a bin's mean above which the bin is ignored. */
const NOISY = 0.1;

/** Least number of points for a fit with four unknowns. */
const FEWEST_POINTS = 10;

/**
 * The points of a curve to which a structure is fitted.
 *
 * @throws InputError when the range holds fewer than 10
 */
export function structureRange(
  curve: Curve,
  { qMin, qMax = STRUCTURE_Q_MAX }: StructureFitOptions = {},
): Curve {
  const points = selectRange(curve, qMin, qMax);
  if (points.q.length < FEWEST_POINTS) {
    throw new InputError(
      `The curve has ${points.q.length} points in the range of the fit: expected at least ${FEWEST_POINTS}.`,
    );
  }
  return points;
}

/**
 * Fits the profile of a structure to a curve: scale ≥ 0, constant, contrast of the hydration layer and radius of the
 * displaced groups, each within its bounds, such that chi-square is least. The last two are scanned, each scan narrower about
 * the best of the one before.
 *
 * @param profiles partial profiles at the q of `curve`
 * @param curve the points of `structureRange`
 * @throws InputError when q differ, or bounds are in the wrong order
 */
export function structureFit(
  profiles: PartialProfiles,
  curve: Curve,
  options: StructureFitOptions = {},
): StructureFit {
  if (profiles.q.length !== curve.q.length) {
    throw new InputError(
      `The profile has ${profiles.q.length} points and the curve ${curve.q.length}: expected the same q.`,
    );
  }
  const layer = ordered(options.layer ?? LAYER_BOUNDS),
    expansion = ordered(options.expansion ?? EXPANSION_BOUNDS);
  const share = options.background ?? BACKGROUND_SHARE;
  const constant = constantBounds(curve, share);
  const at = (c: number, e: number): Tried => {
    const model = combineProfiles(profiles, { layer: c, expansion: e });
    const { chi2, scale, background } = chiSquare(curve, model, { background: constant });
    return { layer: c, expansion: e, model, chi2, scale, background };
  };
  const best = leastOf(at, layer, expansion);
  const fitted = best.model.map((value) => best.scale * value + best.background);
  const residuals = curve.intensity.map((value, i) => (value - fitted[i]) / curve.sigma[i]);
  const unknown = (
    name: string,
    unit: string,
    value: number,
    [low, high]: readonly [number, number],
  ): SolventUnknown => {
    const near = 1e-3 * (high - low);
    return {
      name,
      unit,
      value,
      low,
      high,
      atBound: high > low && (value - low < near || high - value < near),
    };
  };
  return {
    chi2: best.chi2,
    scale: best.scale,
    background: best.background,
    layer: best.layer,
    expansion: best.expansion,
    unknowns: [
      unknown('contrast of the hydration layer', 'e/Å³', best.layer, layer),
      unknown('radius of the displaced groups, relative', '', best.expansion, expansion),
      ...(share > 0 ? [unknown('constant', '', best.background, constant)] : []),
    ],
    curve,
    model: fitted,
    runs: residualRuns(residuals),
    ...misfitOf(curve, fitted),
  };
}

interface Tried {
  readonly layer: number;
  readonly expansion: number;
  readonly model: Float64Array;
  readonly chi2: number;
  readonly scale: number;
  readonly background: number;
}

function leastOf(
  at: (layer: number, expansion: number) => Tried,
  layer: readonly [number, number],
  expansion: readonly [number, number],
): Tried {
  let best: Tried | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const width = NARROWER ** round;
    for (const c of around(layer, best?.layer, width)) {
      for (const e of around(expansion, best?.expansion, width)) {
        const tried = at(c, e);
        if (best === undefined || tried.chi2 < best.chi2) best = tried;
      }
    }
  }
  return best!;
}

/** Evenly spaced values of a part of the bounds about a centre. */
function around([low, high]: readonly [number, number], centre: number | undefined, width: number): number[] {
  if (high === low) return [low];
  const half = ((high - low) * width) / 2,
    middle = Math.min(high - half, Math.max(low + half, centre ?? (low + high) / 2));
  return Array.from({ length: SCAN }, (_, i) => middle + half * ((2 * i) / (SCAN - 1) - 1));
}

function ordered(bounds: readonly [number, number]): readonly [number, number] {
  if (!(bounds[0] <= bounds[1])) {
    throw new InputError(`The bounds are ${bounds[0]} and ${bounds[1]}: expected the smaller one first.`);
  }
  return bounds;
}

/** ± a share of the mean intensity of the first points, which are near I(0). */
function constantBounds({ intensity }: Curve, share: number): readonly [number, number] {
  const first = intensity.subarray(0, Math.max(1, Math.min(5, intensity.length)));
  const height = Math.abs(first.reduce((sum, value) => sum + value, 0) / first.length);
  return [-share * height, share * height];
}

/** Relative deviation of the means of bins from the fit, beyond the errors of these means. */
function misfitOf(
  { q, intensity, sigma }: Curve,
  model: Float64Array,
): { readonly misfit: number; readonly worstQ: number } {
  const low = q[0],
    width = (q[q.length - 1] - low) / BINS || 1;
  const bins = Array.from({ length: BINS }, () => ({ weight: 0, sum: 0, q: 0, model: 0, count: 0 }));
  for (let i = 0; i < q.length; i++) {
    const bin = bins[Math.min(BINS - 1, Math.floor((q[i] - low) / width))],
      weight = 1 / sigma[i] ** 2;
    bin.weight += weight;
    bin.sum += weight * (intensity[i] - model[i]);
    bin.model += weight * model[i];
    bin.q += q[i];
    bin.count++;
  }
  let squares = 0,
    used = 0,
    most = -Infinity,
    worstQ = low;
  for (const bin of bins) {
    const level = (bin.model / bin.weight) ** 2;
    if (bin.count === 0 || 1 / bin.weight > NOISY ** 2 * level) continue;
    const square = ((bin.sum / bin.weight) ** 2 - 1 / bin.weight) / level;
    squares += square;
    used++;
    if (square > most) {
      most = square;
      worstQ = bin.q / bin.count;
    }
  }
  return { misfit: used > 0 ? Math.sqrt(Math.max(0, squares / used)) : 0, worstQ };
}
