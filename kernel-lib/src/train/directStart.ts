import { BALL_POINTS } from '../grid/unitBall';
import { LATENT_SIZE } from '../network/autoEncoder';
import { COMPONENTS } from '../network/directLayers';
import { FEATURE_COUNT } from '../network/profileFeatures';
import type { Weight } from '../network/weights';
import type { Random } from '../random';
import { log } from '../elementary';

/** Form of a direct network: units per hidden layer, and number of such layers. */
export interface DirectForm {
  readonly width: number;
  readonly hiddenLayers: number;
}

/** Number of modes of shape of the direct network: the auto-encoder's 200 and some of its own. */
const MODES = 256;
/** An uncertain shape is softer than a known one. */
const SOFTNESS = 0.6;

/** ln(rmax/Rg) of ordinary structures, and the logarithm of its standard deviation. */
const TYPICAL_RATIO = log(1.8),
  TYPICAL_DEVIATION = log(0.15);

/** The form of the larger of the networks of this library. */
const LARGE: DirectForm = { width: 1536, hiddenLayers: 4 };

/** Weights of the direct network before training: its modes are those of the auto-encoder's decoder. */
export function directStart(
  autoEncoder: ReadonlyMap<string, Weight>,
  random: Random,
  { width, hiddenLayers }: DirectForm = LARGE,
): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  const layer = (name: string, from: number, to: number, size = 1 / Math.sqrt(from)): void => {
    weights.set(`${name}.weight`, {
      shape: [from, to],
      values: Float32Array.from({ length: from * to }, () => random.normal() * size),
    });
    weights.set(`${name}.bias`, { shape: [to], values: new Float32Array(to) });
  };
  for (let i = 1; i <= hiddenLayers; i++) layer(`direct.hidden${i}`, i === 1 ? FEATURE_COUNT : width, width);
  layer('direct.features', width, MODES, 0.1 / Math.sqrt(width));
  layer('direct.weights', width, COMPONENTS, 0.01 / Math.sqrt(width));
  layer('direct.means', width, COMPONENTS * LATENT_SIZE, 0.1 / Math.sqrt(width));
  layer('direct.deviation', width, LATENT_SIZE, 0.01 / Math.sqrt(width));
  layer('direct.radius', width, 2, 0.01 / Math.sqrt(width));
  weights.get('direct.radius.bias')!.values.set([TYPICAL_RATIO, TYPICAL_DEVIATION]);
  const modes = Float32Array.from({ length: MODES * BALL_POINTS }, () => random.normal() * 0.02);
  modes.set(autoEncoder.get('decoder.modes.weight')!.values.map((v) => v * SOFTNESS));
  weights.set('direct.modes.weight', { shape: [MODES, BALL_POINTS], values: modes });
  weights.set('direct.modes.bias', {
    shape: [BALL_POINTS],
    values: autoEncoder.get('decoder.modes.bias')!.values.map((v) => v * SOFTNESS),
  });
  return weights;
}
