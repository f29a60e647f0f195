// Every public function: those of the core and those that need Node.

export * from './core';

// node (files, workers, backends)
export { useBackend } from './node/backend';
export { islandThreads, usualThreads } from './node/islandThreads';
export type { IslandThreads } from './node/islandThreads';
export { loadNetworks, loadAutoEncoder, withPaperNetwork } from './node/networkFiles';
export { readStructure } from './node/readStructure';
export { readBytes, readText, writeAtomic, prepareOutputFolder, removeEmptyFolders } from './node/files';
export { readCurve } from './node/readCurve';
export { openCurve } from './node/openCurve';
export type { OpenedCurve } from './node/openCurve';
export { loadSasbdb } from './node/databank/sasbdb';
export type { LoadSasbdbOptions, SasbdbEntry, SasbdbModel } from './node/databank/sasbdb';
export { buildTrainingSet } from './node/trainingSet/buildTrainingSet';
export type {
  BuildTrainingSetOptions,
  BuildTrainingSetProgress,
  TrainingSetSummary,
} from './node/trainingSet/buildTrainingSet';
export { packageVersion } from './node/packageVersion';
export { readBody } from './node/readBody';
export type { BodyFile } from './node/readBody';
export { openDataset } from './node/evaluation/dataset';
export type { DatasetEntry } from './node/evaluation/dataset';
export { evaluateDataset } from './node/evaluation/evaluateDataset';
export type { EvaluationPlan, EvaluationProgress } from './node/evaluation/evaluateDataset';
export { provenance } from './node/evaluation/provenance';
export type { Provenance } from './node/evaluation/provenance';
export { localRunner, openEvaluator } from './node/evaluation/jobRunner';
export type { JobRunner, RunnerOptions } from './node/evaluation/jobRunner';
export { threadRunner } from './node/evaluation/threadRunner';
export { queueRunner } from './node/evaluation/queueRunner';
export { runQueueWorker } from './node/evaluation/queueWorker';
export { slurmScript } from './node/evaluation/slurmScript';
export { csvText, readCsv } from './node/csvTable';
export type { CsvRow } from './node/csvTable';
export { readResults, writeResults, writeResultsCsv } from './node/evaluation/resultTable';
export { readNetworkCsv, writeNetworkCsv } from './node/evaluation/networkTable';
export type { ModelCorrelation } from './node/evaluation/networkTable';
export { readPublishedEntries } from './node/evaluation/publishedEntries';
export type { PublishedEntry } from './node/evaluation/publishedEntries';
