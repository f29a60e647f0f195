import type { ShapeLibrary } from '../library/shapeLibrary';
import type { AutoEncoder } from '../network/autoEncoder';
import type { DirectNetwork } from '../network/directNetwork';
import type { DifferenceModes } from '../refine/differenceModes';
import type { LatentPrior } from '../search/latentPrior';

/** The trained parts of a reconstruction. */
export interface Instruments {
  readonly autoEncoder: AutoEncoder;
  readonly direct: DirectNetwork;
  readonly library: ShapeLibrary;
  readonly prior: LatentPrior;
  /** modes of the difference between true shapes and the mean over plausible ones */
  readonly difference: DifferenceModes;
}
