// Exercises and interactive views of the notebooks.

export { check } from './check';
export { detectorPicture, type DetectorImage, type DetectorOptions } from './detectorPicture';
export { distanceExplorer, type DistanceExplorerOptions } from './distanceExplorer';
export { latentModes, type LatentModes } from './latentModes';
export { shapeExplorer, type ExploredShape, type ShapeExplorerOptions } from './shapeExplorer';
