import type { CurveAnalysis } from '../curve/analyseCurve';
import type { StructureFit } from './structureFit';

/** Numbers on which the verdict on a structure rests. */
export interface VerdictInput extends Pick<StructureFit, 'chi2' | 'runs' | 'misfit' | 'worstQ' | 'unknowns'> {
  readonly rg: number;
  readonly massRatio?: { readonly value: number; readonly error: number };
}

/** Chi-square, and probability of the longest run, limits within which residuals count as errors. */
const GOOD_CHI2 = 1.5,
  SYSTEMATIC_P = 0.01;
/** Relative misfit beyond the errors up to which a structure agrees, and agrees roughly. */
const SMALL_MISFIT = 0.05,
  ROUGH_MISFIT = 0.13;
/** Difference of Rg that is reported, and up to which a structure can agree. */
const RG_SAID = 0.04,
  RG_LIMIT = 0.15;
/** Range of the ratio of masses outside which another oligomer is suggested. */
const MASS_LIMITS = [0.7, 1.4] as const;

/** The verdict on a structure by chi-square, runs, misfit, size and mass. */
export function structureVerdict(
  { chi2, runs, misfit, worstQ, unknowns, rg, massRatio }: VerdictInput,
  { guinier }: Pick<CurveAnalysis, 'guinier'>,
  errors: 'measured' | 'model',
): { grade: 'agrees' | 'agrees roughly' | 'does not agree'; verdict: string[] } {
  const ratio = guinier ? rg / guinier.rg : 1;
  const off = Math.abs(ratio - 1);
  const withinErrors = chi2 <= GOOD_CHI2 && runs.p >= SYSTEMATIC_P;
  const grade =
    (withinErrors || misfit <= SMALL_MISFIT) && off < RG_LIMIT / 2
      ? 'agrees'
      : misfit <= ROUGH_MISFIT && off < RG_LIMIT
        ? 'agrees roughly'
        : 'does not agree';
  const verdict: string[] = [];
  const amount = `${(100 * misfit).toFixed(misfit < 0.1 ? 1 : 0)} %`;
  const where = `most at q ${worstQ.toFixed(3)} 1/Å (lengths of ${((2 * Math.PI) / worstQ).toFixed(0)} Å)`;
  if (withinErrors) verdict.push('The structure agrees with the curve within its errors.');
  else if (grade === 'agrees') {
    verdict.push(
      misfit > 0
        ? `The structure agrees with the curve to ${amount} beyond the errors, ${where}.`
        : 'The structure agrees with the curve; the residuals are systematic, but below the errors.',
    );
  } else if (grade === 'agrees roughly') {
    verdict.push(`The structure agrees with the curve roughly: ${amount} beyond the errors, ${where}.`);
  } else verdict.push(`The structure does not agree with the curve: ${amount} beyond the errors, ${where}.`);
  if (errors === 'model') verdict.push('The file has no usable errors: chi² is against an estimate of them.');
  if (guinier && off > RG_SAID) {
    const percent = (100 * off).toFixed(0);
    verdict.push(
      `In solvent it is ${percent} % ${ratio > 1 ? 'larger' : 'smaller'} than the curve's particle (Rg ${rg.toFixed(1)} and ${guinier.rg.toFixed(1)} Å).`,
    );
  }
  if (massRatio && (massRatio.value < MASS_LIMITS[0] || massRatio.value > MASS_LIMITS[1])) {
    verdict.push(massWords(massRatio));
  }
  const bounds = unknowns.filter(({ atBound }) => atBound).map(({ name }) => name);
  if (bounds.length > 0) {
    verdict.push(`At a bound: ${bounds.join(', ')}; the solvent hides a misfit there.`);
  }
  return { grade, verdict };
}

function massWords({ value, error }: { readonly value: number; readonly error: number }): string {
  const times = `The curve's particle weighs ${value.toFixed(2)} ± ${error.toFixed(2)} times as much as the structure`;
  const copies = Math.round(value);
  if (copies >= 2 && Math.abs(value - copies) <= 2 * error) {
    return `${times}: ${copies} copies of it, or parts that it lacks.`;
  }
  return value < 1
    ? `${times}: fewer chains than the structure has, or a mass that the curve underestimates.`
    : `${times}: parts that it lacks, another oligomer or a mixture.`;
}
