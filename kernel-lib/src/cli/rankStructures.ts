import type { CurveAnalysis } from '../curve/analyseCurve';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { InputError } from '../inputError';
import type { StructureCandidate } from '../node/structureCandidates';
import { structureAgreement, type StructureAgreement } from '../profile/structureAgreement';
import { structureRange, type StructureFitOptions } from '../profile/structureFit';
import { structureMixture, type StructureMixture } from '../profile/structureMixture';
import { solventProfiles } from '../scattering/solvatedProfile';
import { structureScatterers, type StructureScatterers } from '../scattering/structureScatterers';

/** A structure with its fit. */
export interface RankedStructure {
  readonly label: string;
  readonly scatterers: StructureScatterers;
  readonly agreement: StructureAgreement;
}

/** Structures by their fit, and those that could not be fitted. */
export interface Ranking {
  /** least chi² first */
  readonly fitted: readonly RankedStructure[];
  readonly refused: readonly { readonly label: string; readonly reason: string }[];
}

/**
 * Fits each structure.
 *
 * @throws InputError of the first structure when none could be fitted
 */
export function rankStructures(
  candidates: readonly StructureCandidate[],
  curve: MeasuredCurve,
  analysis: CurveAnalysis,
  options: StructureFitOptions,
): Ranking {
  // a range without points is not the fault of a structure
  structureRange(curve, options);
  const fitted: RankedStructure[] = [],
    refused: { label: string; reason: string }[] = [];
  for (const { label, text, part } of candidates) {
    try {
      const scatterers = structureScatterers(text, part);
      fitted.push({ label, scatterers, agreement: structureAgreement(scatterers, curve, analysis, options) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refused.push({ label, reason: error.message });
    }
  }
  if (fitted.length === 0) throw new InputError(refused[0].reason);
  fitted.sort((a, b) => a.agreement.chi2 - b.agreement.chi2);
  return { fitted, refused };
}

/**
 * The curve as a mixture of all structures, in the order of the ranking.
 *
 * @throws InputError as `structureMixture`
 */
export function mixtureOf(
  { fitted }: Ranking,
  curve: MeasuredCurve,
  options: StructureFitOptions,
): StructureMixture {
  const points = structureRange(curve, options);
  return structureMixture(
    fitted.map(({ scatterers, agreement }) => ({
      profiles: solventProfiles(scatterers, points.q),
      mass: agreement.mass,
    })),
    points,
  );
}
