import type { Curve } from '../curve/curve';
import { debyeProfile } from '../profile/debyeProfile';
import { Random } from '../random';

/** Range of a simulated curve in 1/Å and its points. */
const Q_MIN = 0.01,
  Q_MAX = 0.2,
  POINTS = 120;
/** Relative error at q = 0, its growth with q in Å, and a floor relative to I(0). */
const NOISE = 0.005,
  GROWTH = 8,
  FLOOR = 1e-5;

/**
 * A simulated measurement: the Debye profile of a model's points (CA atoms as points, beads as balls)
 * at 120 q from 0.01 to 0.2 1/Å, with normal noise of standard deviation
 *
 *     σ(q) = 0.005 · I(q) · exp(8 Å · q) + 1e-5 · I(0),
 *
 * 0.5 % of the intensity at the beam stop and 2.5 % at the end: a good synchrotron curve.
 *
 * @param xyz points in Å
 * @param beadRadius radius of a bead in Å; 0 for CA atoms
 */
export function simulatedCurve(xyz: Float64Array, beadRadius: number, seed: number): Curve {
  const random = new Random(seed);
  const q = Float64Array.from({ length: POINTS }, (_, i) => Q_MIN + ((Q_MAX - Q_MIN) * i) / (POINTS - 1));
  const ideal = debyeProfile(xyz, q, { radius: beadRadius });
  const i0 = (xyz.length / 3) ** 2;
  const sigma = ideal.map((I, i) => NOISE * I * Math.exp(GROWTH * q[i]) + FLOOR * i0);
  return { q, intensity: ideal.map((I, i) => I + sigma[i] * random.normal()), sigma };
}
