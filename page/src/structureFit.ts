import {
  decodeText,
  structureAgreement,
  structureScatterers,
  type CurveAnalysis,
  type Curve,
  type MeasuredCurve,
  type StructureAgreement,
} from 'decodesaxs/core';

/** Comparison of the profile of a structure with the measured curve. */
export interface FittedStructure {
  readonly name: string;
  readonly grade: StructureAgreement['grade'];
  /** the verdict and notes about the structure, as sentences */
  readonly sentences: readonly string[];
  readonly chi2: number;
  /** the points fitted, and the fitted intensities at their q */
  readonly curve: Curve;
  readonly model: Float64Array;
  /** radius of gyration in Å of the structure in its solvent, and of the curve */
  readonly rg: number;
  readonly rgCurve?: number;
  /** mass in kDa of the structure, and of the curve's particle with its error */
  readonly mass: number;
  readonly massCurve?: { readonly value: number; readonly error: number };
  /** contrast of the hydration layer in e/Å³ */
  readonly layer: number;
}

/**
 * Fits the profile of a structure file to a curve: atoms in water with a hydration layer.
 *
 * @throws InputError when the file is no structure, or the curve has too few points
 */
export function fitStructure(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  curve: MeasuredCurve,
  analysis: CurveAnalysis,
): FittedStructure {
  const scatterers = structureScatterers(decodeText(bytes, name), { name });
  const found = structureAgreement(scatterers, curve, analysis);
  const weight = analysis.molecularWeight;
  return {
    name,
    grade: found.grade,
    sentences: [...found.verdict, ...found.warnings],
    chi2: found.chi2,
    curve: found.curve,
    model: found.model,
    rg: found.rg,
    rgCurve: analysis.guinier?.rg,
    mass: found.mass,
    massCurve: weight && { value: weight.mw, error: weight.mwError },
    layer: found.layer,
  };
}
