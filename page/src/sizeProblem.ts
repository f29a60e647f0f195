import type { CurveAnalysis } from 'decodesaxs/core';

/** Rg in Å beyond which no protein shape of the library is near a curve. */
const LARGEST_RG = 150;

/** A sentence on why a particle is outside the range of the networks; undefined where it is inside. */
export function sizeProblem({ guinier }: CurveAnalysis): string | undefined {
  if (!guinier || guinier.rg <= LARGEST_RG) return undefined;
  return `Rg is ${Math.round(guinier.rg)} Å: expected at most ${LARGEST_RG} Å, the shapes of proteins are what is searched. If the particle is a protein, look at the unit of q and at aggregation; no molecular weight is told.`;
}
