// What `import * as saxs from 'decodesaxs'` gives in a lesson: the core, and the functions of the edge that read and write files.

// slopes of the engine's operations, for the lesson on training
import '@tensorflow/tfjs-core/dist/register_all_gradients';

export * from '../../kernel-lib/src/core';
export { useBackend } from '../../kernel-lib/src/node/backend';
export { csvText, readCsv } from '../../kernel-lib/src/node/csvTable';
export { openDataset } from '../../kernel-lib/src/node/evaluation/dataset';
export { readNetworkCsv, writeNetworkCsv } from '../../kernel-lib/src/node/evaluation/networkTable';
export { readPublishedEntries } from '../../kernel-lib/src/node/evaluation/publishedEntries';
export { readResults, writeResults, writeResultsCsv } from '../../kernel-lib/src/node/evaluation/resultTable';
export {
  prepareOutputFolder,
  readBytes,
  readText,
  removeEmptyFolders,
  writeAtomic,
} from '../../kernel-lib/src/node/files';
export { loadAutoEncoder, loadNetworks } from '../../kernel-lib/src/node/networkFiles';
export { openCurve } from '../../kernel-lib/src/node/openCurve';
export { readCurve } from '../../kernel-lib/src/node/readCurve';
export { readStructure } from '../../kernel-lib/src/node/readStructure';
