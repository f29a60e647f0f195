import { type CurveAnalysis, GENERATIONS, type MeasuredCurve, type QUnit } from 'decodesaxs/core';
import type { GivenFile } from './given';
import type { KeptSearch } from './keptSearch';
import type { BesideRun, ComparedModel, GenerationNews, RunStep } from './messages';
import type { RunSettings } from './runSettings';
import { counted } from './numbers';
import type { RunResult } from './runResult';
import type { FittedStructure } from './structureFit';

/** A curve with its file. */
export interface ReadCurve {
  readonly file: GivenFile;
  /** unit of q, if chosen by the visitor */
  readonly unit?: QUnit;
  readonly curve: MeasuredCurve;
  readonly analysis: CurveAnalysis;
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
  /** structure to superpose on the finished map */
  readonly structure?: GivenFile;
  readonly compared?: ComparedModel;
  /** the structure's own profile against the curve */
  readonly fitted?: FittedStructure;
  /** another run beside it */
  readonly beside?: BesideRun;
  /** reason why there is no shape */
  readonly problem?: string;
}

/** Plan for a curve after it is read. */
export interface ReadingPlan {
  readonly settings: RunSettings;
  readonly unit?: QUnit;
  readonly structure?: GivenFile;
  /** the search of an earlier visit to continue */
  readonly again?: KeptSearch;
}

/** State of a visit while nothing is being read. */
export type Settled =
  | { readonly stage: 'idle'; readonly structure?: GivenFile }
  /** a curve for which no shape is possible */
  | { readonly stage: 'read'; readonly run: Run }
  | { readonly stage: 'searching'; readonly run: Run; readonly phase: 'searching' | 'paused' | 'averaging' }
  | { readonly stage: 'finished'; readonly run: Run };

/** State of a visit. While a curve is read the previous state is kept, and returns if the curve cannot be read. */
export type Visit =
  | Settled
  | {
      readonly stage: 'reading';
      readonly reading: number;
      readonly file: GivenFile;
      readonly plan: ReadingPlan;
      readonly before: Settled;
    };

/** The stage shown by a visit: the current one or, while a curve is read, the previous one. */
export function settled(visit: Visit): Settled {
  return visit.stage === 'reading' ? visit.before : visit;
}

/** The run shown by a visit. */
export function shownRun(visit: Visit): Run | undefined {
  const shown = settled(visit);
  return shown.stage === 'idle' ? undefined : shown.run;
}

/** A structure given before any curve. */
export function earlyStructure(visit: Visit): GivenFile | undefined {
  const shown = settled(visit);
  return shown.stage === 'idle' ? shown.structure : undefined;
}

/** The visit with another stage. */
export function resettle(visit: Visit, now: Settled): Visit {
  return visit.stage === 'reading' ? { ...visit, before: now } : now;
}

/** The visit with its run updated; unchanged where it shows another run. */
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

/** State of a visit after a step of the run that it shows. */
export function afterStep(shown: Exclude<Settled, { stage: 'idle' }>, run: Run, step: RunStep): Settled {
  if (step.kind === 'finished') return { stage: 'finished', run };
  if (shown.stage !== 'searching') return { ...shown, run };
  const phase = step.kind === 'paused' || step.kind === 'averaging' ? step.kind : 'searching';
  return { stage: 'searching', run, phase };
}

/** Description of the settings fixed by the visitor; undefined for default settings. */
export function fixedWords({ seed, rmax, generations }: RunSettings): string | undefined {
  const fixed = [
    rmax !== undefined && `radius ${rmax} Å`,
    generations !== undefined && generations !== GENERATIONS && `${counted(generations, 'generation')}`,
    seed !== 1 && `seed ${seed}`,
  ].filter(Boolean);
  return fixed.length > 0 ? fixed.join(', ') : undefined;
}
