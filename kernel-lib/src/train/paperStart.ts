import { paperShapes, type PaperWidths } from '../network/paperLayers';
import type { Weight } from '../network/weights';
import type { Random } from '../random';

/** Transposed convolutions of stride 2 in three directions: a voxel depends on an eighth of the kernel. */
const STRIDE_VOLUME = 8;

/**
 * Random weights of a network of the paper's form: normal with variance 2 over the number of inputs
 * of a unit (He et al. 2015, for ReLU), biases 0.
 *
 * @param only names of layers to make; default: all
 */
export function paperStart(
  widths: PaperWidths,
  random: Random,
  only?: readonly string[],
): Map<string, Weight> {
  const weights = new Map<string, Weight>();
  for (const [name, shape] of paperShapes(widths)) {
    const layer = name.slice(0, name.lastIndexOf('.'));
    if (only && !only.includes(layer)) continue;
    const values = new Float32Array(shape.reduce((product, n) => product * n, 1));
    if (name.endsWith('.weight')) {
      const size = Math.sqrt(2 / inputs(layer, shape));
      for (let i = 0; i < values.length; i++) values[i] = size * random.normal();
    }
    weights.set(name, { shape, values });
  }
  return weights;
}

function inputs(layer: string, shape: readonly number[]): number {
  const all = shape.reduce((product, n) => product * n, 1);
  return layer.startsWith('paper.up')
    ? all / shape[shape.length - 2] / STRIDE_VOLUME
    : all / shape[shape.length - 1];
}
