import { InputError } from '../inputError';
import { exp } from '../elementary';

/** Below this x = (q Rg)² the series is used, because the formula loses precision. */
const SMALL = 1e-3;

/**
 * I(q)/I(0) of a flexible chain without excluded volume, such as an unfolded protein,
 *
 *     I(q)/I(0) = 2 (exp(−x) + x − 1) / x²,   x = (q Rg)²
 *
 * (P. Debye, J. Phys. Colloid Chem. 51 (1947) 18).
 *
 * @param q momentum transfer in 1/Å
 * @param rg radius of gyration in Å
 * @throws InputError when rg is not above 0
 */
export function gaussianChain(q: Float64Array, rg: number): Float64Array {
  if (!(rg > 0 && rg < Infinity))
    throw new InputError(`The radius of gyration is ${rg} Å: expected a number above 0.`);
  return q.map((value) => {
    const x = (value * rg) ** 2;
    return x < SMALL ? 1 - x / 3 + (x * x) / 12 : (2 * (exp(-x) + x - 1)) / (x * x);
  });
}
