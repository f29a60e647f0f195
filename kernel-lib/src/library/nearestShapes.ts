import { pairCount } from '../moments/invariants';
import { LATENT_SIZE } from '../network/autoEncoder';
import { invariantRg } from '../profile/invariantRg';
import type { Target } from '../profile/target';
import { scoreInvariants } from '../profile/scoreInvariants';
import { LIBRARY_ORDER, type ShapeLibrary } from './shapeLibrary';

/** Shapes of a library that fit a curve, the best first. */
export interface NearestShapes {
  readonly count: number;
  /** indices in the library */
  readonly index: Int32Array;
  /** count × 200 */
  readonly latents: Float32Array;
  /** radius in Å of the best fit of each */
  readonly rmax: Float64Array;
  readonly chi2: Float64Array;
}

/** Length of the shortlist relative to the number of shapes requested. */
const SHORTLIST = 8;

/**
 * The shapes of a library whose profiles are nearest to a curve: first all shapes at the size that gives them the
 * measured Rg (or at the radius given), then a shortlist at several sizes.
 *
 * @param rg measured radius of gyration in Å
 * @param shortlisted length of the shortlist; default: eight times the count
 */
export function nearestShapes(
  library: ShapeLibrary,
  target: Target,
  rg: number,
  count: number,
  shortlisted = SHORTLIST * count,
): NearestShapes {
  const F = Float64Array.from(library.invariants);
  const own = { ...target, nmax: LIBRARY_ORDER };
  const { low, high } = target.radius;
  const ratio = invariantRg(F, library.count, LIBRARY_ORDER);
  const start = ratio.map((r) => Math.min(high, Math.max(low, rg / r)));
  const rough = scoreInvariants(F, library.count, start, own, [0]).chi2;
  const shortlist = best(rough, Math.min(library.count, shortlisted));
  const pairs = pairCount(LIBRARY_ORDER);
  const close = new Float64Array(shortlist.length * pairs);
  shortlist.forEach((s, i) => close.set(F.subarray(s * pairs, (s + 1) * pairs), i * pairs));
  const scores = scoreInvariants(
    close,
    shortlist.length,
    Float64Array.from(shortlist, (s) => start[s]),
    own,
  );
  const chosen = best(scores.chi2, Math.min(count, shortlist.length));
  const latents = new Float32Array(chosen.length * LATENT_SIZE);
  chosen.forEach((c, i) => {
    const s = shortlist[c];
    latents.set(library.latents.subarray(s * LATENT_SIZE, (s + 1) * LATENT_SIZE), i * LATENT_SIZE);
  });
  return {
    count: chosen.length,
    latents,
    index: Int32Array.from(chosen, (c) => shortlist[c]),
    rmax: Float64Array.from(chosen, (c) => scores.rmax[c]),
    chi2: Float64Array.from(chosen, (c) => scores.chi2[c]),
  };
}

function best(values: Float64Array, count: number): number[] {
  return Array.from(values.keys())
    .sort((a, b) => values[a] - values[b] || a - b)
    .slice(0, count);
}
