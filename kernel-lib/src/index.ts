// Every public function, by stage.

// common
export { InputError } from './inputError';
export { Random } from './random';

// curve
export type { Curve } from './curve/curve';

// structure
export type { Structure, TraceKind } from './structure/structure';
export { parseStructure, structureFormat } from './structure/parseStructure';
export type { ParseStructureOptions } from './structure/parseStructure';
export { writeBeads } from './structure/writeBeads';
export type { WriteBeadsOptions } from './structure/writeBeads';
export { medianNearestDistance } from './structure/pointCells';

// grid
export * from './grid/shapeGrid';
export type { DensityMap } from './grid/densityMap';
export { voxelise, centroid, farthest, radiusOfGyration } from './grid/voxelise';
export type { VoxelShape, VoxeliseOptions } from './grid/voxelise';
export { canonicalPose, principalAxes } from './grid/canonicalPose';
export type { Pose } from './grid/canonicalPose';
export { distanceField } from './grid/distanceField';
export { largestRegion } from './grid/largestRegion';

// moments
export { momentCount, momentIndex } from './moments/momentLayout';
export { zernikeMoments } from './moments/zernikeMoments';
export { pairCount, invariants, crossInvariants } from './moments/invariants';

// profile

// engine

// network

// library

// search

// consensus

// map

// node (files, workers, backends)
export { readBytes, readText, writeAtomic, prepareOutputFolder, removeEmptyFolders } from './node/files';
