import { compareWithModel } from 'decodesaxs/dist/consensus/compareWithModel';
import { analyseCurve } from 'decodesaxs/dist/curve/analyseCurve';
import { decodeText } from 'decodesaxs/dist/curve/decodeText';
import { parseCurve } from 'decodesaxs/dist/curve/parseCurve';
import type { Networks } from 'decodesaxs/dist/reconstruct/networks';
import { parseStructure } from 'decodesaxs/dist/structure/parseStructure';
import { writeBeads } from 'decodesaxs/dist/structure/writeBeads';
import { startBackend } from './backend';
import type { News, Request } from './messages';
import { Run } from './run';
import { fetchNetworks } from './weights';

interface WorkerScope {
  postMessage(news: News): void;
  onmessage: ((event: MessageEvent<Request>) => void) | null;
  readonly location: Location;
}
const scope = globalThis as unknown as WorkerScope;
const tell = (news: News): void => scope.postMessage(news);

let loading: Promise<Networks> | undefined;
let run: Run | undefined;
/** counts what was asked for, so that what waited for the networks knows whether it is still wanted */
let turns = 0;

/** Backend and networks, once. */
async function load(): Promise<Networks> {
  const here = new URL('.', scope.location.href).href;
  const missing = await startBackend(here);
  const { networks, notes } = await fetchNetworks(new URL('weights/', here).href, (received, total) => tell({ kind: 'weights', received, total }));
  tell({ kind: 'ready', weights: networks.version, notes: [...missing, ...notes] });
  return networks;
}

/** Begins to load, or, after a failure, begins again. */
function networks(): Promise<Networks> {
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

async function start({ curve, settings }: Extract<Request, { kind: 'run' }>): Promise<void> {
  run?.abandon();
  const turn = ++turns;
  const instruments = await networks();
  if (turn !== turns) return;
  run = new Run(curve, instruments, settings, tell);
  await run.follow();
}

function abandon(): void {
  turns++;
  run?.abandon();
  run = undefined;
}

function compare({ map, name, bytes }: Extract<Request, { kind: 'compare' }>): void {
  const model = parseStructure(decodeText(bytes, name), { name });
  const { cc, mirror, rmaxModel, points } = compareWithModel(map, model);
  tell({ kind: 'compared', model: { name, cc, mirror, rmax: rmaxModel, pdb: writeBeads(points, { title: `${name} superposed on the map` }) } });
}

async function answer(request: Request): Promise<void> {
  if (request.kind === 'load') await networks();
  else if (request.kind === 'read') read(request);
  else if (request.kind === 'run') await start(request);
  else if (request.kind === 'compare') compare(request);
  else if (request.kind === 'abandon') abandon();
  else await run?.[request.kind]();
}

scope.onmessage = ({ data }) => {
  answer(data).catch((error: Error) => {
    const kind = error.name === 'InputError' ? 'refused' : 'failed';
    tell({ kind, about: data.kind, message: error.message });
  });
};
