import { GRID_SIZE } from '../grid/shapeGrid';

const ENDS = GRID_SIZE + 1;

/** Places in a table of rows after those of the runs of ones: an empty row, and room for a row and for its mirror image. */
export const ROW_PLACES = { empty: ENDS ** 2, row: ENDS ** 2 + 1, mirrored: ENDS ** 2 + 2 } as const;

/**
 * Sums over z of every row of a grid that is one run of ones, which most rows of a shape are: the run from `first` to before `end` stands at
 * place first · 32 + end.
 *
 * @param before sums of `width` functions over the points before k: 32 rows
 */
export function rowTable(before: Float64Array, width: number): Float64Array {
  const rows = new Float64Array((ROW_PLACES.mirrored + 1) * width);
  for (let first = 0; first < ENDS; first++) {
    for (let end = first + 1; end < ENDS; end++) {
      const at = (first * ENDS + end) * width;
      for (let c = 0; c < width; c++) rows[at + c] = before[end * width + c] - before[first * width + c];
    }
  }
  return rows;
}
