import type { CurveAnalysis } from 'decodesaxs/core';

/** Rg in Å beyond which no protein shape of the library comes near a curve. */
const LARGEST_RG = 150;

/** Why a particle cannot be what the networks know, in a sentence; undefined where it can. */
export function sizeProblem({ guinier }: CurveAnalysis): string | undefined {
  if (!guinier || guinier.rg <= LARGEST_RG) return undefined;
  return `Rg is ${Math.round(guinier.rg)} Å: expected at most ${LARGEST_RG} Å, the shapes of proteins are what is searched. If the particle is a protein, look at the unit of q and at aggregation; no molecular weight is told.`;
}
