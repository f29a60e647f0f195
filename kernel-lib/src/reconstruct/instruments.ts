import type { ShapeLibrary } from '../library/shapeLibrary';
import type { AutoEncoder } from '../network/autoEncoder';
import type { DirectNetwork } from '../network/directNetwork';
import type { DifferenceModes } from '../refine/differenceModes';
import type { LatentPrior } from '../search/population';

/** What is learnt and used by a reconstruction. */
export interface Instruments {
  readonly autoEncoder: AutoEncoder;
  readonly direct: DirectNetwork;
  readonly library: ShapeLibrary;
  readonly prior: LatentPrior;
  /** how true shapes differ from the mean over plausible ones */
  readonly difference: DifferenceModes;
}
