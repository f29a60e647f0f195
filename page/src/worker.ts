import {
  analyseCurve,
  compareShapes,
  compareWithModel,
  decodeText,
  InputError,
  parseCurve,
  parseStructure,
  writeBeads,
  startWasm,
} from 'decodesaxs/core';
import { becomeIslands, Islands, waitingPool } from './islandPool';
import { forgetSearch, keepSearch, keptSearch, type KeptSearch } from './keptSearch';
import type { News, Request } from './messages';
import { Run, type RunTools } from './run';
import { fitStructure } from './structureFit';
import { superposedMap } from './superposedMap';
import { fetchNetworks, WEIGHTS_VERSION } from './weights';

interface WorkerScope {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  readonly location: Location;
  close(): void;
}
const scope = globalThis as unknown as WorkerScope;
const tell = (news: News): void => scope.postMessage(news);

/** address of the page, ending in a slash */
const here = new URL('.', scope.location.href).href;
let islands = new Islands([]);
let loading: Promise<RunTools> | undefined;
/** the latest runs by number: unfinished ones can continue */
const runs = new Map<number, Run>();
const MOST_RUNS = 6;
let active: Run | undefined;
/** counts requests, so that a request that waited for the networks knows whether it is still current */
let turns = 0;
/** the search that was reopened */
let reopened: KeptSearch | undefined;
let refusedToKeep = false;

/** Backend, networks and islands, once. */
async function load(): Promise<RunTools> {
  const missing = await startWasm(here);
  const { networks, decoder, notes } = await fetchNetworks(
    new URL('weights/', here).href,
    (received, total) => tell({ kind: 'weights', received, total }),
  );
  const pool = islands.pool(decoder, networks.autoEncoder);
  void pool.then((made) => {
    const engine = `WebAssembly in ${made.workers === 1 ? 'one worker' : `${made.workers} workers`}`;
    tell({ kind: 'ready', weights: networks.version, engine, notes: [...missing, ...notes] });
  });
  return { networks, pool: waitingPool(islands.workers, pool) };
}

/** Starts loading, or starts again after a failure. */
function tools(): Promise<RunTools> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

function read({ reading, file, unit }: Extract<Request, { kind: 'read' }>): void {
  const curve = parseCurve(file.bytes, { name: file.name, unit, keepPoints: file.keepPoints });
  tell({ kind: 'curve', reading, curve, analysis: analyseCurve(curve) });
}

async function start({
  run: number,
  curve,
  settings,
  file,
  unit,
  again,
}: Extract<Request, { kind: 'run' }>): Promise<void> {
  leave();
  const turn = turns;
  const loaded = await tools();
  if (turn !== turns) return;
  active = new Run(
    curve,
    loaded,
    settings,
    {
      tell: (step) => tell({ run: number, ...step }),
      keep: (found) => void kept({ file, unit, weights: WEIGHTS_VERSION, ...found }),
    },
    again ? reopened : undefined,
  );
  runs.set(number, active);
  for (const old of runs.keys()) if (runs.size > MOST_RUNS) runs.delete(old);
  await active.follow();
}

/** Continues a run that was left or has ended. */
async function goOn(number: number): Promise<void> {
  const found = runs.get(number);
  if (!found)
    throw new InputError('This search is no longer in memory: expected its curve to be given again.');
  if (active !== found) leave();
  active = found;
  await found.goOn();
}

/** Leaves the current search; requests that wait for the networks are dropped. */
function leave(): void {
  turns++;
  active?.leave();
  active = undefined;
}

/** Keeps a search, or reports once that the browser does not allow it. */
async function kept(search: KeptSearch): Promise<void> {
  if (refusedToKeep || (await keepSearch(search))) return;
  refusedToKeep = true;
  tell({ kind: 'unkept' });
}

/** Offers the search of an earlier visit. */
async function offer(): Promise<void> {
  const found = await keptSearch(WEIGHTS_VERSION);
  if (found)
    tell({
      kind: 'kept',
      name: found.file.name,
      generation: found.saved.history.at(-1)?.generation ?? 0,
      generations: found.generations,
    });
}

async function reopen(): Promise<void> {
  reopened = await keptSearch(WEIGHTS_VERSION);
  if (!reopened)
    throw new InputError(
      'The search is no longer there: the browser has cleared its storage, give the curve again.',
    );
  tell({ kind: 'reopened', search: reopened });
}

function compare({ run, map, name, bytes }: Extract<Request, { kind: 'compare' }>): void {
  const model = parseStructure(decodeText(bytes, name), { name });
  const { cc, mirror, rmaxModel, points } = compareWithModel(map, model);
  tell({
    kind: 'compared',
    run,
    model: {
      name,
      cc,
      mirror,
      rmax: rmaxModel,
      pdb: writeBeads(points, { title: `${name} superposed on the map` }),
    },
  });
}

function compareRuns({ run, map, name, other }: Extract<Request, { kind: 'compareRuns' }>): void {
  const comparison = compareShapes(map, other);
  const { ownRadius, trueScale, mirror } = comparison;
  const beside = { name, cc: { ownRadius, trueScale }, mirror, map: superposedMap(other, comparison) };
  tell({ kind: 'besides', run, beside });
}

function fit({ run, curve, analysis, structure }: Extract<Request, { kind: 'fit' }>): void {
  tell({ kind: 'fitted', run, fitted: fitStructure(structure, curve, analysis) });
}

async function answer(request: Request): Promise<void> {
  if (request.kind === 'islands') islands = new Islands(request.ports);
  else if (request.kind === 'islandLost') islands.lose(request.island, request.message);
  else if (request.kind === 'load') await tools();
  else if (request.kind === 'read') read(request);
  else if (request.kind === 'run') await start(request);
  else if (request.kind === 'goOn') await goOn(request.run);
  else if (request.kind === 'fit') fit(request);
  else if (request.kind === 'compare') compare(request);
  else if (request.kind === 'compareRuns') compareRuns(request);
  else if (request.kind === 'leave') leave();
  else if (request.kind === 'kept') await offer();
  else if (request.kind === 'reopen') await reopen();
  else if (request.kind === 'forget') await forgetSearch();
  else if ('run' in request) runs.get(request.run)?.[request.kind]();
}

scope.onmessage = ({ data }) => {
  if (becomeIslands(data, here, () => scope.close())) return;
  answer(data).catch((error: Error) => {
    const kind = error.name === 'InputError' ? 'refused' : 'failed';
    const number = 'run' in data ? data.run : 'reading' in data ? data.reading : undefined;
    tell({ kind, about: data.kind, number, message: error.message });
  });
};
