import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { InputError } from '../../inputError';
import { writeAtomic } from '../files';

/** Address of entries of the Protein Data Bank; {id} stands for the identifier. */
export const PDB_ARCHIVE = 'https://files.rcsb.org/download/{id}.cif.gz';

/** Options of `downloadEntry`. */
export interface DownloadOptions {
  /** address with {id} in it; default the Protein Data Bank's */
  readonly archive?: string;
  /** milliseconds between two requests; default 300 */
  readonly pause?: number;
  readonly signal?: AbortSignal;
}

/** Largest number of requests per entry. */
const ATTEMPTS = 4;
/** Longest duration of a request in milliseconds. */
const PATIENCE = 60_000;

/**
 * The file of a PDB entry in a folder, downloaded unless present: one request at a time with a
 * pause before each, repeated later where the server is busy or the connection breaks.
 *
 * @param folder must exist
 * @returns path of the file; undefined where the archive has no such entry
 * @throws InputError when the archive cannot be reached
 */
export async function downloadEntry(
  id: string,
  folder: string,
  options: DownloadOptions = {},
): Promise<string | undefined> {
  const file = path.join(folder, `${id}.cif.gz`);
  if (fs.existsSync(file)) return file;
  const url = (options.archive ?? PDB_ARCHIVE).replace('{id}', id);
  let wait = options.pause ?? 300,
    trouble = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await pause(wait, undefined, { signal: options.signal });
    const answer = await request(url, options.signal);
    if (answer instanceof Uint8Array) {
      writeAtomic(file, answer);
      return file;
    }
    if (answer.missing) return undefined;
    trouble = answer.trouble;
    if (answer.hopeless) break;
    wait = Math.max(answer.retryAfter ?? 0, 2 * wait);
  }
  throw new InputError(
    `The structures cannot be downloaded from ${new URL(url).host} (${trouble}): go online and run the same command again, or give a folder of files.`,
  );
}

interface Refusal {
  readonly trouble: string;
  readonly missing?: boolean;
  readonly hopeless?: boolean;
  /** waiting time in milliseconds requested by the server */
  readonly retryAfter?: number;
}

const OFFLINE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host or no network',
  EAI_AGAIN: 'no network',
  ECONNREFUSED: 'connection refused',
  ENETUNREACH: 'no network',
  EHOSTUNREACH: 'host not reached',
};

async function request(url: string, signal?: AbortSignal): Promise<Uint8Array | Refusal> {
  const timeout = AbortSignal.timeout(PATIENCE);
  try {
    const response = await fetch(url, {
      headers: { 'user-agent': 'decodesaxs' },
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    if (response.ok) return new Uint8Array(await response.arrayBuffer());
    if (response.status === 404 || response.status === 410) return { trouble: 'not found', missing: true };
    const busy = response.status === 429 || response.status >= 500;
    const seconds = Number(response.headers.get('retry-after') ?? 0);
    return {
      trouble: `answer ${response.status}`,
      hopeless: !busy,
      retryAfter: Number.isFinite(seconds) ? Math.min(1000 * seconds, PATIENCE) : undefined,
    };
  } catch (error) {
    signal?.throwIfAborted();
    const code = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? (error as Error).name;
    return { trouble: OFFLINE[code] ?? code, hopeless: code in OFFLINE };
  }
}
