import { BALL_INDEX, BALL_POINTS, GRID_POINTS, InputError, LATENT_SIZE, type AutoEncoder } from 'decodesaxs';

/**
 * Approximation of a decoder about one shape for changes of its first latents: log odds = base + Σ z_k · mode_k + t · bend, with t
 * from 0 where the latents are 0 to 1 where they are those of the shape. Exact at both ends.
 */
export interface LatentModes {
  /** number of latents */
  readonly count: number;
  /** log odds of each of the 14147 points of the unit ball where these latents are 0 */
  readonly base: Float32Array;
  /** change of the log odds per unit of a latent: count × 14147 */
  readonly modes: Float32Array;
  /** deviation from the straight lines at the shape itself */
  readonly bend: Float32Array;
}

/** Limit of the log odds: certainly body, or certainly not. */
const CERTAIN = 14;

/** Deviations on either side of 0 from which a mode is computed. */
const REACH = 1.5;

/**
 * The first latents of a decoder as straight lines: the decoder is not linear, so that away from both ends the shape is
 * an approximation of the decoded one.
 *
 * @param latents 200 of one shape; those from `count` on stay unchanged
 * @param count number of latents that move
 * @throws InputError when there are not 200 latents, or count is not a whole number of them
 */
export function latentModes(network: AutoEncoder, latents: Float32Array, count = 12): LatentModes {
  if (latents.length !== LATENT_SIZE)
    throw new InputError(`expected the ${LATENT_SIZE} latents of one shape, found ${latents.length}`);
  if (!(Number.isInteger(count) && count >= 1 && count <= LATENT_SIZE))
    throw new InputError(`expected a number of latents from 1 to ${LATENT_SIZE}, found ${count}`);
  const shapes = 2 * count + 2;
  const own = shapes - 1;
  const moved = new Float32Array(shapes * LATENT_SIZE);
  for (let s = 0; s < shapes; s++) {
    moved.set(latents, s * LATENT_SIZE);
    if (s < own) moved.fill(0, s * LATENT_SIZE, s * LATENT_SIZE + count);
    if (s > 0 && s < own) moved[s * LATENT_SIZE + ((s - 1) >> 1)] = s % 2 ? REACH : -REACH;
  }
  const odds = logOdds(network.decode(moved, shapes), shapes);
  const modes = new Float32Array(count * BALL_POINTS);
  for (let k = 0; k < count; k++) {
    const [above, below] = [2 * k + 1, 2 * k + 2].map((s) => odds.subarray(s * BALL_POINTS));
    for (let b = 0; b < BALL_POINTS; b++) modes[k * BALL_POINTS + b] = (above[b] - below[b]) / (2 * REACH);
  }
  const base = odds.slice(0, BALL_POINTS);
  const bend = odds.slice(own * BALL_POINTS).map((value, b) => {
    let straight = base[b];
    for (let k = 0; k < count; k++) straight += latents[k] * modes[k * BALL_POINTS + b];
    return value - straight;
  });
  return { count, base, modes, bend };
}

/** Log odds of probabilities, in the unit ball. */
function logOdds(probability: Float32Array, shapes: number): Float32Array {
  const odds = new Float32Array(shapes * BALL_POINTS);
  for (let s = 0; s < shapes; s++) {
    for (let b = 0; b < BALL_POINTS; b++) {
      const p = probability[s * GRID_POINTS + BALL_INDEX[b]];
      odds[s * BALL_POINTS + b] = Math.max(-CERTAIN, Math.min(CERTAIN, Math.log(p / (1 - p))));
    }
  }
  return odds;
}
