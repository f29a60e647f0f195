import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meanShape } from '../evaluate/meanShape';
import { scoreEntry } from '../evaluate/scoreEntry';
import type { EntryResult } from '../evaluate/summary';
import { farthest } from '../grid/voxelise';
import type { ReconstructionOptions } from '../reconstruct/options';
import { reconstruct } from '../reconstruct/reconstruct';
import type { DatasetEntry } from './dataset';
import { writeAtomic } from './files';
import type { Networks } from './networkFiles';

/** How a dataset is evaluated. */
export interface EvaluationPlan {
  /** whether the radius of the model is given to the search */
  readonly mode: 'given' | 'free';
  readonly seeds: readonly number[];
  /** folder with one result file an entry and seed; what is there is not done again */
  readonly folder: string;
  readonly backend: string;
  readonly version: string;
  readonly options?: ReconstructionOptions;
  readonly signal?: AbortSignal;
}

/**
 * Reconstructs every entry with every seed and scores it. Each result is one file, written whole, so
 * that a run that was killed goes on without doing an entry again; an entry that fails is a result.
 */
export async function* evaluateDataset(
  entries: readonly DatasetEntry[], networks: Networks, plan: EvaluationPlan,
): AsyncGenerator<{ readonly done: number; readonly total: number; readonly result: EntryResult }> {
  mkdirSync(plan.folder, { recursive: true });
  const libraryMean = meanShape(networks.autoEncoder, networks.library);
  const total = entries.length * plan.seeds.length;
  let done = 0;
  for (const entry of entries) {
    for (const seed of plan.seeds) {
      if (plan.signal?.aborted) return;
      const file = join(plan.folder, `${entry.id.replace(/[^\w.-]/g, '_')}-${plan.mode}-${seed}.json`);
      const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as EntryResult) : undefined;
      const result = known ?? (await evaluateEntry(entry, seed, networks, plan, libraryMean));
      if (plan.signal?.aborted && !known) return;
      if (!known) writeAtomic(file, `${JSON.stringify(result)}\n`);
      yield { done: ++done, total, result };
    }
  }
}

async function evaluateEntry(
  entry: DatasetEntry, seed: number, networks: Networks, plan: EvaluationPlan, libraryMean: Float32Array,
): Promise<EntryResult> {
  const began = performance.now();
  const common = { id: entry.id, seed, backend: plan.backend, version: plan.version };
  try {
    const model = entry.model?.();
    const rmax = plan.mode === 'given' && model ? { rmax: farthest(model.xyz) } : {};
    const steps = reconstruct(entry.curve(), networks, { ...plan.options, ...rmax, seed, signal: plan.signal });
    let step = await steps.next();
    while (!step.done) step = await steps.next();
    const seconds = (performance.now() - began) / 1000;
    return { ...common, ...scoreEntry(step.value, libraryMean, model), seconds };
  } catch (error) {
    return { ...common, failure: (error as Error).message };
  }
}
