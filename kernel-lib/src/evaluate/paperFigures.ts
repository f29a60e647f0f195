/**
 * Results of the paper (He, Liu & Liu, iScience 2020) for its auto-encoder: correlations of encoded and decoded
 * models of the SASBDB with those models, and the model with the lowest.
 */
export const PAPER_NETWORK = {
  n: 542,
  meanCC: 0.88,
  above090: 0.561,
  worst: { id: 'SASDBZ6', cc: 0.4 },
} as const;

/** Results of the paper for its search with the radius searched: entries, and those with a correlation above 0.70. */
export const PAPER_SEARCH = { n: 542, above070: 294 } as const;
