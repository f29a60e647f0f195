import { RMAX_SHARE } from '../../grid/shapeGrid';
import { pairCount } from '../../moments/invariants';
import { FEATURE_COUNT, FEATURE_U, writeFeatures } from '../../network/profileFeatures';
import { profile, profileBasis } from '../../profile/profile';
import type { Random } from '../../random';
import { CURVE_ORDER, CURVE_ROW, radiusOfRow } from './curveTable';
import { modelDeviation } from './modelDeviation';
import { exp, log } from '../../elementary';

/** Largest q·R of the unit ball for which the invariants are valid. */
const SUPPORTED_X = 17.5;
const PAIRS = pairCount(CURVE_ORDER);
/** I at x = 0 and x = 0.2 of a row of invariants: for I(0) and Rg. */
const LOW_X = 0.2;
const LOW_BASIS = profileBasis(CURVE_ORDER, Float64Array.of(0, LOW_X), RMAX_SHARE);

/** Properties of a measured curve beside the shape; drawn for each training sample. */
interface Circumstances {
  /** contrast of the hydration layer relative to the body's */
  readonly layer: number;
  /** form factor exp(−s² q²), s² in Å² */
  readonly s2: number;
  /** true size relative to the structure's own */
  readonly size: number;
  /** ln of the factor of the body's curve, at a q in 1/Å */
  readonly deviation: (q: number) => number;
  /** constant background relative to I(0) */
  readonly background: number;
  /** relative error of the Guinier Rg and I(0) */
  readonly rgError: number;
  readonly i0Error: number;
  /** measured range in 1/Å */
  readonly qMin: number;
  readonly qMax: number;
  /** relative noise at q = 0 and its growth: noise · exp(growth · q) */
  readonly noise: number;
  readonly growth: number;
}

/** Share of curves computed from points without solvent, such as the atoms or beads of a model. */
const POINTS_SHARE = 0.2;

/**
 * @param vicinity radius r in Å of a point in the body. Points scatter like the body divided by the form
 *   factor of a ball of that radius, whose Guinier approximation is exp(−r² q²/5).
 */
function circumstances(random: Random, vicinity: number): Circumstances {
  const points = random.uniform() < POINTS_SHARE;
  return {
    layer: points ? 0 : random.between(0, 0.45),
    s2: points ? (-(vicinity ** 2) / 5) * random.between(0.7, 1.3) : random.between(-2, 8),
    size: 1 + 0.12 * random.normal(),
    deviation: points ? () => 0 : modelDeviation(random),
    background: 0.0015 * random.normal() * random.uniform(),
    rgError: 0.02 * random.normal(),
    i0Error: 0.01 * random.normal(),
    qMin: random.between(0.004, 0.035),
    qMax: random.uniform() < 0.5 ? random.between(0.17, 0.22) : random.between(0.2, 0.3),
    noise: exp(random.between(log(0.001), log(0.02))),
    growth: random.between(4, 16),
  };
}

/** Training data of a direct network: profiles and the radii behind them. */
export interface TrainingProfiles {
  /** count × `FEATURE_COUNT` */
  readonly features: Float32Array;
  /** ln(rmax / Rg) of each: the radius of the structure over the Rg that its curve shows */
  readonly radii: Float32Array;
}

/**
 * Features of simulated curves of structures, as measured at a beamline.
 *
 * @param rows count × `CURVE_ROW` numbers, see `writeCurveRow`
 */
export function trainingProfiles(rows: Float32Array, count: number, random: Random): TrainingProfiles {
  const features = new Float32Array(count * FEATURE_COUNT),
    radii = new Float32Array(count);
  const F = new Float64Array(PAIRS);
  for (let i = 0; i < count; i++)
    radii[i] = writeOne(
      rows.subarray(i * CURVE_ROW, (i + 1) * CURVE_ROW),
      F,
      random,
      features,
      i * FEATURE_COUNT,
    );
  return { features, radii };
}

/** Writes the features of one curve; returns ln(rmax / Rg). */
function writeOne(
  row: Float32Array,
  F: Float64Array,
  random: Random,
  out: Float32Array,
  offset: number,
): number {
  const c = circumstances(random, row[3 * PAIRS + 1]);
  for (let p = 0; p < PAIRS; p++)
    F[p] = row[p] + 2 * c.layer * row[PAIRS + p] + c.layer ** 2 * row[2 * PAIRS + p];
  let i0 = 0,
    low = 0;
  for (let p = 0; p < PAIRS; p++) {
    i0 += LOW_BASIS[p] * F[p];
    low += LOW_BASIS[PAIRS + p] * F[p];
  }
  const ball = row[3 * PAIRS] * c.size;
  // ln I = ln I(0) − (q Rg)²/3 with q = LOW_X / ball, and the form factor's share
  const shapeRg2 = ((-3 * log(low / i0)) / LOW_X ** 2) * ball ** 2;
  const trueRg = Math.sqrt(Math.max(shapeRg2 + 3 * c.s2, 0.25 * shapeRg2));
  const rg = trueRg * (1 + c.rgError);
  const q = Float64Array.from(FEATURE_U, (u) => u / rg);
  const intensity = idealCurve(F, i0, ball, c, q);
  const sigma = new Float64Array(q.length);
  const present = new Uint8Array(q.length);
  for (let k = 0; k < q.length; k++) {
    // points per bin grow with q; the error is of the binned value
    sigma[k] = c.noise * Math.abs(intensity[k]) * exp(c.growth * q[k]) + 1e-5;
    intensity[k] = (intensity[k] + sigma[k] * random.normal()) * (1 + c.i0Error);
    present[k] = q[k] >= c.qMin && q[k] <= c.qMax && q[k] * ball <= SUPPORTED_X ? 1 : 0;
  }
  writeFeatures({ intensity, sigma, present }, rg, out, offset);
  return log((c.size * radiusOfRow(row)) / rg);
}

/** I/I(0) of a shape with its solvent, form factor and background, without noise. */
function idealCurve(
  F: Float64Array,
  i0: number,
  ball: number,
  { s2, deviation, background }: Circumstances,
  q: Float64Array,
): Float64Array {
  return profile(F, 1, CURVE_ORDER, q, RMAX_SHARE * ball).map(
    (I, k) => (I / i0) * exp(deviation(q[k]) - s2 * q[k] ** 2) + background,
  );
}
