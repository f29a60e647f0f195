import { atomicFormFactor, atomicWeight } from './atomicFormFactor';
import { sinc, type ScattererKind } from './scatterers';
import { cbrt, exp } from '../elementary';

/**
 * Volumes in Å³ from which atoms displace solvent, hydrogens bonded to them not counted (R. D. B. Fraser,
 * T. P. MacRae & E. Suzuki, J. Appl. Cryst. 11 (1978) 693; D. Svergun, C. Barberato & M. H. J. Koch, J. Appl.
 * Cryst. 28 (1995) 768, table 1).
 */
const VOLUMES: Readonly<Record<string, number>> = {
  C: 16.44,
  N: 2.49,
  O: 9.13,
  S: 19.86,
  SE: 19.86,
  P: 5.73,
  MG: 17.16,
  CA: 31.89,
  MN: 9.2,
  FE: 7.99,
  CU: 8.78,
  ZN: 9.85,
};

/** Volume in Å³ that a bonded hydrogen adds; from the same table, CH less C. */
const HYDROGEN_VOLUME = 5.15;

/** Mean radius in Å of atomic groups in proteins (Svergun et al. 1995): used for elements without a tabulated volume. */
export const MEAN_GROUP_RADIUS = 1.62;

/** Bond lengths in Å to hydrogen; 1 where the table has none. */
const HYDROGEN_BOND: Readonly<Record<string, number>> = { C: 1.09, N: 1.01, O: 0.96, S: 1.34, SE: 1.46 };

/** Radii in Å of groups at contact with their neighbours (A. Bondi, J. Phys. Chem. 68 (1964) 441), including hydrogens. */
const SURFACE: Readonly<Record<string, number>> = { C: 1.9, N: 1.6, O: 1.5, S: 1.85, SE: 1.9, P: 1.9 };
const OTHER_SURFACE = 1.8;

/** Volume in Å³ of an atom with its hydrogens. */
export function groupVolume(element: string, hydrogens: number): number {
  return (VOLUMES[element] ?? (4 / 3) * Math.PI * MEAN_GROUP_RADIUS ** 3) + HYDROGEN_VOLUME * hydrogens;
}

/** Amplitude in Å³ of a volume V with a Gaussian profile, V exp(−q² V^(2/3) / 4π) (Fraser et al. 1978). */
export function displacedAmplitude(volume: number, q: number): number {
  return volume * exp((-q * q * cbrt(volume) ** 2) / (4 * Math.PI));
}

/**
 * A heavy atom with the hydrogens bonded to it, averaged over all directions: f = f_X + n f_H sin(q b) / (q b), b
 * the length of the bond.
 *
 * @param element symbol in capitals, known to `hasFormFactor`
 */
export function groupKind(element: string, hydrogens: number): ScattererKind {
  const volume = groupVolume(element, hydrogens);
  const bond = HYDROGEN_BOND[element] ?? 1;
  const vacuum = (q: number): number =>
    atomicFormFactor(element, q) + hydrogens * atomicFormFactor('H', q) * sinc(q * bond);
  return {
    name: element + (hydrogens === 0 ? '' : `H${hydrogens === 1 ? '' : hydrogens}`),
    electrons: vacuum(0),
    mass: atomicWeight(element) + hydrogens * atomicWeight('H'),
    volume,
    radius: SURFACE[element] ?? OTHER_SURFACE,
    vacuum,
    displaced: (q) => displacedAmplitude(volume, q),
  };
}
