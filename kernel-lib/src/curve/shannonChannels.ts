import { InputError } from '../inputError';
import type { Curve } from './curve';

/** Number of independent values that a curve can hold. */
export interface ShannonChannels {
  /** width of a channel, π/Dmax, in 1/Å */
  readonly width: number;
  /** number of channels in the measured range, Dmax (qmax − qmin)/π */
  readonly count: number;
  /** centres k π/Dmax of the channels in the range, in 1/Å */
  readonly centres: Float64Array;
  /** true where the curve begins before the first channel's centre, so that Dmax is determined */
  readonly firstMeasured: boolean;
  /** measured points in a channel, on average */
  readonly pointsPerChannel: number;
  readonly warnings: readonly string[];
}

/**
 * Shannon channels of a curve (Shannon & Weaver 1949; Moore 1980, J. Appl. Cryst. 13, 168): the
 * intensity of a particle of longest distance Dmax is determined by its values at q = kπ/Dmax.
 *
 * @param dmax longest distance in Å, above 0
 */
export function shannonChannels({ q }: Curve, dmax: number): ShannonChannels {
  if (!(dmax > 0)) throw new InputError(`dmax is ${dmax}; a length above 0 Å is needed.`);
  const width = Math.PI / dmax;
  const first = q[0];
  const last = q[q.length - 1];
  const count = (last - first) / width;
  const lowest = Math.max(1, Math.ceil(first / width));
  const highest = Math.floor(last / width);
  const firstMeasured = first <= width;
  const warnings: string[] = [];
  if (!firstMeasured)
    warnings.push(
      `The curve begins at q ${first.toPrecision(3)} 1/Å, beyond π/Dmax = ${width.toPrecision(3)} 1/Å.`,
    );
  if (q.length < count)
    warnings.push(`The curve has fewer points (${q.length}) than channels (${count.toFixed(0)}).`);
  return {
    width,
    count,
    centres: Float64Array.from({ length: Math.max(0, highest - lowest + 1) }, (_, i) => (lowest + i) * width),
    firstMeasured,
    pointsPerChannel: q.length / Math.max(count, 1),
    warnings,
  };
}
