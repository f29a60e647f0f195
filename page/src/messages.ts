import type {
  AnswerPart,
  Curve,
  CurveAnalysis,
  DensityMap,
  HistoryRecord,
  MeasuredCurve,
  QUnit,
} from 'decodesaxs/core';
import type { KeptSearch } from './keptSearch';
import type { GivenFile } from './given';
import type { FittedStructure } from './structureFit';
import type { RunResult } from './runResult';
import type { RunSettings } from './runSettings';

/** Requests of the page to its workers. Readings and runs are numbered, and so are the messages about them. */
export type Request =
  /** ports to the workers of islands, and one of them that has stopped */
  | { readonly kind: 'islands'; readonly ports: readonly MessagePort[] }
  | { readonly kind: 'islandLost'; readonly island: number; readonly message: string }
  | { readonly kind: 'load' | 'kept' | 'reopen' | 'forget' }
  | { readonly kind: 'read'; readonly reading: number; readonly file: GivenFile; readonly unit?: QUnit }
  /** `again`: continues the reopened search */
  | {
      readonly kind: 'run';
      readonly run: number;
      readonly curve: Curve;
      readonly settings: RunSettings;
      readonly file: GivenFile;
      readonly unit?: QUnit;
      readonly again?: boolean;
    }
  | { readonly kind: 'pause' | 'resume' | 'stop' | 'goOn' | 'leave'; readonly run: number }
  | {
      readonly kind: 'compare';
      readonly run: number;
      readonly map: DensityMap;
      readonly name: string;
      readonly bytes: Uint8Array;
    }
  /** the profile of a structure against the curve of a run */
  | {
      readonly kind: 'fit';
      readonly run: number;
      readonly curve: MeasuredCurve;
      readonly analysis: CurveAnalysis;
      readonly structure: GivenFile;
    }
  | {
      readonly kind: 'compareRuns';
      readonly run: number;
      readonly map: DensityMap;
      readonly name: string;
      readonly other: DensityMap;
    };

/** Another run's map beside a run's own. */
export interface BesideRun {
  /** name of the other run's curve */
  readonly name: string;
  readonly cc: { readonly ownRadius: number; readonly trueScale: number };
  readonly mirror: boolean;
  /** the other run's map, superposed */
  readonly map: DensityMap;
}

/** One generation in the form shown by the page. */
export type GenerationNews = HistoryRecord;

/** A model superposed on the map. */
export interface ComparedModel {
  readonly name: string;
  /** correlation with each body at its own radius, and both at true scale */
  readonly cc: { readonly ownRadius: number; readonly trueScale: number };
  readonly mirror: boolean;
  /** radius of the model in Å */
  readonly rmax: number;
  /** PDB text of the model's trace, superposed on the map */
  readonly pdb: string;
}

/** Messages of the workers. */
export type News =
  | { readonly kind: 'weights'; readonly received: number; readonly total: number }
  /** `engine`: description of the engine */
  | {
      readonly kind: 'ready';
      readonly weights: string;
      readonly engine: string;
      readonly notes: readonly string[];
    }
  /** a search of an earlier visit that can continue */
  | {
      readonly kind: 'kept';
      readonly name: string;
      readonly generation: number;
      readonly generations: number;
    }
  | { readonly kind: 'reopened'; readonly search: KeptSearch }
  /** the browser does not let the page keep the search */
  | { readonly kind: 'unkept' }
  | {
      readonly kind: 'curve';
      readonly reading: number;
      readonly curve: MeasuredCurve;
      readonly analysis: CurveAnalysis;
    }
  | RunNews
  | { readonly kind: 'compared'; readonly run: number; readonly model: ComparedModel }
  | { readonly kind: 'fitted'; readonly run: number; readonly fitted: FittedStructure }
  | { readonly kind: 'besides'; readonly run: number; readonly beside: BesideRun }
  | {
      readonly kind: 'refused' | 'failed';
      readonly about: Request['kind'];
      /** number of the reading or of the run that it is about */
      readonly number?: number;
      readonly message: string;
    };

/** Messages of a run, with its number. */
export type RunNews = { readonly run: number } & RunStep;

/** Events of a run. */
export type RunStep =
  /** range of q that the search uses, 1/Å */
  | { readonly kind: 'profile'; readonly used: readonly [number, number] }
  | { readonly kind: 'direct'; readonly map: DensityMap }
  | { readonly kind: 'generation'; readonly record: GenerationNews; readonly last: number }
  /** the search has ended: a part of what follows begins */
  | { readonly kind: 'averaging'; readonly part: AnswerPart }
  | { readonly kind: 'paused' }
  | { readonly kind: 'finished'; readonly result: RunResult };

/** True for messages about a run that are not steps of it. */
export function isBeside(news: News): news is Extract<News, { kind: 'fitted' | 'compared' | 'besides' }> {
  const { kind } = news;
  return kind === 'fitted' || kind === 'compared' || kind === 'besides';
}
