import type { Curve } from './curve';
import type { GnomResult } from './format/gnomResult';

/** Unit of q as a file may give it; inside the library q is always in 1/Å. */
export type QUnit = '1/A' | '1/nm';

/** Rows of a file that are not points of the curve. */
export interface LeftOutRows {
  /** why, as the end of the sentence "left out because …" */
  readonly reason: string;
  /** how many rows */
  readonly count: number;
}

/** A measured point that is left out of a curve because it is no measurement of the sample. */
export interface LeftOutPoint {
  /** momentum transfer in 1/Å */
  readonly q: number;
  readonly intensity: number;
  /** its error, where the file has one */
  readonly sigma?: number;
  /** why, as the end of the sentence "left out because …" */
  readonly reason: string;
}

/** A curve as read from a file, with the decisions of the reader and their reasons. q is in 1/Å. */
export interface MeasuredCurve extends Curve {
  /** name of the file or entry */
  readonly name: string;
  /** title given in the file, where there is one */
  readonly title?: string;
  /** kind of file: text table, GNOM output, canSAS XML or sasCIF */
  readonly format: string;
  /** unit of q in the file */
  readonly qUnit: QUnit;
  /** probability of that unit, 0…1; 1 where the caller gave it */
  readonly qUnitConfidence: number;
  /** one sentence: the source of the unit */
  readonly unitReason: string;
  /** rows with numbers in the table that was read */
  readonly pointsRead: number;
  /** rows of that table which are not points of the curve */
  readonly leftOut: readonly LeftOutRows[];
  /** measured points left out: outliers, the beam beside its stop, the stop's shadow; in ascending q */
  readonly leftOutPoints: readonly LeftOutPoint[];
  /** source of sigma: the file, or a model */
  readonly errors: 'measured' | 'model';
  /** one sentence: why the file's errors were used, or why not and what replaces them */
  readonly errorsReason: string;
  /** sentences about what a user should check */
  readonly warnings: readonly string[];
  /** the indirect transform that a GNOM file holds beside the curve */
  readonly gnom?: GnomResult;
}
