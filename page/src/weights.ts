import {
  InputError,
  type Manifest,
  NETWORK_FILES,
  type Networks,
  type WeightSet,
  networksFrom,
  readWeights,
} from 'decodesaxs/core';
import { whyNothingIsKept } from './secure';

/** The manifest of the weights beside the page, put in by the build. */
declare const WEIGHTS_MANIFEST: Manifest;

/** Version of the networks of the page. */
export const WEIGHTS_VERSION = WEIGHTS_MANIFEST.version;

const CACHE = `decodesaxs-weights-${WEIGHTS_MANIFEST.version}`;

/** Networks, with notes. */
export interface LoadedNetworks {
  readonly networks: Networks;
  /** the file of the decoder */
  readonly decoder: Uint8Array;
  readonly notes: readonly string[];
}

/**
 * Fetches the weights, once: later visits find them in the browser's cache.
 *
 * @param folder address of the weights, ending in a slash
 * @param progress called with the bytes received and in all
 * @throws InputError when a file cannot be fetched or is damaged
 */
export async function fetchNetworks(
  folder: string,
  progress: (received: number, total: number) => void,
): Promise<LoadedNetworks> {
  const names = Object.keys(WEIGHTS_MANIFEST.files);
  const total = names.reduce((sum, name) => sum + WEIGHTS_MANIFEST.files[name].bytes, 0);
  const cache = await openCache();
  const received = new Map<string, number>();
  const sets = new Map<string, WeightSet>();
  let kept = cache !== undefined;
  let decoder = new Uint8Array();
  await Promise.all(
    names.map(async (name) => {
      const tell = (bytes: number): void => {
        received.set(name, bytes);
        progress(
          [...received.values()].reduce((a, b) => a + b, 0),
          total,
        );
      };
      const address = `${folder}${name}?${WEIGHTS_MANIFEST.files[name].sha256.slice(0, 12)}`;
      const found = await cache?.match(address);
      const bytes = found ? new Uint8Array(await found.arrayBuffer()) : await download(address, name, tell);
      tell(bytes.length);
      await check(bytes, name);
      if (cache && !found) kept = (await keep(cache, address, bytes)) && kept;
      if (name === NETWORK_FILES.autoEncoder) decoder = bytes as Uint8Array<ArrayBuffer>;
      sets.set(name, readWeights(bytes, name));
    }),
  );
  if (cache) void forgetOthers();
  const notes = kept ? [] : [`${whyNothingIsKept()} its networks: the next visit fetches them again.`];
  return { networks: networksFrom(WEIGHTS_MANIFEST, (name) => sets.get(name) as WeightSet), decoder, notes };
}

async function openCache(): Promise<Cache | undefined> {
  try {
    return await caches.open(CACHE);
  } catch {
    return undefined;
  }
}

async function keep(cache: Cache, address: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await cache.put(address, new Response(bytes as Uint8Array<ArrayBuffer>));
    return true;
  } catch {
    return false;
  }
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names
      .filter((name) => name.startsWith('decodesaxs-weights-') && name !== CACHE)
      .map((name) => caches.delete(name)),
  );
}

async function download(address: string, name: string, tell: (bytes: number) => void): Promise<Uint8Array> {
  const lost = (): InputError =>
    new InputError(`The network file ${name} cannot be fetched: check the connection and reload the page.`);
  const response = await fetch(address).catch(() => {
    throw lost();
  });
  if (!response.ok || !response.body) throw lost();
  const bytes = new Uint8Array(WEIGHTS_MANIFEST.files[name].bytes);
  let at = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw lost();
    });
    if (done) break;
    if (at + value.length > bytes.length) throw damaged(name);
    bytes.set(value, at);
    at += value.length;
    tell(at);
  }
  return bytes.subarray(0, at);
}

/** Checks the size and, in a secure context, the SHA-256. */
async function check(bytes: Uint8Array, name: string): Promise<void> {
  const expected = WEIGHTS_MANIFEST.files[name];
  if (bytes.length !== expected.bytes) throw damaged(name);
  if (!globalThis.crypto?.subtle) return;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (hex !== expected.sha256) throw damaged(name);
}

function damaged(name: string): InputError {
  return new InputError(`The network file ${name} arrived damaged: reload the page to fetch it again.`);
}
