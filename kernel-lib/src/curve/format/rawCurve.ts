import type { GnomResult } from './gnomResult';
import type { LeftOutRows, QUnit } from '../measuredCurve';

/** The columns of a file in the units of the file, before any decision. */
export interface RawCurve {
  readonly format: string;
  readonly title?: string;
  /** momentum transfer, intensity and, where the file has such a column, its error, row by row */
  readonly q: readonly number[];
  readonly intensity: readonly number[];
  readonly sigma?: readonly number[];
  /** the last line before the columns; a unit of q named there is that of the columns */
  readonly caption?: string;
  /** texts around the columns, in which the unit of q may be named */
  readonly words: readonly string[];
  /** unit of q where a field of the format gives it, and the name of that field */
  readonly unit?: { readonly value: QUnit; readonly from: string };
  /** the text of a field with another unit, such as 1/m */
  readonly otherUnit?: string;
  /** the text that states that the first column is s = 2 sin θ/λ or 1/d, not q = 2π s */
  readonly sineVector?: string;
  readonly leftOut: readonly LeftOutRows[];
  readonly warnings: readonly string[];
  /** lengths and q in the unit of the file */
  readonly gnom?: GnomResult;
}
