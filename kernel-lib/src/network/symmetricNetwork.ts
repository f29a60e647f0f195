import { GRID_POINTS } from '../grid/shapeGrid';
import { SymmetricBall, type GridSymmetry } from '../grid/symmetricBall';
import { BALL_INDEX, BALL_POINTS } from '../grid/unitBall';
import type { AutoEncoder, Effort } from './autoEncoder';

const HALF = 0.5;

/**
 * An auto-encoder all of whose shapes are symmetric: what another one decodes, averaged over a point group about an axis of
 * the grid. It encodes as the other one does.
 */
export class SymmetricNetwork implements AutoEncoder {
  readonly name: string;
  readonly encodes?: boolean;
  readonly slopeAlongLatents?: AutoEncoder['slopeAlongLatents'];
  private readonly ball: SymmetricBall;
  private readonly raw = new Float32Array(BALL_POINTS);

  constructor(
    private readonly network: AutoEncoder,
    symmetry: GridSymmetry,
  ) {
    this.name = network.name;
    this.encodes = network.encodes;
    this.ball = new SymmetricBall(symmetry);
    if (network.slopeAlongLatents) {
      const along = network.slopeAlongLatents.bind(network);
      this.slopeAlongLatents = (latents, _, slopes) => {
        this.fillRaw(network.decode(latents, 1), 0);
        return along(latents, this.raw, this.ball.transposed(slopes, new Float64Array(BALL_POINTS)));
      };
    }
  }

  encode(grids: Parameters<AutoEncoder['encode']>[0], count: number, effort?: Effort): Float32Array {
    return this.network.encode(grids, count, effort);
  }

  decode(latents: Float32Array, count: number): Float32Array {
    const grids = this.network.decode(latents, count);
    this.eachMean(grids, count, (mean, at) => {
      for (let b = 0; b < BALL_POINTS; b++) grids[at + BALL_INDEX[b]] = Math.min(1, Math.max(0, mean[b]));
    });
    return grids;
  }

  decodeShapes(latents: Float32Array, count: number, threshold = HALF): Uint8Array {
    const shapes = new Uint8Array(count * GRID_POINTS);
    this.eachMean(this.network.decode(latents, count), count, (mean, at) => {
      for (let b = 0; b < BALL_POINTS; b++) if (mean[b] > threshold) shapes[at + BALL_INDEX[b]] = 1;
    });
    return shapes;
  }

  private eachMean(grids: Float32Array, count: number, take: (mean: Float32Array, at: number) => void): void {
    const mean = new Float32Array(BALL_POINTS);
    for (let g = 0; g < count; g++) {
      this.fillRaw(grids, g);
      take(this.ball.apply(this.raw, mean), g * GRID_POINTS);
    }
  }

  private fillRaw(grids: Float32Array, g: number): void {
    for (let b = 0; b < BALL_POINTS; b++) this.raw[b] = grids[g * GRID_POINTS + BALL_INDEX[b]];
  }
}
