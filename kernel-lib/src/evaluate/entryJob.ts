import type { Curve } from '../curve/curve';
import { farthest } from '../grid/voxelise';
import { InputError } from '../inputError';
import type { ReconstructionOptions } from '../reconstruct/options';
import type { MethodName } from './ablationMethods';
import type { ModelPoints } from './scoreEntry';

/**
 * One entry to be reconstructed with one seed: all that a worker needs to know, wherever it runs. The
 * same job gives the same result.
 */
export interface EntryJob {
  readonly id: string;
  readonly curve: Curve;
  readonly model?: ModelPoints;
  /** how the shape is found; absent for the default way */
  readonly method?: MethodName;
  /** seed and, where it is given, the radius included */
  readonly options: Omit<ReconstructionOptions, 'signal'>;
}

/** How the entries of a dataset are reconstructed. */
export interface EntryPlan {
  /** whether the radius of the model is given to the search */
  readonly mode: 'given' | 'free';
  readonly options?: Omit<ReconstructionOptions, 'signal' | 'rmax' | 'seed'>;
  /** default: `default` */
  readonly method?: MethodName;
}

/** An entry of a dataset, read. */
export interface ReadEntry {
  readonly id: string;
  readonly curve: Curve;
  readonly model?: ModelPoints;
  /** radius to be given in Å; default: that of the model */
  readonly rmax?: number;
}

/**
 * The job of an entry: of its curve only the three arrays are kept.
 *
 * @throws InputError when the radius is to be given and is not known
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
    throw new InputError(
      `The entry ${id} has neither a model nor a radius that could be given: evaluate it with mode free.`,
    );
  return farthest(model.xyz);
}

/** A job as JSON, every number exact. `decodeJob` takes it back. */
export function encodeJob(job: EntryJob): string {
  return JSON.stringify(job, (_, value: unknown) =>
    value instanceof Float64Array ? Array.from(value) : value,
  );
}

/** The job that `encodeJob` wrote. */
export function decodeJob(text: string): EntryJob {
  const { id, curve, model, method, options } = JSON.parse(text) as EntryJob;
  const { q, intensity, sigma } = curve;
  return {
    id,
    options,
    ...(method ? { method } : {}),
    curve: {
      q: Float64Array.from(q),
      intensity: Float64Array.from(intensity),
      sigma: Float64Array.from(sigma),
    },
    ...(model ? { model: { ...model, xyz: Float64Array.from(model.xyz) } } : {}),
  };
}
