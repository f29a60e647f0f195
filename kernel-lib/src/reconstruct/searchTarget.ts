import type { Curve } from '../curve/curve';
import { InputError } from '../inputError';
import { orderFor } from '../profile/momentOrder';
import { givenRadius, radiusFromRg } from '../profile/radiusRange';
import type { Target } from '../profile/target';
import { hypot } from '../elementary';

/** Options of `searchTarget`. */
export interface TargetOptions {
  /** radius of gyration in Å */
  readonly rg: number;
  readonly i0: number;
  /** radius in Å, if given */
  readonly rmax?: number;
  /** relative error of the uniform-body model at q = 0, see `searchTarget`; default 0.01 */
  readonly modelError?: number;
}

/** Largest q·Rg that 31 voxels per axis can represent. */
const LARGEST_U = 9;
/** rmax / Rg of an ordinary particle. */
const TYPICAL_RATIO = 2.2;
/** Bounds of the background relative to I(0), and of s² in Å². */
const BACKGROUND = 0.003;
const FORM_FACTOR: readonly [number, number] = [-12, 12];
/** q in 1/Å at which the model's error is twice that at q = 0. */
const ERROR_DOUBLES = 0.15;
const HIGHEST_ORDER = 26;
/** Default of the model's error at q = 0. */
export const MODEL_ERROR = 0.01;
/** Least number of points of a fit. */
const FEWEST_POINTS = 8;

/**
 * The target of the search: the points up to q·Rg = 9, their errors combined with that of the
 * uniform-body model, the range of the radius, the order of the moments required, and the
 * bounds of the unknowns fitted beside the shape: a background within 0.3 % of I(0) and a form factor
 * exp(−s²q²) with s² from −12 to 12 Å². (A protein's net form factor is the difference of two large ones, of
 * its atoms and of the solvent they displace, (0.43 f − 0.33 g)/0.10 with densities in e/Å³: 1 Å² more in g alone is
 * −7 Å² in s². Fraser, MacRae & Suzuki 1978, J. Appl. Cryst. 11, 693.)
 *
 * The model's error is e · (1 + (q / 0.15)²) · I, the deviation of profiles of known structures from measured curves
 * (docs/solvent.md).
 *
 * @throws InputError when too few points remain
 */
export function searchTarget(
  curve: Curve,
  { rg, i0, rmax, modelError = MODEL_ERROR }: TargetOptions,
): Target {
  const used = curve.q.reduce((n, q) => n + (q * rg <= LARGEST_U ? 1 : 0), 0);
  if (used < FEWEST_POINTS) {
    throw new InputError(
      `Only ${used} points of the curve lie below q = ${(LARGEST_U / rg).toFixed(3)} 1/Å: at least ${FEWEST_POINTS} are needed.`,
    );
  }
  const q = curve.q.slice(0, used),
    intensity = curve.intensity.slice(0, used);
  const sigma = curve.sigma
    .slice(0, used)
    .map((s, i) => hypot(s, modelError * (1 + (q[i] / ERROR_DOUBLES) ** 2) * intensity[i]));
  const radius = rmax === undefined ? radiusFromRg(rg) : givenRadius(rmax);
  return {
    curve: { q, intensity, sigma },
    radius,
    nmax: orderFor(q[used - 1], rmax ?? TYPICAL_RATIO * rg, HIGHEST_ORDER),
    ...(rmax === undefined ? { rg } : {}),
    fit: { background: [-BACKGROUND * i0, BACKGROUND * i0], formFactor: FORM_FACTOR },
  };
}
