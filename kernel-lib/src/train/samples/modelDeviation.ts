import type { Random } from '../../random';
import { cos } from '../../elementary';

/** Number of waves in a deviation. */
const WAVES = 4;
/** Correlation length in 1/Å. */
const LENGTH = 0.06;
/** Standard deviation at q = 0, and the q in 1/Å at which it is twice that: those of docs/solvent.md. */
const AT_ZERO = 0.02,
  DOUBLES = 0.15;

/**
 * Deviation of a real curve from a uniform body, drawn at random: ln(real / body) as a smooth function of q, 0 at q = 0,
 * with the standard deviation 0.02 (1 + (q / 0.15)²) of the deviations of known structures from measured curves, and
 * correlated over 0.06 1/Å: a few waves of random length and phase.
 */
export function modelDeviation(random: Random): (q: number) => number {
  const waves = Array.from({ length: WAVES }, () => ({
    frequency: random.normal() / LENGTH,
    phase: random.between(0, 2 * Math.PI),
  }));
  const at = (q: number): number => {
    let sum = 0;
    for (const { frequency, phase } of waves) sum += cos(frequency * q + phase);
    return AT_ZERO * (1 + (q / DOUBLES) ** 2) * Math.sqrt(2 / WAVES) * sum;
  };
  const zero = at(0);
  return (q) => at(q) - zero;
}
