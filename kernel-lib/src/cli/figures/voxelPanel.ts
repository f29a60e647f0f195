import { voxelisationChart, type Chart } from 'decodesaxs-widgets';
import { modelShape } from '../../evaluate/depositedModels';
import { canonicalPose } from '../../grid/canonicalPose';
import { shapeMap } from '../../map/shapeMap';
import type { FigureSources } from './sources';

/** 1a: the points of the first atomic model of the bundle, and their voxels. */
export async function voxelPanel(sources: FigureSources): Promise<Chart> {
  const models = sources.models();
  const model = models.find(({ kind }) => kind === 'atomic') ?? models[0];
  const { grid, rmax } = modelShape(model);
  return voxelisationChart(canonicalPose(model.xyz).xyz, shapeMap(grid, rmax, 0.5), {
    title: `1a  From a structure to voxels: ${model.id}`,
    subtitle: `canonical pose, rmax = ${rmax.toFixed(1)} Å`,
  });
}
