/** The methods in the order of a table, each in a few words. */
export const METHODS = {
  'mean-shape': 'mean shape of the library; the curve gives only the size',
  retrieval: 'mean of the 40 library shapes with the nearest curves',
  direct: 'direct networks, no search',
  paper:
    'genetic algorithm as in the paper: seeds from the prior, one population, no weight of the prior, the 20 fittest averaged',
  seeds: 'the same with seeds from the curve and a weight of the prior',
  islands: 'the same in four populations',
  smoother:
    'an ensemble smoother in place of the search: 200 seeds moved along their covariance with the curve, all averaged',
  unrefined: 'direct networks, library shapes and islands averaged, not refined',
  unsearched: 'the same average and members of the first genes, refined until they fit, without a search',
  unpolished: 'the whole, but its members are genes that nothing moved until they fit',
  default: 'the whole: the average of direct networks, library shapes and islands, refined until it fits',
} as const;

/** A method: the default one, or the default one without some parts. */
export type MethodName = keyof typeof METHODS;

/** True for the name of a method. */
export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(METHODS, name);
}
