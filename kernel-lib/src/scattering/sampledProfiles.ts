import type { PartialProfiles } from './partialProfiles';
import type { Scatterers } from './scatterers';
import { hypot } from '../elementary';

/** Step in q times the radius of the structure: about eight samples per period of the fastest oscillation. */
const PHASE = 0.3;
/** Margin in Å around the centres for the layer. */
const ROOM = 8;
/** Samples beside q = 0 and beyond the largest q that the interpolation needs. */
const EDGE = 3;

/**
 * Partial profiles at many q, interpolated between evenly spaced samples by Lagrange's polynomial through six of them,
 * with an error below 1e-3 of an oscillation; with fewer q than samples, computed at each q.
 *
 * @param compute the profiles at given q
 */
export function sampledProfiles(
  { xyz }: Scatterers,
  q: Float64Array,
  compute: (q: Float64Array) => PartialProfiles,
): PartialProfiles {
  const step = PHASE / (radiusOf(xyz) + ROOM),
    qmax = q.reduce((most, value) => Math.max(most, value), 0),
    count = Math.ceil(qmax / step) + 1 + EDGE;
  if (count >= q.length) return compute(q);
  const samples = compute(Float64Array.from({ length: count }, (_, i) => i * step));
  const at = (values: Float64Array): Float64Array => q.map((value) => interpolate(values, value / step));
  return {
    q,
    vv: at(samples.vv),
    vd: at(samples.vd),
    dd: at(samples.dd),
    vl: at(samples.vl),
    dl: at(samples.dl),
    ll: at(samples.ll),
  };
}

/** Value at position x, interpolated between the samples of an even function. */
function interpolate(values: Float64Array, x: number): number {
  const first = Math.floor(x) - 2;
  let sum = 0;
  for (let i = first; i < first + 6; i++) {
    let weight = 1;
    for (let j = first; j < first + 6; j++) if (j !== i) weight *= (x - j) / (i - j);
    sum += weight * values[Math.abs(i)];
  }
  return sum;
}

/** Largest distance of a centre from their mean in Å. */
function radiusOf(xyz: Float64Array): number {
  const mean = [0, 0, 0];
  for (let p = 0; p < xyz.length; p++) mean[p % 3] += (3 * xyz[p]) / xyz.length;
  let most = 0;
  for (let p = 0; p < xyz.length; p += 3) {
    most = Math.max(most, hypot(xyz[p] - mean[0], xyz[p + 1] - mean[1], xyz[p + 2] - mean[2]));
  }
  return most;
}
