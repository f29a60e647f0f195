import {
  analyseCurve,
  compareWithModel,
  decodeText,
  InputError,
  parseCurve,
  parseStructure,
  writeBeads,
  startWasm,
} from 'decodesaxs/core';
import { becomeIslands, IslandWorkers, usualWorkers, waitingPool } from './islandWorkers';
import { forgetSearch, keepSearch, keptSearch, type KeptSearch } from './keptSearch';
import type { News, Request } from './messages';
import { Run, type RunTools } from './run';
import { fetchNetworks, WEIGHTS_VERSION } from './weights';

interface WorkerScope {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  readonly location: Location;
  readonly navigator: { readonly hardwareConcurrency?: number; readonly deviceMemory?: number };
}
const scope = globalThis as unknown as WorkerScope;
const tell = (news: News): void => scope.postMessage(news);

let loading: Promise<RunTools> | undefined;
let run: Run | undefined;
/** counts what was asked for, so that what waited for the networks knows whether it is still wanted */
let turns = 0;
/** the search that was reopened */
let reopened: KeptSearch | undefined;
let refusedToKeep = false;

/** Backend, networks and workers, once. */
async function load(): Promise<RunTools> {
  const here = new URL('.', scope.location.href).href;
  const missing = await startWasm(here);
  const count = usualWorkers(scope.navigator);
  const workers = new IslandWorkers(count, scope.location.href, here);
  const { networks, decoder, notes } = await fetchNetworks(
    new URL('weights/', here).href,
    (received, total) => tell({ kind: 'weights', received, total }),
  );
  const pool = workers.pool(decoder, networks.autoEncoder);
  void pool.then((made) => {
    const engine = `WebAssembly in ${made.workers === 1 ? 'one worker' : `${made.workers} workers`}`;
    tell({ kind: 'ready', weights: networks.version, engine, notes: [...missing, ...notes] });
  });
  return { networks, pool: waitingPool(count, pool) };
}

/** Begins to load, or, after a failure, begins again. */
function tools(): Promise<RunTools> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

function read({ name, bytes, unit }: Extract<Request, { kind: 'read' }>): void {
  const curve = parseCurve(bytes, { name, unit });
  tell({ kind: 'curve', curve, analysis: analyseCurve(curve) });
}

async function start({
  curve,
  settings,
  file,
  unit,
  again,
}: Extract<Request, { kind: 'run' }>): Promise<void> {
  run?.abandon();
  const turn = ++turns;
  const loaded = await tools();
  if (turn !== turns) return;
  const keep = (found: Pick<KeptSearch, 'settings' | 'generations' | 'saved'>): void => {
    if (turn === turns) void kept({ file, unit, weights: WEIGHTS_VERSION, ...found });
  };
  run = new Run(curve, loaded, settings, { tell, keep }, again ? reopened?.saved : undefined);
  await run.follow();
}

/** Keeps a search, or says, once, that the browser does not allow it. */
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

function abandon(): void {
  turns++;
  run?.abandon();
  run = undefined;
}

function compare({ map, name, bytes }: Extract<Request, { kind: 'compare' }>): void {
  const model = parseStructure(decodeText(bytes, name), { name });
  const { cc, mirror, rmaxModel, points } = compareWithModel(map, model);
  tell({
    kind: 'compared',
    model: {
      name,
      cc,
      mirror,
      rmax: rmaxModel,
      pdb: writeBeads(points, { title: `${name} superposed on the map` }),
    },
  });
}

async function answer(request: Request): Promise<void> {
  if (request.kind === 'load') await tools();
  else if (request.kind === 'read') read(request);
  else if (request.kind === 'run') await start(request);
  else if (request.kind === 'compare') compare(request);
  else if (request.kind === 'abandon') abandon();
  else if (request.kind === 'kept') await offer();
  else if (request.kind === 'reopen') await reopen();
  else if (request.kind === 'forget') await forgetSearch();
  else await run?.[request.kind]();
}

scope.onmessage = ({ data }) => {
  if (becomeIslands(data, scope)) return;
  answer(data).catch((error: Error) => {
    const kind = error.name === 'InputError' ? 'refused' : 'failed';
    tell({ kind, about: data.kind, message: error.message });
  });
};
