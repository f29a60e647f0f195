import { GRID_POINTS } from '../grid/shapeGrid';
import type { AutoEncoder } from '../network/autoEncoder';
import { modelShape, voxelCorrelation, type DepositedModel } from './depositedModels';

/** Reconstruction quality of an auto-encoder on models outside its training set. */
export interface NetworkEvaluation {
  readonly n: number;
  /** mean correlation of the model's voxels and the decoded probability map, over 31³ points */
  readonly meanCC: number;
  /** share of models above 0.90 */
  readonly above090: number;
  readonly byKind: Readonly<Record<string, { n: number; meanCC: number; above090: number }>>;
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
  const summary = (part: typeof rows): { n: number; meanCC: number; above090: number } => ({
    n: part.length,
    meanCC: part.reduce((sum, row) => sum + row.cc, 0) / part.length,
    above090: part.filter((row) => row.cc > 0.9).length / part.length,
  });
  const kinds = [...new Set(rows.map((row) => row.kind))];
  return {
    ...summary(rows),
    byKind: Object.fromEntries(kinds.map((kind) => [kind, summary(rows.filter((row) => row.kind === kind))])),
    models: rows,
  };
}
