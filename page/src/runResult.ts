import type { Reconstruction } from 'decodesaxs/core';
import type { RunSettings } from './runSettings';

/** Result of a run. */
export interface RunResult {
  readonly reconstruction: Reconstruction;
  /** true where it was ended before its last generation */
  readonly stopped: boolean;
  /** computing time, without pauses */
  readonly seconds: number;
  /** settings with which it can be repeated */
  readonly settings: RunSettings;
}
