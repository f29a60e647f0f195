import type { MeasuredCurve } from '../curve/measuredCurve';
import type { Structure } from '../structure/structure';
import type { Options } from './reconstructOptions';
import type { WholeStructure } from './superposedFiles';

/** A reconstruction to make, with everything read. */
export interface ReconstructionJob {
  readonly curve: MeasuredCurve;
  /** structure that the map is compared with */
  readonly model: Structure | undefined;
  /** structure with which the search begins */
  readonly start: Structure | undefined;
  /** the file of the model, to be written superposed, or the reason why not */
  readonly whole: { readonly structure?: WholeStructure; readonly note?: string };
  /** radius in Å, where it is given */
  readonly rmax: number | undefined;
  readonly seed: number;
  readonly workers: number | undefined;
  /** `performance.now()` at the start of the program's work */
  readonly began: number;
  readonly options: Options;
}

/** Says something on stderr, unless the user asked for quiet. */
export function say({ options }: Pick<ReconstructionJob, 'options'>, text: string): void {
  if (!options.quiet) process.stderr.write(`${text}\n`);
}

/** Sentences on the structures of a job. */
export function modelNotes({ model, whole, start }: ReconstructionJob): string[] {
  return [
    ...(model?.warnings ?? []),
    ...(whole.note === undefined ? [] : [whole.note]),
    ...(start
      ? [
          'the search begins with it, so that resolution and spread describe how much shapes near it agree, not how near they are to the truth.',
        ]
      : []),
  ];
}
