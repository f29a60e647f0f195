import {
  InputError,
  orderFor,
  shapeMap,
  type AutoEncoder,
  type Curve,
  type FitOptions,
  type LayerTerms,
} from 'decodesaxs';
import { Blocks, framedView, threeViewsPng, type View, type ViewOptions } from 'decodesaxs-widgets';
import { latentModes } from './latentModes';
import { program, style } from './program';

/** A shape found by a search, and its curve. */
export interface ExploredShape {
  /** its 200 latents */
  readonly latents: Float32Array;
  /** radius in Å */
  readonly rmax: number;
  /** measured points with their errors, q in 1/Å */
  readonly curve: Curve;
  /** unknowns fitted beside the scale; a layer is fixed at the value of its slider */
  readonly fit?: FitOptions;
}

/** Options of `shapeExplorer`. */
export interface ShapeExplorerOptions extends Omit<ViewOptions, 'threshold'> {
  /** number of latents that move, default 12 */
  readonly count?: number;
  /** initial contrast of the hydration layer, default 0 */
  readonly layer?: number;
  /** name of chi-square: `misfit` where the errors of the curve include that of the model; default chi² */
  readonly quantity?: string;
}

/** Steps of the bytes of a mode on either side of 0. */
const LEVELS = 127;

/**
 * An interactive view: the first latents, the radius and the hydration layer as sliders, and with each step the
 * shape, its profile on the measured points, the residuals and chi-square. The page computes all of it,
 * with the functions of this library: voxels, Zernike moments, invariants, profile, chi-square.
 * @throws InputError when the curve has no point or the latents are not 200
 */
export function shapeExplorer(
  network: AutoEncoder,
  shape: ExploredShape,
  options: ShapeExplorerOptions = {},
): View {
  const {
    title = 'Move the latents, see the curve',
    height = 600,
    count = 12,
    layer = 0,
    quantity = 'chi²',
  } = options;
  const { latents, rmax, curve } = shape;
  if (curve.q.length === 0)
    throw new InputError('The curve has no point to compare with: give a curve with points.');
  const { base, modes, bend } = latentModes(network, latents, count);
  const blocks = new Blocks();
  const unit = greatest(modes) / LEVELS;
  const terms: LayerTerms | undefined = shape.fit?.layer;
  const header = {
    kind: 'shape',
    title,
    count,
    quantity,
    found: Array.from(latents.subarray(0, count), (z) => Number(z.toFixed(3))),
    rmax,
    layer,
    layerBounds: terms?.bounds,
    nmax: orderFor(greatest(curve.q), 1.3 * rmax),
    formFactor: shape.fit?.formFactor,
    background: shape.fit?.background,
    unit,
    base: blocks.add(new Uint8Array(base.buffer)),
    bend: blocks.add(new Uint8Array(bend.buffer)),
    modes: blocks.add(new Uint8Array(Int8Array.from(modes, (value) => Math.round(value / unit)).buffer)),
    columns: blocks.add(
      bytesOf(curve.q, curve.intensity, curve.sigma, ...(terms ? [terms.cross, terms.own] : [])),
    ),
  };
  const description =
    `A shape with ${count} of its latents, its radius and its hydration layer to be moved, beside its profile on ` +
    `${curve.q.length} measured points, the residuals and the ${quantity}.`;
  const still = shapeMap(network.decode(latents, 1), rmax, 0.5);
  const poster = options.poster ?? threeViewsPng(still, { scale: 1, background: 'transparent' });
  return framedView({ title, description, poster, height, header, blocks, script: program(), style });
}

const greatest = (values: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most || 1;
};

/** Columns of numbers one after the other. */
export function bytesOf(...columns: readonly ArrayLike<number>[]): Uint8Array {
  return new Uint8Array(Float64Array.from(columns.flatMap((column) => Array.from(column))).buffer);
}
