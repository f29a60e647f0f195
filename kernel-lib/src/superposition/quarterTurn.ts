import { solidHarmonics } from '../moments/oscillatorBasis';
import { packSparse, type SparseMatrix } from '../numerics/sparseMatrix';

/**
 * The turn that carries z to y (−90° about x), as a matrix J on the real harmonics of one l, and its inverse. With
 * it every rotation is made of turns about z: Ry(β) = J Rz(β) J⁻¹.
 *
 * In products h_a(x) h_b(y) h_c(z) the turn only swaps: f(x, y, z) becomes f(x, −z, y).
 */
export interface QuarterTurn {
  readonly forward: SparseMatrix;
  readonly back: SparseMatrix;
}

const turns: QuarterTurn[] = [];

/** The quarter turn on the harmonics m = −l … l of one l. */
export function quarterTurn(l: number): QuarterTurn {
  return (turns[l] ??= makeTurn(l));
}

function makeTurn(l: number): QuarterTurn {
  const states = solidHarmonics(l);
  const width = l + 1;
  const turned = states.map((state) => {
    const result = new Float64Array(width * width);
    for (let b = 0; b <= l; b++) {
      for (let c = 0; b + c <= l; c++) result[c * width + b] = (b % 2 === 0 ? 1 : -1) * state[b * width + c];
    }
    return result;
  });
  const rows = states.map((state) =>
    turned.map((other, column) => {
      const value = state.reduce((sum, x, i) => sum + x * other[i], 0);
      return [column, Math.abs(value) < 1e-13 ? 0 : value] as const;
    }),
  );
  return {
    forward: packSparse(rows),
    back: packSparse(rows.map((_, i) => rows.map((row, j) => [j, row[i][1]] as const))),
  };
}
