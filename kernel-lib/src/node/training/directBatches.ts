import { BALL_POINTS } from '../../grid/unitBall';
import type { Random } from '../../random';
import { inputWhitening, type InputWhitening } from '../../train/inputWhitening';
import { CURVE_ROW } from '../../train/samples/curveTable';
import { CURVE_VARIATIONS } from '../../train/samples/sample';
import { trainingProfiles, type TrainingProfiles } from '../../train/samples/trainingCurves';
import type { DirectRecipe } from './recipe';
import type { SampleFile } from './sampleCache';

/** Curves and shapes in a step. Batches of twice the size learn less from as many curves, and are hardly faster. */
export const DIRECT_BATCH = 192;
/** Batches of curves whose features are whitened. */
const WHITENING_BATCHES = 32;

/** Random batches of simulated curves and the shapes behind them. */
export class DirectBatches {
  /** the shapes of the last batch: `DIRECT_BATCH` × 14147 signed bytes */
  readonly shapes = new Int8Array(DIRECT_BATCH * BALL_POINTS);
  private readonly rows = new Float32Array(DIRECT_BATCH * CURVE_ROW);
  private readonly shares: readonly number[];

  /**
   * @param structures those from which is learnt
   * @param curves curve rows of each variation, see `curveCache`
   * @param samples shapes of the same variations
   * @param shares how often each variation is drawn
   */
  constructor(
    private readonly structures: Int32Array,
    private readonly curves: readonly Float32Array[],
    private readonly samples: readonly SampleFile[],
    shares: DirectRecipe['shares'] = {},
  ) {
    this.shares = CURVE_VARIATIONS.slice(0, curves.length).map((name) => shares[name] ?? 1);
  }

  /** The profiles of a batch; their shapes are in `shapes` then. */
  next(random: Random): TrainingProfiles {
    return this.profiles(random, (variation, s, i) =>
      this.samples[variation].read([s], this.shapes.subarray(i * BALL_POINTS, (i + 1) * BALL_POINTS)),
    );
  }

  /** The whitening of some thousand profiles. */
  whitening(random: Random): InputWhitening {
    const batches = Array.from({ length: WHITENING_BATCHES }, () => this.profiles(random).features);
    return inputWhitening(
      Float32Array.from(batches.flatMap((features) => [...features])),
      WHITENING_BATCHES * DIRECT_BATCH,
    );
  }

  private profiles(
    random: Random,
    drawn?: (variation: number, structure: number, i: number) => void,
  ): TrainingProfiles {
    for (let i = 0; i < DIRECT_BATCH; i++) {
      const variation = this.variation(random.uniform());
      const s = this.structures[random.integer(this.structures.length)];
      drawn?.(variation, s, i);
      this.rows.set(this.curves[variation].subarray(s * CURVE_ROW, (s + 1) * CURVE_ROW), i * CURVE_ROW);
    }
    return trainingProfiles(this.rows, DIRECT_BATCH, random);
  }

  /** From a number in [0, 1) to a variation, each as often as its share says. */
  private variation(uniform: number): number {
    let left = uniform * this.shares.reduce((sum, share) => sum + share, 0);
    const drawn = this.shares.findIndex((share) => (left -= share) < 0);
    // a rounded sum may leave nothing
    return drawn < 0 ? this.shares.findIndex((share) => share > 0) : drawn;
  }
}
