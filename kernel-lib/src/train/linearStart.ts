import type { Weight } from '../network/weights';
import type { Random } from '../random';
import type { PrincipalComponents } from './principalComponents';
import { SQUASH } from './samples/sample';

/** Widths of the hidden layers. */
export interface NetworkWidths {
  readonly encoder: number;
  readonly decoder: number;
  readonly features: number;
}

/** The default widths: 7.6 million multiply-adds per decoded shape. */
export const DEFAULT_WIDTHS: NetworkWidths = { encoder: 256, decoder: 512, features: 320 };

/** Logits are this many times the squashed distance c · tanh(d / c) in grid steps. */
const STEEPNESS = 4;

/**
 * Linear maps from squashed distances to scores in units of their standard deviation, and from scores to
 * logits, 4 times the distance rebuilt from them: as many modes as there are components.
 */
export function principalMaps(pca: PrincipalComponents): Map<string, Weight> {
  const m = pca.mean.length,
    k = pca.count;
  const project = new Float32Array(m * k),
    rebuild = new Float32Array(k * m),
    shift = new Float32Array(k);
  const gain = STEEPNESS * SQUASH;
  for (let p = 0; p < m; p++) {
    for (let c = 0; c < k; c++) {
      const component = pca.components[p * k + c];
      project[p * k + c] = component / pca.deviation[c];
      rebuild[c * m + p] = gain * component * pca.deviation[c];
      shift[c] -= (pca.mean[p] * component) / pca.deviation[c];
    }
  }
  return new Map<string, Weight>([
    ['encoder.modes.weight', { shape: [m, k], values: project }],
    ['encoder.modes.bias', { shape: [k], values: shift }],
    ['decoder.modes.weight', { shape: [k, m], values: rebuild }],
    ['decoder.modes.bias', { shape: [m], values: pca.mean.map((v) => v * gain) }],
  ]);
}

/**
 * Weights of a mode network equivalent to the principal components (`principalMaps`). The
 * corrections begin with zero output.
 */
export function linearStart(
  pca: PrincipalComponents,
  widths: NetworkWidths,
  random: Random,
): Map<string, Weight> {
  return withCorrections(principalMaps(pca), widths, random);
}

/** Linear maps with hidden layers beside them, whose initial output is zero. */
export function withCorrections(
  maps: ReadonlyMap<string, Weight>,
  widths: NetworkWidths,
  random: Random,
): Map<string, Weight> {
  const [m, k] = maps.get('encoder.modes.weight')!.shape;
  const weights = new Map(maps);
  const put = (name: string, shape: number[], values: Float32Array): void =>
    void weights.set(name, { shape, values });
  const layer = (name: string, from: number, to: number, size = Math.sqrt(1 / from)): void => {
    put(
      `${name}.weight`,
      [from, to],
      Float32Array.from({ length: from * to }, () => random.normal() * size),
    );
    put(`${name}.bias`, [to], new Float32Array(to));
  };
  layer('encoder.hidden1', m, widths.encoder);
  layer('encoder.hidden2', widths.encoder, widths.encoder);
  put('encoder.correction.weight', [widths.encoder, k], new Float32Array(widths.encoder * k));
  layer('decoder.hidden1', k, widths.decoder);
  layer('decoder.hidden2', widths.decoder, widths.features);
  put('decoder.correction.weight', [widths.features, m], new Float32Array(widths.features * m));
  return weights;
}
