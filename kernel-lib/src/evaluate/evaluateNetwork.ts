import { GRID_POINTS } from '../grid/shapeGrid';
import type { AutoEncoder } from '../network/autoEncoder';
import { modelShape, voxelCorrelation, type DepositedModel } from './depositedModels';

/** Correlations of models with their decoded maps in three numbers. */
export interface CorrelationSummary {
  readonly n: number;
  /** mean correlation of the model's voxels and the decoded probability map, over 31³ points */
  readonly meanCC: number;
  /** share of models above 0.90 */
  readonly above090: number;
}

/** Reconstruction quality of an auto-encoder on models outside its training set. */
export interface NetworkEvaluation extends CorrelationSummary {
  readonly byKind: Readonly<Record<string, CorrelationSummary>>;
  readonly models: readonly { id: string; kind: string; cc: number }[];
}

/** Encodes and decodes each model and compares. */
export function evaluateNetwork(network: AutoEncoder, models: readonly DepositedModel[]): NetworkEvaluation {
  const grids = new Uint8Array(models.length * GRID_POINTS);
  models.forEach((model, i) => grids.set(modelShape(model).grid, i * GRID_POINTS));
  const decoded = network.decode(network.encode(grids, models.length), models.length);
  const rows = models.map(({ id, kind }, i) => ({
    id,
    kind,
    cc: voxelCorrelation(
      grids.subarray(i * GRID_POINTS, (i + 1) * GRID_POINTS),
      decoded.subarray(i * GRID_POINTS, (i + 1) * GRID_POINTS),
    ),
  }));
  const kinds = [...new Set(rows.map((row) => row.kind))];
  return {
    ...summariseCorrelations(rows),
    byKind: Object.fromEntries(
      kinds.map((kind) => [kind, summariseCorrelations(rows.filter((row) => row.kind === kind))]),
    ),
    models: rows,
  };
}

/** Number, mean and share above 0.90 of correlations. */
export function summariseCorrelations(rows: readonly { readonly cc: number }[]): CorrelationSummary {
  return {
    n: rows.length,
    meanCC: rows.reduce((sum, row) => sum + row.cc, 0) / rows.length,
    above090: rows.filter((row) => row.cc > 0.9).length / rows.length,
  };
}
