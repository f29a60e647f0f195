import * as v from 'valibot';
import type { Curve } from '../curve/curve';
import { farthest } from '../grid/points';
import { parseJson } from '../input/checked';
import { finite, numbers, text } from '../input/schemas';
import { InputError } from '../inputError';
import { fillOptions, type ReconstructionOptions } from '../reconstruct/options';
import { METHODS, type MethodName } from './methods';
import { JOB_OPTIONS } from './jobOptions';
import type { ModelPoints } from './modelPoints';

/**
 * One entry to be reconstructed with one seed: everything that a worker needs. The
 * same job gives the same result.
 */
export interface EntryJob {
  readonly id: string;
  readonly curve: Curve;
  readonly model?: ModelPoints;
  /** method; absent for the default one */
  readonly method?: MethodName;
  /** including the seed and, if given, the radius */
  readonly options: Omit<ReconstructionOptions, 'signal'>;
}

/** Plan of the reconstruction of the entries of a dataset. */
export interface EntryPlan {
  /** true: the search uses the radius of the model */
  readonly mode: 'given' | 'free';
  readonly options?: Omit<ReconstructionOptions, 'signal' | 'rmax' | 'seed'>;
  /** default: `default` */
  readonly method?: MethodName;
}

/** An entry of a dataset after reading. */
export interface ReadEntry {
  readonly id: string;
  readonly curve: Curve;
  readonly model?: ModelPoints;
  /** radius in Å to use if it is given; default: that of the model */
  readonly rmax?: number;
}

/**
 * The job of an entry: of its curve only the three arrays are kept.
 *
 * @throws InputError when the radius is to be given but not known
 */
export function entryJob(entry: ReadEntry, seed: number, plan: EntryPlan): EntryJob {
  const {
    id,
    curve: { q, intensity, sigma },
    model,
  } = entry;
  return {
    id,
    curve: { q, intensity, sigma },
    ...(model ? { model: { xyz: model.xyz, radius: model.radius, kind: model.kind } } : {}),
    ...(plan.method === undefined || plan.method === 'default' ? {} : { method: plan.method }),
    options: { ...plan.options, seed, ...(plan.mode === 'given' ? { rmax: knownRadius(entry) } : {}) },
  };
}

function knownRadius({ id, model, rmax }: ReadEntry): number {
  if (rmax !== undefined) return rmax;
  if (!model)
    throw new InputError(`The entry ${id} has neither a model nor a radius: evaluate it with mode free.`);
  return farthest(model.xyz);
}

/** A job as JSON, every number exact. `decodeJob` takes it back. */
export function encodeJob(job: EntryJob): string {
  return JSON.stringify(job, (_, value: unknown) =>
    value instanceof Float64Array ? Array.from(value) : value,
  );
}

const POINTS = 2e6;
const MODEL = v.object({
  xyz: v.pipe(
    numbers(3 * POINTS),
    v.check((xyz) => xyz.length >= 3 && xyz.length % 3 === 0, 'expected x, y and z of one point or more'),
    v.check((xyz) => xyz.every((x) => Math.abs(x) <= 1e5), 'expected coordinates within 100000 Å'),
  ),
  radius: v.pipe(
    finite,
    v.minValue(0, 'expected a radius from 0 Å on'),
    v.maxValue(1000, 'expected a radius up to 1000 Å'),
  ),
  kind: v.picklist(['atomic', 'bead'], 'expected atomic or bead'),
});
const CURVE = v.pipe(
  v.object({ q: numbers(1e6), intensity: numbers(1e6), sigma: numbers(1e6) }),
  v.check(
    ({ q, intensity, sigma }) => q.length > 0 && intensity.length === q.length && sigma.length === q.length,
    'expected as many intensities and errors as q',
  ),
);
const JOB = v.object({
  id: v.pipe(text, v.minLength(1, 'expected a name'), v.maxLength(1000, 'expected a shorter name')),
  curve: CURVE,
  model: v.optional(MODEL),
  method: v.optional(
    v.custom<MethodName>(
      (name) => typeof name === 'string' && Object.hasOwn(METHODS, name),
      () => `expected a method: ${Object.keys(METHODS).join(', ')}`,
    ),
  ),
  options: JOB_OPTIONS,
});

/**
 * The job that `encodeJob` wrote.
 *
 * @throws InputError when the text is no job, or one with an unknown method or an option out of its range
 */
export function decodeJob(encoded: string): EntryJob {
  const remedy = 'it was not written by this version of decodesaxs evaluate';
  const { id, curve, model, method, options } = parseJson(encoded, JOB, { what: 'The job', remedy });
  // ranges that depend on other options
  fillOptions(options as EntryJob['options']);
  return {
    id,
    options: options as EntryJob['options'],
    ...(method ? { method } : {}),
    curve,
    ...(model ? { model } : {}),
  };
}
