import { shannonChannels } from '../curve/shannonChannels';
import type { SearchAnswer } from './answerOfSearch';

/** Number of unknowns of a fit beside the shape: scale, s², constant, radius. */
const BESIDE_THE_SHAPE = 4;
/** Number of Shannon channels below which the prior decides the shape. */
export const FEW_CHANNELS = 5;

/** Information in the fitted points of a curve. */
export interface FittedChannels {
  /** independent numbers in them */
  readonly channels: number;
  /** unknowns that are fitted beside the shape */
  readonly unknownsBeside: number;
  /** whether the channels are so few that the prior decides the details */
  readonly priorDecides: boolean;
}

/** Shannon channels of the fitted points of a curve with a largest distance `dmax` in Å. */
export function fittedChannels({ fit }: Pick<SearchAnswer, 'fit'>, dmax: number): FittedChannels {
  const { count } = shannonChannels(fit.curve, dmax);
  return { channels: count, unknownsBeside: BESIDE_THE_SHAPE, priorDecides: count < FEW_CHANNELS };
}
