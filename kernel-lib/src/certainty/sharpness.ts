import { GRID_CENTRE, GRID_POINTS, GRID_SIZE, type ShapeGrid } from '../grid/shapeGrid';
import { InputError } from '../inputError';

/**
 * Contrast between inside and outside of a map: its standard deviation over the unit ball, divided by that of a body of
 * 0 and 1 with the same volume,
 *
 *     S = √( (⟨m²⟩ − ⟨m⟩²) / (⟨m⟩ (1 − ⟨m⟩)) ),
 *
 * 1 for a body, towards 0 for a blurred map. Where m is at every point the probability that the particle is
 * there, S is the expected correlation of the map with the particle: E[cov(m, b)] = var m,
 * E[var b] = ⟨m⟩ (1 − ⟨m⟩).
 *
 * @param map 31³ values, 0 … 1
 * @throws InputError when the map is not 31³, or it is empty or full
 */
export function sharpness(map: ShapeGrid): number {
  if (map.length !== GRID_POINTS)
    throw new InputError(`The map has ${map.length} values: a grid of 31³ = ${GRID_POINTS} is needed.`);
  let n = 0,
    sum = 0,
    squares = 0;
  for (let i = 0; i < GRID_SIZE; i++) {
    for (let j = 0; j < GRID_SIZE; j++) {
      for (let k = 0; k < GRID_SIZE; k++) {
        if ((i - GRID_CENTRE) ** 2 + (j - GRID_CENTRE) ** 2 + (k - GRID_CENTRE) ** 2 > GRID_CENTRE ** 2)
          continue;
        const value = map[(GRID_SIZE * i + j) * GRID_SIZE + k];
        n++;
        sum += value;
        squares += value * value;
      }
    }
  }
  const mean = sum / n;
  if (!(mean > 0 && mean < 1))
    throw new InputError(
      `The mean of the map over the unit ball is ${mean}: a number between 0 and 1 is needed.`,
    );
  return Math.sqrt(Math.max(0, squares / n - mean * mean) / (mean * (1 - mean)));
}
