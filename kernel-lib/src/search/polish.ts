import type { Curve } from '../curve/curve';
import type { GridSymmetry } from '../grid/symmetricBall';
import { BALL_INDEX, BALL_POINTS } from '../grid/unitBall';
import { minimise } from '../numerics/lbfgs';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';
import { CurveMisfit, type MisfitOptions } from '../profile/curveMisfit';

/** A gene to polish; plain data, which can be sent to a worker. */
export interface PolishTask {
  /** 200 latents */
  readonly latents: Float32Array;
  /** radius of the shape in Å */
  readonly rmax: number;
  /** points with the errors to fit within */
  readonly curve: Curve;
  readonly fit: MisfitOptions;
  /** standard deviation of each latent among plausible shapes: the scale of its penalty */
  readonly deviation: Float32Array;
  /** chi² at which the gene fits and stays as it is */
  readonly enough: number;
  /** largest number of steps */
  readonly steps: number;
  /** point group that the shape keeps; default: none */
  readonly symmetry?: GridSymmetry;
}

/** A polished gene. */
export interface PolishedGene {
  readonly latents: Float32Array;
  readonly rmax: number;
  /** 31³ probabilities that it decodes to */
  readonly shape: Float32Array;
  /** of the points of the task, with their errors */
  readonly chi2: number;
}

/**
 * Moves a gene until its decoded density fits the curve, along the gradient through profile and decoder, by minimising
 * ½ Σ (deviations/σ)² + ½ Σ ((z − z_gene)/d)², d the spread of the latents among plausible shapes. The gene becomes
 * the nearest plausible shape that fits, and genes that differ stay different.
 *
 * @param network an auto-encoder with gradients; without them the gene stays unchanged
 */
export function polish(task: PolishTask, network: AutoEncoder): PolishedGene {
  const { latents: gene, rmax, curve, fit, deviation, enough, steps } = task;
  const misfit = new CurveMisfit(curve, rmax, fit);
  const probabilities = new Float64Array(BALL_POINTS),
    slopes = new Float64Array(BALL_POINTS);
  const decode = (z: Float32Array): Float32Array => {
    const shape = network.decode(z, 1);
    for (let b = 0; b < BALL_POINTS; b++) probabilities[b] = shape[BALL_INDEX[b]];
    return shape;
  };
  const latentsAt = (x: Float64Array): Float32Array => gene.map((z, k) => z + x[k] * deviation[k]);
  let chi2 = Infinity;
  const objective = (x: Float64Array, slope: Float64Array): number => {
    const z = latentsAt(x);
    decode(z);
    let value = misfit.value(probabilities, slopes);
    chi2 = (2 * value) / misfit.points;
    const along = network.slopeAlongLatents!(z, probabilities, slopes);
    for (let k = 0; k < LATENT_SIZE; k++) {
      slope[k] = along[k] * deviation[k] + x[k];
      value += (x[k] * x[k]) / 2;
    }
    return value;
  };
  const start = new Float64Array(LATENT_SIZE);
  const { x } = network.slopeAlongLatents
    ? minimise(objective, start, { steps, memory: 15, tolerance: 1e-4, enough: () => chi2 <= enough })
    : { x: start };
  const latents = latentsAt(x);
  const shape = decode(latents);
  return { latents, rmax, shape, chi2: (2 * misfit.value(probabilities)) / misfit.points };
}
