import { InputError } from '../../inputError';

/** Limits of a download. */
export interface FetchLimits {
  /** what is fetched, as the subject of messages, such as "The curve of SASDA25" */
  readonly what: string;
  /** what would help, as the end of messages */
  readonly remedy: string;
  /** largest number of bytes accepted, unpacked */
  readonly maxBytes: number;
  /** milliseconds from the request to the last byte */
  readonly timeout: number;
  /** true for an allowed address; also checked for every redirection */
  readonly allowed: (url: URL) => boolean;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

const MOST_REDIRECTS = 4;

const OFFLINE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such host or no network',
  EAI_AGAIN: 'there is no network',
  ECONNREFUSED: 'the connection is refused',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'the host is not reached',
  ECONNRESET: 'the connection broke',
  UND_ERR_SOCKET: 'the connection broke',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
};

/**
 * Fetches an address within limits of size, time and hosts.
 *
 * @returns undefined where the server has no such file (404, 410)
 * @throws InputError when the server cannot be reached, the file is too slow or too large or breaks off, the server redirects
 * to a host that is not allowed, or answers with another error; AbortError on the signal
 */
export async function fetchWithin(address: URL, limits: FetchLimits): Promise<Uint8Array | undefined> {
  const { what, remedy, timeout, signal } = limits;
  const clock = AbortSignal.timeout(timeout);
  const both = signal ? AbortSignal.any([signal, clock]) : clock;
  try {
    const response = await follow(address, limits, both);
    if (response.status === 404 || response.status === 410) return undefined;
    if (!response.ok)
      throw new InputError(
        `${what} cannot be fetched: ${address.host} answers ${response.status}; ${remedy}.`,
      );
    return await readWithin(response, limits);
  } catch (error) {
    if (error instanceof InputError) throw error;
    signal?.throwIfAborted();
    if (clock.aborted)
      throw new InputError(
        `${what} did not arrive from ${address.host} within ${timeout / 1000} s; ${remedy}.`,
      );
    const code = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? '';
    throw new InputError(
      `${what} cannot be fetched from ${address.host} (${OFFLINE[code] ?? 'the answer is broken'}); ${remedy}.`,
    );
  }
}

async function follow(
  address: URL,
  { what, remedy, allowed, accept }: FetchLimits,
  signal: AbortSignal,
): Promise<Response> {
  let url = address;
  for (let step = 0; step <= MOST_REDIRECTS; step++) {
    if (!allowed(url))
      throw new InputError(`${what} lies at ${url.protocol}//${url.host}, which is not allowed; ${remedy}.`);
    const response = await fetch(url, {
      headers: { 'user-agent': 'decodesaxs', accept: accept ?? '*/*' },
      redirect: 'manual',
      signal,
    });
    const next = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || next === null) return response;
    await response.body?.cancel();
    if (!URL.canParse(next, url)) break;
    url = new URL(next, url);
  }
  throw new InputError(`${what} is redirected by ${address.host} without end; ${remedy}.`);
}

async function readWithin(response: Response, { what, remedy, maxBytes }: FetchLimits): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  if (response.body) {
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > maxBytes)
        throw new InputError(`${what} is larger than ${Math.round(maxBytes / 2 ** 20)} MiB; ${remedy}.`);
      parts.push(part);
    }
  }
  return new Uint8Array(Buffer.concat(parts));
}
