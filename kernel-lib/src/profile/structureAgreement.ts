import type { CurveAnalysis } from '../curve/analyseCurve';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { longestDistance } from '../scattering/extent';
import { scattererTotals, type Scatterers } from '../scattering/scatterers';
import { combineProfiles, solventProfiles } from '../scattering/solvatedProfile';
import { structureFit, structureRange, type StructureFit, type StructureFitOptions } from './structureFit';
import { structureVerdict } from './structureVerdict';
import { log } from '../elementary';

/** Comparison of a structure with a curve. */
export interface StructureAgreement extends StructureFit {
  /** radius of gyration in Å of the structure in its solvent, as fitted */
  readonly rg: number;
  /** longest distance in Å between centres of its atoms or residues */
  readonly dmax: number;
  /** mass of the structure in kDa */
  readonly mass: number;
  /** mass of the curve's particle over that of the structure, with its standard error; undefined where the curve gives none */
  readonly massRatio?: { readonly value: number; readonly error: number };
  /** grade of the agreement, and sentences of explanation */
  readonly grade: 'agrees' | 'agrees roughly' | 'does not agree';
  readonly verdict: readonly string[];
  readonly warnings: readonly string[];
}

/** Largest q · Rg at which the radius of gyration follows from the profile. */
const SMALL_QRG = 0.1;

/**
 * Fits the profile of a structure to a measured curve and compares size and mass.
 *
 * @param analysis of the curve, for its radius of gyration and mass
 * @throws InputError when the range holds no point, or the structure is too large
 */
export function structureAgreement(
  scatterers: Scatterers,
  curve: MeasuredCurve,
  analysis: CurveAnalysis,
  options: StructureFitOptions = {},
): StructureAgreement {
  const points = structureRange(curve, options);
  const dmax = longestDistance(scatterers.xyz);
  const fit = structureFit(solventProfiles(scatterers, points.q), points, options);
  const rg = solvatedRg(scatterers, fit, dmax);
  const mass = scattererTotals(scatterers).mass / 1000;
  const weight = analysis.molecularWeight;
  const massRatio = weight && { value: weight.mw / mass, error: weight.mwError / mass };
  const { grade, verdict } = structureVerdict({ ...fit, rg, massRatio }, analysis, curve.errors);
  return { ...fit, rg, dmax, mass, massRatio, grade, verdict, warnings: scatterers.warnings };
}

/** Rg from I(0) and I at one small q: ln I = ln I(0) − q² Rg² / 3. */
function solvatedRg(scatterers: Scatterers, fit: StructureFit, dmax: number): number {
  const q = SMALL_QRG / Math.max(dmax / 3, 1);
  const [i0, i1] = combineProfiles(solventProfiles(scatterers, Float64Array.of(0, q)), fit);
  return Math.sqrt(Math.max(0, (-3 * log(i1 / i0)) / (q * q)));
}
