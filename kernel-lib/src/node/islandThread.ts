// The program of a worker thread of `islandThreads`: computes generations of the islands that it is sent.
import { parentPort, workerData } from 'node:worker_threads';
import { autoEncoderFrom } from '../network/autoEncoderFrom';
import { serveIslands, type IslandRequest } from '../search/islandWorkers';
import { useBackend } from './backend';
import type { IslandThreadData } from './islandThreads';

const { backend, weights } = workerData as IslandThreadData;
const network = useBackend(backend).then(() => autoEncoderFrom(weights));
const serve = serveIslands(network, (answer) => parentPort!.postMessage(answer));
parentPort!.on('message', (request: IslandRequest) => serve(request));
