import type { SearchAnswer } from './answerOfSearch';

/** The radius of a map with its standard error, where it has one. */
export function radiusWords({ rmax, rmaxError }: Pick<SearchAnswer, 'rmax' | 'rmaxError'>): string {
  return `${rmax.toFixed(1)}${rmaxError === undefined ? '' : ` ± ${rmaxError.toFixed(1)}`} Å`;
}
