import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { superposeModel, type ModelComparison } from '../../superposition/compareWithModel';
import type { Curve } from '../../curve/curve';
import { readDepositedModels, type DepositedModel } from '../../evaluate/depositedModels';
import { generationCorrelations } from '../../evaluate/generationCorrelations';
import type { ModelPoints } from '../../evaluate/modelPoints';
import type { EntryResult } from '../../evaluate/entryResult';
import { InputError } from '../../inputError';
import { useBackend } from '../../node/backend';
import { openDataset } from '../../node/evaluation/dataset';
import { readBytes } from '../../node/files';
import { loadNetworks, type Networks } from '../../node/networkFiles';
import { readNetworkCsv, type ModelCorrelation } from '../../node/evaluation/networkTable';
import { readPublishedEntries, type PublishedEntry } from '../../node/evaluation/publishedEntries';
import { readResults } from '../../node/evaluation/resultTable';
import { PAPER_METHOD, type ReconstructionOptions } from '../../reconstruct/options';
import { reconstruct, type Reconstruction } from '../../reconstruct/reconstruct';

/** Sources of the data of the panels. */
export interface SourceOptions {
  /** Arrow bundle of deposited models */
  readonly data: string;
  /** folder with the entry that the paper shows a search of */
  readonly shown: string;
  /** folder of measured curves with models */
  readonly curves: string;
  /** folder of tables of results */
  readonly results: string;
  /** the authors' table */
  readonly published: string;
  readonly entry: string;
  readonly seed: number;
  readonly weights?: string;
  readonly backend?: string;
}

/** Tables of results that panels read, and the commands that make them. */
const TABLES = {
  'network.csv': (to: string) => `decodesaxs evaluate-network --csv ${to}`,
  'simulated-free.csv': (to: string, { data }: SourceOptions) =>
    `decodesaxs evaluate ${data} --mode free --csv ${to}`,
  'simulated-given.csv': (to: string, { data }: SourceOptions) =>
    `decodesaxs evaluate ${data} --mode given --csv ${to}`,
  'measured-free.csv': (to: string, { curves }: SourceOptions) =>
    `decodesaxs evaluate ${curves} --mode free --csv ${to}`,
} as const;

/** A reconstruction with correlations by generation, which a search does not know. */
export interface WatchedRun {
  readonly id: string;
  readonly curve: Curve;
  readonly model: ModelPoints;
  readonly result: Reconstruction;
  /** correlations of the fittest shapes with the model, by generation */
  readonly correlations: readonly { readonly generation: number; readonly cc: Float64Array }[];
  readonly compared: ModelComparison;
}

/** Entry of Figure 2a of the paper, and generations shown of it: chi² settles within fifteen. */
const PAPER_ENTRY = 'SASDAH6',
  PAPER_GENERATIONS = 30;

/** Data for the panels, each read or computed once and on demand. */
export class FigureSources {
  private readonly runs = new Map<string, Promise<WatchedRun>>();
  private opened?: Promise<Networks>;
  private deposited?: DepositedModel[];

  constructor(readonly options: SourceOptions) {}

  networks(): Promise<Networks> {
    this.opened ??= useBackend(this.options.backend).then(() => loadNetworks(this.options.weights));
    return this.opened;
  }

  /** @throws InputError when the bundle is missing */
  models(): DepositedModel[] {
    const { data } = this.options;
    if (!existsSync(data))
      throw new InputError(
        `This panel needs deposited models, and there is no ${data}: name an Arrow bundle of them with --data.`,
      );
    this.deposited ??= readDepositedModels(readBytes(data), data);
    return this.deposited;
  }

  results(name: Exclude<keyof typeof TABLES, 'network.csv'>): Promise<EntryResult[]> {
    return readResults(this.table(name));
  }

  networkCorrelations(): Promise<ModelCorrelation[]> {
    return readNetworkCsv(this.table('network.csv'));
  }

  /** The same of the paper's network as trained here; undefined where there is no such table. */
  async paperCorrelations(): Promise<ModelCorrelation[] | undefined> {
    const file = join(this.options.results, 'network-paper.csv');
    return existsSync(file) ? readNetworkCsv(file) : undefined;
  }

  published(): Promise<PublishedEntry[]> {
    const { published } = this.options;
    if (!existsSync(published))
      throw new InputError(
        `This panel needs the published results, and there is no ${published}: name the table with --published (it is one of the fixtures of the repository).`,
      );
    return readPublishedEntries(published);
  }

  /** The names of the measured curves with models. */
  curves(): string[] {
    const { curves } = this.options;
    if (!existsSync(curves))
      throw new InputError(
        `This panel needs measured curves with models, and there is no ${curves}: name a dataset of them with --curves.`,
      );
    return openDataset(curves).flatMap(({ id, model }) => (model ? [id] : []));
  }

  /** The reconstruction of an entry of the measured curves, its radius in Å searched or given. */
  run(id: string, rmax?: number): Promise<WatchedRun> {
    const key = `${id} ${rmax ?? 'searched'}`;
    if (!this.runs.has(key)) this.runs.set(key, this.watch(this.options.curves, '--curves', id, { rmax }));
    return this.runs.get(key)!;
  }

  /** The search that the paper shows: its own method, size free. */
  paperSearch(): Promise<WatchedRun> {
    return this.watch(this.options.shown, '--shown', PAPER_ENTRY, {
      ...PAPER_METHOD,
      limits: { ...PAPER_METHOD.limits, generations: PAPER_GENERATIONS },
    });
  }

  private table(name: keyof typeof TABLES): string {
    const file = join(this.options.results, name);
    if (!existsSync(file))
      throw new InputError(
        `This panel needs a table of results, and there is no ${file}: \`${TABLES[name](file, this.options)}\` makes it.`,
      );
    return file;
  }

  private async watch(
    dataset: string,
    option: string,
    id: string,
    method: ReconstructionOptions = {},
  ): Promise<WatchedRun> {
    if (!existsSync(dataset))
      throw new InputError(
        `This panel needs a measured curve with a model, and there is no ${dataset}: name a dataset of them with ${option}.`,
      );
    const entry = openDataset(dataset).find((one) => one.id === id);
    if (!entry?.model)
      throw new InputError(`${dataset} has no entry ${id} with a model: name one that it has with --entry.`);
    const [curve, model] = [entry.curve(), entry.model()];
    const body = { points: model.xyz, radius: model.radius };
    const correlations: { generation: number; cc: Float64Array }[] = [];
    const steps = reconstruct(curve, await this.networks(), { ...method, seed: this.options.seed });
    let step = await steps.next();
    for (; !step.done; step = await steps.next()) {
      if (step.value.stage !== 'generation') continue;
      const { record } = step.value;
      correlations.push({ generation: record.generation, cc: generationCorrelations(record, body) });
    }
    return {
      id,
      curve,
      model,
      result: step.value,
      correlations,
      compared: superposeModel(step.value.map, body),
    };
  }
}
