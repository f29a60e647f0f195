import type { Random } from '../random';

/** Probability with which the better of two wins (original program). */
const WIN = 0.9;

/**
 * Chooses genes for breeding: the better one of a random pair wins with probability
 * 0.9.
 *
 * @param fitness of each gene, smaller is better
 * @param count number of genes to choose
 * @returns indices of the chosen genes, repeats included
 */
export function tournament(fitness: ArrayLike<number>, count: number, random: Random): Int32Array {
  return Int32Array.from({ length: count }, () => {
    const a = random.integer(fitness.length),
      b = random.integer(fitness.length);
    const [better, worse] = fitness[a] <= fitness[b] ? [a, b] : [b, a];
    return random.uniform() < WIN ? better : worse;
  });
}

/** The `count` fittest genes, the best first. */
export function elite(fitness: ArrayLike<number>, count: number): Int32Array {
  const order = Int32Array.from({ length: fitness.length }, (_, i) => i);
  return order.sort((a, b) => fitness[a] - fitness[b] || a - b).slice(0, count);
}
