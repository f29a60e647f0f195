import type { HistoryRecord, Reconstruction, ReconstructionStep } from '../reconstruct/reconstruct';
import { interruptedSearch } from './interruptedSearch';
import { unlessAborted } from '../node/unlessAborted';
import { Interruption } from './interruptSignal';
import { ProgressLine } from './progressLine';

/** Means to follow a reconstruction. */
export interface Following {
  readonly checkpoint: string;
  readonly key: string;
  readonly say: (text: string) => void;
  readonly quiet: boolean | undefined;
  /** largest number of generations */
  readonly generations: number;
  readonly history: readonly HistoryRecord[];
  /** ends the run at once */
  readonly signal: AbortSignal | undefined;
}

/** Shows the steps of a reconstruction and keeps a checkpoint of each generation. */
export async function follow(
  steps: AsyncGenerator<ReconstructionStep, Reconstruction>,
  { checkpoint, key, say, quiet, generations, history, signal }: Following,
): Promise<Reconstruction> {
  const { writeCheckpoint } = await import('../node/searchCheckpoint');
  const line = new ProgressLine(generations, quiet);
  const records = [...history];
  const next = async (): Promise<IteratorResult<ReconstructionStep, Reconstruction>> => {
    if (signal === undefined) return steps.next();
    try {
      return await unlessAborted(steps.next(), signal);
    } catch (error) {
      line.clear();
      throw error instanceof Interruption ? interruptedSearch(signal, records, checkpoint) : error;
    }
  };
  let step = await next();
  for (; !step.done; step = await next()) {
    if (step.value.stage === 'profile') {
      const { guinier, target } = step.value;
      say(
        `Guinier Rg ${guinier.rg.toFixed(2)} ± ${guinier.rgError.toFixed(2)} Å; ${target.curve.q.length} points to q ${target.curve.q.at(-1)!.toFixed(3)} 1/Å, moments to order ${target.nmax}`,
      );
      for (const warning of guinier.warnings) say(`Note: ${warning}`);
    } else if (step.value.stage === 'generation') {
      const { islands, ...record } = step.value.record;
      records.push(record);
      writeCheckpoint(checkpoint, key, { states: islands.map(({ state }) => state), history: records });
      line.update(record.generation, `score ${record.bestScore[0].toFixed(3)}`);
    }
  }
  line.clear();
  return step.value;
}
