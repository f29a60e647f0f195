import type { Curve } from '../curve/curve';
import { debyeProfile } from '../profile/debyeProfile';
import { Random } from '../random';
import { solvatedProfile } from '../scattering/solvatedProfile';
import { traceScatterers, type PointKind } from '../scattering/traceScatterers';
import { exp } from '../elementary';

/** Range of a simulated curve in 1/Å and its number of points. */
const Q_MIN = 0.01,
  Q_MAX = 0.2,
  POINTS = 120;
/** Relative error at q = 0, its growth with q in Å, and a floor relative to I(0). */
const NOISE = 0.005,
  GROWTH = 8,
  FLOOR = 1e-5;

/** Contrast of the hydration layer in e/Å³: it shifts Rg of simulated curves by +1 Å, as for measured ones. */
const LAYER = 0.015;

/**
 * A simulated measurement of a bead model: the Debye profile of its beads at 120 q from 0.01 to 0.2 1/Å, with normal noise
 * of standard deviation
 *
 *     σ(q) = 0.005 · I(q) · exp(8 Å · q) + 1e-5 · I(0),
 *
 * 0.5 % of the intensity at the beam stop and 2.5 % at the end: a good synchrotron curve.
 *
 * @param xyz points in Å
 * @param beadRadius radius of a bead in Å; 0 for points in vacuum
 */
export function simulatedCurve(xyz: ArrayLike<number>, beadRadius: number, seed: number): Curve {
  return measured((q) => debyeProfile(xyz, q, { radius: beadRadius }), seed);
}

/**
 * A simulated measurement of an atomic model with a known trace: residues with their displaced solvent and a hydration layer of
 * 0.015 e/Å³ (`solvatedProfile`).
 *
 * @param xyz points of the trace in Å
 * @param kinds kind of each point
 */
export function simulatedSolutionCurve(
  xyz: ArrayLike<number>,
  kinds: readonly PointKind[],
  seed: number,
): Curve {
  return measured((q) => solvatedProfile(traceScatterers(xyz, { kinds }), q, { layer: LAYER }), seed);
}

function measured(profile: (q: Float64Array) => Float64Array, seed: number): Curve {
  const random = new Random(seed);
  const q = Float64Array.from({ length: POINTS }, (_, i) => Q_MIN + ((Q_MAX - Q_MIN) * i) / (POINTS - 1));
  const all = profile(Float64Array.of(0, ...q));
  const ideal = all.slice(1),
    i0 = all[0];
  const sigma = ideal.map((I, i) => NOISE * I * exp(GROWTH * q[i]) + FLOOR * i0);
  return { q, intensity: ideal.map((I, i) => I + sigma[i] * random.normal()), sigma };
}
