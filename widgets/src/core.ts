// Everything that runs in a browser as well as in Node.

export * from './inputError';

export { type Chart, type ChartOptions, stackCharts } from './charts/chart';
export {
  type FittedProfile,
  type MeasuredProfile,
  profileChart,
  type QChartOptions,
} from './charts/profileChart';
export * from './charts/residualChart';
export type { LeftOutMark } from './charts/leftOutMarks';
export * from './charts/fitChart';
export * from './charts/seriesChart';
export * from './charts/guinierChart';
export * from './charts/kratkyChart';
export * from './charts/pairDistanceChart';
export { type HistoryChartOptions } from './charts/historyChart';
export * from './charts/scoreChart';
export * from './charts/radiusChart';
export * from './charts/histogramChart';
export * from './charts/scatterChart';
export * from './charts/calibrationChart';
export * from './charts/shellChart';
export * from './charts/arrangeCharts';
export * from './charts/correlationChart';
export * from './charts/voxelisationChart';
export * from './charts/layersChart';
export * from './charts/latentsChart';
export * from './charts/picturesChart';

export * from './render/svg';
export * from './render/rasterise';
export * from './render/png';

export { bodyThreshold, mapCentre, type VolumeMap } from './volume/volumeMap';
export * from './volume/enclosedVolume';
export * from './volume/pdbPoints';
export * from './volume/threeViewsPng';
export * from './volume/surfacePng';
export { framed, type FramedScene, type PictureOptions } from './volume/framedScene';
export { nearestDistance } from './volume/nearestDistance';
export { hex, scaleColour } from './volume/palette';
export { surfacePicture } from './volume/surfacePicture';
export { threeViews, type ViewAxes } from './volume/viewAxes';

export * from './viewer/view';
export * from './viewer/densityView';
export * from './viewer/spreadView';
export * from './viewer/generationScrubber';
export * from './viewer/bodiesView';
export * from './viewer/sideBySide';
export { provideViewerScripts, type ViewerScripts } from './viewer/viewerScripts';
export { framedView, type FrameParts } from './viewer/frame';
export { Blocks } from './viewer/packMap';
export { modelKind } from './viewer/modelKind';
export * from './viewer/standalonePage';

export { type ReportRow } from './report/table';
export * from './report/report';
