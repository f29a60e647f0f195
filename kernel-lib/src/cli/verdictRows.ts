import { basename } from 'node:path';
import { analyseCurve } from '../curve/analyseCurve';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { InputError } from '../inputError';
import type { DatasetEntry } from '../node/evaluation/dataset';
import { readText } from '../node/files';
import { structureAgreement, type StructureAgreement } from '../profile/structureAgreement';
import { structureScatterers } from '../scattering/structureScatterers';

/** Agreement of one model of a dataset with its curve. */
export interface VerdictRow {
  readonly id: string;
  readonly atoms: number;
  readonly chi2: number;
  /** rms deviation beyond the errors, in parts of the intensity */
  readonly misfit: number;
  readonly runP: number;
  /** Rg of the structure in solvent over that of the curve, and masses of curve and structure likewise; NaN: not known */
  readonly rgRatio: number;
  readonly massRatio: number;
  readonly grade: StructureAgreement['grade'];
  readonly verdict: readonly string[];
  /** what the dataset says */
  readonly match?: string;
  /** milliseconds of the fit, file and curve read */
  readonly milliseconds: number;
}

/** An entry without a verdict, and why. */
export interface NoVerdict {
  readonly id: string;
  readonly reason: string;
}

/** Compares the model of an entry with its curve. Bead models and entries that cannot be read have a reason instead. */
export function verdictOn(entry: DatasetEntry, qMax?: number): VerdictRow | NoVerdict {
  const { id, modelFile } = entry;
  if (modelFile === undefined) return { id, reason: 'no model' };
  try {
    const scatterers = structureScatterers(readText(modelFile), { name: basename(modelFile) });
    if (scatterers.detail === 'beads') return { id, reason: 'a bead model' };
    const curve = entry.curve() as MeasuredCurve;
    const analysis = analyseCurve(curve);
    const began = performance.now();
    const found = structureAgreement(scatterers, curve, analysis, { qMax });
    return {
      id,
      atoms: scatterers.kindOf.length,
      chi2: found.chi2,
      misfit: found.misfit,
      runP: found.runs.p,
      rgRatio: analysis.guinier ? found.rg / analysis.guinier.rg : NaN,
      massRatio: found.massRatio?.value ?? NaN,
      grade: found.grade,
      verdict: found.verdict,
      match: entry.match,
      milliseconds: performance.now() - began,
    };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { id, reason: error.message };
  }
}
