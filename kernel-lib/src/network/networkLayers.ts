import { GRID_SIZE } from '../grid/shapeGrid';
import { InputError } from '../inputError';
import type { AutoEncoder } from './autoEncoder';
import { ModeNetwork } from './modeNetwork';
import { PADDED_SIZE, PAPER_WIDTHS, paperShapes, POOLED, UPSAMPLINGS } from './paperLayers';
import { PaperNetwork } from './paperNetwork';
import { weight, type WeightSet } from './weights';

/** One layer of an auto-encoder. */
export interface NetworkLayer {
  /** name of its weights, without the prefix of the network */
  readonly name: string;
  readonly part: 'encoder' | 'latents' | 'decoder';
  /** its operation in a few words */
  readonly operation: string;
  /** names of its input layers; none for the input of the network */
  readonly from: readonly string[];
  /** shape of its output for one structure */
  readonly output: readonly number[];
  /** weights and biases */
  readonly parameters: number;
}

/**
 * An auto-encoder layer by layer, from the voxels to the voxels.
 *
 * @throws InputError when it is neither a mode network with an encoder nor the paper's
 */
export function networkLayers(network: AutoEncoder): NetworkLayer[] {
  if (network instanceof ModeNetwork) return modeNetworkLayers(network.weights);
  if (network instanceof PaperNetwork) return paperNetworkLayers();
  throw new InputError(
    `The layers of the network ${network.name} are not known: a mode network or the paper's is needed.`,
  );
}

/** The paper's auto-encoder layer by layer: channels, poolings and weights as `PaperNetwork` has them. */
export function paperNetworkLayers(latents = PAPER_WIDTHS.latents): NetworkLayer[] {
  const shapes = paperShapes({ ...PAPER_WIDTHS, latents });
  const layers: NetworkLayer[] = [];
  const add = (
    part: NetworkLayer['part'],
    name: string,
    operation: string,
    output: readonly number[],
  ): void =>
    void layers.push({
      name,
      part,
      operation,
      output,
      from: layers.length > 0 ? [layers[layers.length - 1].name] : [],
      parameters: parametersOf(`paper.${name}`, shapes),
    });
  let edge = PADDED_SIZE;
  const cube = (channels: number): number[] => [edge, edge, edge, channels];
  add('encoder', 'voxels', `${GRID_SIZE}³ voxels, padded`, cube(1));
  PAPER_WIDTHS.encoder.forEach((channels, i) => {
    add('encoder', `conv${i + 1}`, 'convolution 3×3×3, ReLU', cube(channels));
    if (!POOLED.includes(i + 1)) return;
    edge /= 2;
    add('encoder', `pool${POOLED.indexOf(i + 1) + 1}`, 'largest of 2×2×2', cube(channels));
  });
  add('latents', 'encode', 'dense, ReLU', [latents]);
  add('decoder', 'decode', 'dense, ReLU', cube(shapes.get('paper.decode.weight')![1] / edge ** 3));
  for (const name of UPSAMPLINGS) {
    edge *= 2;
    add(
      'decoder',
      name.replace('paper.', ''),
      'transposed convolution 5×5×5, ReLU',
      cube(shapes.get(`${name}.weight`)![3]),
    );
  }
  add('decoder', 'out', 'convolution 3×3×3, sigmoid', cube(shapes.get('paper.out.weight')![4]));
  return layers;
}

/**
 * The default auto-encoder (`ModeNetwork`) layer by layer, widths as its weights have them.
 *
 * @throws InputError when the weights belong to another network or hold the decoder alone
 */
export function modeNetworkLayers(weights: WeightSet): NetworkLayer[] {
  const shapes = new Map([...weights.arrays].map(([name, { shape }]) => [name, shape]));
  const dense = (name: string, operation: string, from: string): NetworkLayer => ({
    name,
    part: name.startsWith('encoder') ? 'encoder' : 'decoder',
    operation,
    from: [from],
    output: [weight(weights, `${name}.weight`).shape[1]],
    parameters: parametersOf(name, shapes),
  });
  const plain = (
    name: string,
    part: NetworkLayer['part'],
    operation: string,
    from: readonly string[],
    output: readonly number[],
  ): NetworkLayer => ({ name, part, operation, from, output, parameters: 0 });
  const grid = [GRID_SIZE, GRID_SIZE, GRID_SIZE];
  const ball = weight(weights, 'encoder.modes.weight').shape[0];
  return [
    plain('voxels', 'encoder', `${GRID_SIZE}³ voxels`, [], grid),
    plain('field', 'encoder', 'tanh(distance / 4) in the unit ball', ['voxels'], [ball]),
    dense('encoder.modes', 'projection on the modes', 'field'),
    dense('encoder.hidden1', 'dense, SiLU', 'field'),
    dense('encoder.hidden2', 'dense, SiLU', 'encoder.hidden1'),
    dense('encoder.correction', 'dense', 'encoder.hidden2'),
    plain(
      'latents',
      'latents',
      'sum and Newton steps',
      ['encoder.modes', 'encoder.correction'],
      [weight(weights, 'encoder.modes.weight').shape[1]],
    ),
    dense('decoder.hidden1', 'dense, SiLU', 'latents'),
    dense('decoder.hidden2', 'dense, SiLU', 'decoder.hidden1'),
    dense('decoder.correction', 'dense', 'decoder.hidden2'),
    dense('decoder.modes', 'sum of the modes', 'latents'),
    plain('probability', 'decoder', 'sum and sigmoid', ['decoder.modes', 'decoder.correction'], grid),
  ];
}

function parametersOf(layer: string, shapes: ReadonlyMap<string, readonly number[]>): number {
  return ['weight', 'bias'].reduce((sum, kind) => {
    const shape = shapes.get(`${layer}.${kind}`);
    return sum + (shape ? shape.reduce((product, n) => product * n, 1) : 0);
  }, 0);
}
