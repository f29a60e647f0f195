import type { Weight } from '../network/weights';
import { LATENT_SIZE } from '../network/autoEncoder';
import { BALL_POINTS } from '../network/ball';
import type { Random } from '../random';
import type { PrincipalComponents } from './principalComponents';
import { SQUASH } from './sample';

/** Widths of the hidden layers. */
export interface NetworkWidths {
  readonly encoder: number;
  readonly decoder: number;
  readonly features: number;
}

/** The default widths: 7.6 million multiply-adds a decode. */
export const DEFAULT_WIDTHS: NetworkWidths = { encoder: 256, decoder: 512, features: 320 };

/** Logits are this many times the squashed distance c · tanh(d / c) in grid steps. */
const STEEPNESS = 4;

/**
 * Weights of the mode network that do what the principal components do: latents are scores in
 * units of their standard deviation, logits are 4 times the distance rebuilt from them. The
 * corrections begin at zero output.
 */
export function linearStart(pca: PrincipalComponents, widths: NetworkWidths, random: Random): Map<string, Weight> {
  const m = BALL_POINTS, k = LATENT_SIZE;
  const project = new Float32Array(m * k), rebuild = new Float32Array(k * m), shift = new Float32Array(k);
  const gain = STEEPNESS * SQUASH;
  for (let p = 0; p < m; p++) {
    for (let c = 0; c < k; c++) {
      const component = pca.components[p * k + c];
      project[p * k + c] = component / pca.deviation[c];
      rebuild[c * m + p] = gain * component * pca.deviation[c];
      shift[c] -= (pca.mean[p] * component) / pca.deviation[c];
    }
  }
  const weights = new Map<string, Weight>();
  const put = (name: string, shape: number[], values: Float32Array): void => void weights.set(name, { shape, values });
  const layer = (name: string, from: number, to: number, size = Math.sqrt(1 / from)): void => {
    put(`${name}.weight`, [from, to], Float32Array.from({ length: from * to }, () => random.normal() * size));
    put(`${name}.bias`, [to], new Float32Array(to));
  };
  put('encoder.modes.weight', [m, k], project);
  put('encoder.modes.bias', [k], shift);
  layer('encoder.hidden1', m, widths.encoder);
  layer('encoder.hidden2', widths.encoder, widths.encoder);
  put('encoder.correction.weight', [widths.encoder, k], new Float32Array(widths.encoder * k));
  put('decoder.modes.weight', [k, m], rebuild);
  put('decoder.modes.bias', [m], pca.mean.map((v) => v * gain));
  layer('decoder.hidden1', k, widths.decoder);
  layer('decoder.hidden2', widths.decoder, widths.features);
  put('decoder.correction.weight', [widths.features, m], new Float32Array(widths.features * m));
  return weights;
}
