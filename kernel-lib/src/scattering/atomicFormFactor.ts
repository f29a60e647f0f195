import { FORM_FACTOR_COEFFICIENTS } from './formFactorTable';
import { exp } from '../elementary';

const COEFFICIENTS = new Map<string, readonly number[]>(
  FORM_FACTOR_COEFFICIENTS.trim()
    .split('\n')
    .map((line) => {
      const [element, ...numbers] = line.split(' ');
      return [element, numbers.map(Number)];
    }),
);

/** True where the form factor of an element ("C", "ZN") is known. */
export function hasFormFactor(element: string): boolean {
  return COEFFICIENTS.has(element);
}

/**
 * Form factor of a neutral atom in electrons,
 *
 *     f(q) = Σ_k a_k exp(−b_k (q / 4π)²) + c
 *
 * (Cromer & Mann 1968; coefficients of International Tables C, 1992). NaN for an element that the table lacks.
 *
 * @param element symbol in capitals
 * @param q momentum transfer in 1/Å
 */
export function atomicFormFactor(element: string, q: number): number {
  const row = COEFFICIENTS.get(element);
  if (row === undefined) return NaN;
  const s2 = (q / (4 * Math.PI)) ** 2;
  let sum = row[8];
  for (let k = 0; k < 4; k++) sum += row[k] * exp(-row[4 + k] * s2);
  return sum;
}

/** Weight of an element in Da. NaN for an element that the table lacks. */
export function atomicWeight(element: string): number {
  return COEFFICIENTS.get(element)?.[9] ?? NaN;
}
