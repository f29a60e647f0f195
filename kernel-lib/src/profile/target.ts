import type { Curve } from '../curve/curve';
import type { FitOptions } from './chiSquare';
import type { RadiusRange } from './radiusRange';

/** The curve against which shapes are scored, with the unknowns of the fit. */
export interface Target {
  /** measured points, rebinned */
  readonly curve: Curve;
  readonly radius: RadiusRange;
  /** measured Rg in Å: limits a free radius to within 8 % of the one at which the shape has this Rg */
  readonly rg?: number;
  /** order of the Zernike moments, see `orderFor` */
  readonly nmax: number;
  /** unknowns fitted beside the scale: background, form factor, hydration layer */
  readonly fit: FitOptions;
}
