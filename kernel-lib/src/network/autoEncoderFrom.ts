import { ModeNetwork } from './modeNetwork';
import { holdsPaperNetwork, PaperNetwork } from './paperNetwork';
import type { WeightSet } from './weights';

/** The auto-encoder to which the weights belong: the paper's, else the default one. @throws InputError when they belong to neither */
export function autoEncoderFrom(weights: WeightSet): ModeNetwork | PaperNetwork {
  return holdsPaperNetwork(weights) ? new PaperNetwork(weights) : new ModeNetwork(weights);
}
