import { GRID_POINTS } from '../grid/shapeGrid';
import { InputError } from '../inputError';
import { zernikeMoments } from '../moments/zernikeMoments';
import { averageShapes } from '../consensus/averageShapes';
import { fourierShell, resolution, type Resolution } from './fourierShell';
import { rotateMoments } from '../superposition/rotateMoments';
import { superpose } from '../superposition/superpose';

/** Agreement of the averages of two halves of an ensemble. */
export interface HalfEnsembles {
  /** Fourier shell correlation of the two averages at every q */
  readonly shell: Float64Array;
  /** resolution at which it falls below the threshold */
  readonly resolution: Resolution;
  /** correlation of the two averages after superposition */
  readonly agreement: number;
  /** true where the second half has the other hand */
  readonly mirror: boolean;
}

const NMAX = 20;

/**
 * Fourier shell correlation between two half-ensembles: every other shape goes to one half, each half is
 * superposed and averaged on its own, and one average is superposed on the other (mirror images allowed).
 *
 * The threshold is 0.5, as for shapes from small-angle scattering (Tuukkanen, Kleywegt & Svergun 2016): there the common part of the two
 * maps is as strong as their difference. Electron microscopy uses 0.143 (Rosenthal & Henderson, J. Mol. Biol.
 * 333 (2003) 721): the mean of two halves with independent errors correlates with the truth by √(2 FSC / (1 + FSC)),
 * which is 0.5 at 0.143 and 0.82 at FSC 0.5. The members of an ensemble are not noisy images of one truth and their
 * errors are not independent, so that the resolution at 0.143 is an upper limit. The measure is the
 * reproducibility of the answer: errors common to all shapes do not show, and the truth is not
 * resolved better than this.
 *
 * @param shapes count shapes of 31³ values about the centre of the grid, all of one size
 * @param q momentum transfer in 1/Å, ascending; the moments are valid up to `supportedQ`
 * @param rmax radius of the shapes in Å
 * @param threshold default 0.5
 * @throws InputError with fewer than four shapes, or as `fourierShell`
 */
export function halfEnsembles(
  shapes: Float32Array | Uint8Array,
  count: number,
  q: Float64Array,
  rmax: number,
  threshold = 0.5,
): HalfEnsembles {
  if (!(count >= 4) || shapes.length !== count * GRID_POINTS) {
    throw new InputError(
      `There are ${count} shapes with ${shapes.length} values in all: expected four or more of ${GRID_POINTS} values each, for two halves.`,
    );
  }
  const [first, second] = [0, 1].map((parity) =>
    zernikeMoments(averageShapes(everyOther(shapes, parity), (count + 1 - parity) >> 1).map, 1, NMAX),
  );
  return compareHalves(first, second, q, rmax, threshold);
}

/**
 * The same for two halves that are already averaged.
 *
 * @param first moments of order 20 of one average
 * @param second those of the other, in any orientation and hand
 */
export function compareHalves(
  first: Float64Array,
  second: Float64Array,
  q: Float64Array,
  rmax: number,
  threshold = 0.5,
): HalfEnsembles {
  const { rotation, mirror, correlation } = superpose(first, second, { nmax: NMAX });
  const shell = fourierShell(first, rotateMoments(second, NMAX, rotation, mirror), NMAX, q, rmax);
  return { shell, resolution: resolution(q, shell, threshold), agreement: correlation, mirror };
}

function everyOther(shapes: Float32Array | Uint8Array, from: number): Float32Array {
  const list: number[] = [];
  for (let at = from * GRID_POINTS; at < shapes.length; at += 2 * GRID_POINTS) list.push(at);
  const half = new Float32Array(list.length * GRID_POINTS);
  list.forEach((at, i) => half.set(shapes.subarray(at, at + GRID_POINTS), i * GRID_POINTS));
  return half;
}
