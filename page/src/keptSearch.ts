import type { QUnit, SavedSearch } from 'decodesaxs/core';
import type { RunSettings } from './runSettings';
import type { GivenFile } from './given';

/** The state of a search after a generation, with everything needed to continue it. */
export interface KeptSearch {
  readonly file: GivenFile;
  /** unit of q, if chosen by the visitor */
  readonly unit?: QUnit;
  readonly settings: RunSettings;
  /** planned number of generations */
  readonly generations: number;
  /** version of the networks */
  readonly weights: string;
  readonly saved: SavedSearch;
  /** computing time so far */
  readonly seconds: number;
}

/** Version of the format; searches of other versions are ignored. */
const FORMAT = 2;
const [DATABASE, STORE, KEY] = ['decodesaxs', 'searches', 'last'];

/** Keeps a search in this browser, in place of the previous one. @returns whether the browser allowed it */
export async function keepSearch(search: KeptSearch): Promise<boolean> {
  return (await inStore('readwrite', (store) => store.put({ format: FORMAT, search }, KEY))) !== undefined;
}

/** The kept search, if there is one of this version. */
export async function keptSearch(weights: string): Promise<KeptSearch | undefined> {
  const found = (await inStore('readonly', (store) => store.get(KEY)))?.result as
    { format: number; search: KeptSearch } | undefined;
  return found?.format === FORMAT && found.search.weights === weights ? found.search : undefined;
}

/** Forgets the kept search. */
export async function forgetSearch(): Promise<void> {
  await inStore('readwrite', (store) => store.delete(KEY));
}

/** One request in a transaction; undefined where the browser keeps nothing. */
async function inStore<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<{ result: T } | undefined> {
  try {
    const database = await opened();
    try {
      const transaction = database.transaction(STORE, mode);
      const request = ask(transaction.objectStore(STORE));
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      return { result: request.result };
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error('blocked'));
  });
}
