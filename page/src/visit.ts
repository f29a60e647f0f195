import {
  type CurveAnalysis,
  GENERATIONS,
  type MeasuredCurve,
  type QUnit,
  type Reconstruction,
} from 'decodesaxs/core';
import type { GivenFile } from './given';
import type { KeptSearch } from './keptSearch';
import type { BesideRun, ComparedModel, GenerationNews, RunSettings, RunStep } from './messages';
import { counted } from './numbers';
import type { FittedStructure } from './structureFit';

/** A curve that was read, with the file it came from. */
export interface ReadCurve {
  readonly file: GivenFile;
  /** unit of q, where the visitor said it */
  readonly unit?: QUnit;
  readonly curve: MeasuredCurve;
  readonly analysis: CurveAnalysis;
}

/** What a run came to. */
export interface RunResult {
  readonly reconstruction: Reconstruction;
  /** whether it was ended before its last generation */
  readonly stopped: boolean;
  /** time computed, without pauses */
  readonly seconds: number;
  /** settings that repeat it */
  readonly settings: RunSettings;
}

/** One search for the shape of one curve; everything that is shown or saved of it has its name and file from here. */
export interface Run {
  readonly number: number;
  readonly read: ReadCurve;
  readonly settings: RunSettings;
  /** range of q that the search uses, 1/Å */
  readonly used?: readonly [number, number];
  readonly records: readonly GenerationNews[];
  /** last generation of the search */
  readonly last: number;
  readonly result?: RunResult;
  /** structure that is laid over the map once there is one */
  readonly structure?: GivenFile;
  readonly compared?: ComparedModel;
  /** the structure's own profile against the curve */
  readonly fitted?: FittedStructure;
  /** another run beside it */
  readonly beside?: BesideRun;
  /** why there is no shape */
  readonly problem?: string;
}

/** What is to be done with a curve once it is read. */
export interface ReadingPlan {
  readonly settings: RunSettings;
  readonly unit?: QUnit;
  readonly structure?: GivenFile;
  /** the search of an earlier visit that goes on */
  readonly again?: KeptSearch;
}

/** Where a visit stands when nothing is being read. */
export type Settled =
  | { readonly stage: 'idle'; readonly structure?: GivenFile }
  /** a curve of which no shape can be had */
  | { readonly stage: 'read'; readonly run: Run }
  | { readonly stage: 'searching'; readonly run: Run; readonly phase: 'searching' | 'paused' | 'averaging' }
  | { readonly stage: 'finished'; readonly run: Run };

/** Where a visit stands. While a curve is read what was there before stays, and comes back if it cannot be read. */
export type Visit =
  | Settled
  | {
      readonly stage: 'reading';
      readonly reading: number;
      readonly file: GivenFile;
      readonly plan: ReadingPlan;
      readonly before: Settled;
    };

/** What a visit shows: its stage, or, while a curve is read, the one before. */
export function settled(visit: Visit): Settled {
  return visit.stage === 'reading' ? visit.before : visit;
}

/** The run that a visit shows. */
export function shownRun(visit: Visit): Run | undefined {
  const shown = settled(visit);
  return shown.stage === 'idle' ? undefined : shown.run;
}

/** A structure that came before any curve. */
export function earlyStructure(visit: Visit): GivenFile | undefined {
  const shown = settled(visit);
  return shown.stage === 'idle' ? shown.structure : undefined;
}

/** The visit with what it shows changed. */
export function resettle(visit: Visit, now: Settled): Visit {
  return visit.stage === 'reading' ? { ...visit, before: now } : now;
}

/** The visit with its run changed; as it was, where it shows another run. */
export function withRun(visit: Visit, run: Run): Visit {
  const shown = settled(visit);
  return shown.stage !== 'idle' && shown.run.number === run.number
    ? resettle(visit, { ...shown, run })
    : visit;
}

/** A run of a curve that begins. */
export function beginRun(number: number, read: ReadCurve, { settings, structure, again }: ReadingPlan): Run {
  return {
    number,
    read,
    settings,
    structure,
    records: again?.saved.history ?? [],
    last: again?.generations ?? settings.generations ?? GENERATIONS,
  };
}

/** A run after something happened in it. */
export function advanced(run: Run, step: RunStep): Run {
  switch (step.kind) {
    case 'profile':
      return { ...run, used: step.used };
    case 'generation':
      return { ...run, last: step.last, records: [...run.records, step.record] };
    case 'finished':
      return { ...run, result: step.result };
    default:
      return run;
  }
}

/** Where a visit stands after something happened in the run that it shows. */
export function afterStep(shown: Exclude<Settled, { stage: 'idle' }>, run: Run, step: RunStep): Settled {
  if (step.kind === 'finished') return { stage: 'finished', run };
  if (shown.stage !== 'searching') return { ...shown, run };
  const phase = step.kind === 'paused' || step.kind === 'averaging' ? step.kind : 'searching';
  return { stage: 'searching', run, phase };
}

/** What of the settings is fixed by the visitor, in words; undefined where all is as for a first run. */
export function fixedWords({ seed, rmax, generations }: RunSettings): string | undefined {
  const fixed = [
    rmax !== undefined && `radius ${rmax} Å`,
    generations !== undefined && generations !== GENERATIONS && `${counted(generations, 'generation')}`,
    seed !== 1 && `seed ${seed}`,
  ].filter(Boolean);
  return fixed.length > 0 ? fixed.join(', ') : undefined;
}
