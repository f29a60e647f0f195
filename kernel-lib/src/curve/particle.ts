import { InputError } from '../inputError';
import type { Curve } from './curve';
import { localScatter, median } from './localScatter';
import { hypot } from '../elementary';

/** A curve in which there is no particle: a buffer, an empty cell, noise, a column that is no intensity. */
export class NoParticleError extends InputError {}

/** Range of Rg in Å of the analyses of this folder: from a peptide to a large virus. */
export const SMALLEST_RG = 5;
export const LARGEST_RG = 300;

/** Blocks of a curve whose levels are compared. */
const BLOCKS = 12;
/** Least fall of a particle's intensity, relative and in standard errors. */
const LEAST_FALL = 0.3;
const LEAST_DEVIATIONS = 6;

/**
 * Reason why a curve can show no particle: its intensity does not fall with q, beyond its noise and by a
 * third. The first twelfth of the points, which may belong to the beam, does not decide alone.
 *
 * @returns the end of the sentence "There is no particle in this curve: …", undefined where there may be a particle
 */
export function withoutFall({ q, intensity }: Curve): string | undefined {
  const n = q.length;
  if (n < 2 * BLOCKS) return undefined;
  const scatter = localScatter(q, intensity);
  const levels = Array.from({ length: BLOCKS }, (_, b) => {
    const [from, to] = [Math.floor((b * n) / BLOCKS), Math.floor(((b + 1) * n) / BLOCKS)];
    return {
      value: median(intensity.slice(from, to)),
      error: (1.25 * median(scatter.slice(from, to))) / Math.sqrt(to - from),
    };
  });
  let share = 0;
  levels.forEach((high, b) => {
    for (const low of levels.slice(b + 1)) {
      const fall = high.value - low.value;
      if (fall > LEAST_DEVIATIONS * hypot(high.error, low.error))
        share = Math.max(share, fall / Math.max(Math.abs(high.value), fall / 2));
    }
  });
  if (share >= LEAST_FALL) return undefined;
  return share === 0
    ? 'its intensity does not fall with q beyond the noise, as of a buffer or an empty cell'
    : `its intensity falls with q by ${(100 * share).toFixed(0)} % only, as of a buffer, or of a sample whose buffer was not subtracted`;
}

/**
 * Refuses curves and sizes of no particle.
 *
 * @param rg radius of gyration found, in Å
 * @throws NoParticleError
 */
export function requireParticle(curve: Curve, rg: number): void {
  const why =
    withoutFall(curve) ??
    (rg < SMALLEST_RG
      ? `Rg would be ${rg.toPrecision(2)} Å, less than that of any molecule this program is for (some ${SMALLEST_RG} Å)`
      : undefined);
  if (why) throw new NoParticleError(`There is no particle in this curve: ${why}.`);
}
