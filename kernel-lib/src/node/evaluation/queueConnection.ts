import type { ConnectionOptions } from 'bullmq';
import { createHash } from 'node:crypto';
import { InputError } from '../../inputError';
import { ioredis } from './queuePackages';

const PATIENCE = 5000;

/** Environment variable with the password of the Redis server: a command line is visible to all users of a machine. */
export const QUEUE_PASSWORD = 'DECODESAXS_QUEUE_PASSWORD';

/**
 * Options of a connection to a Redis server, after one trial connection. The password is that of
 * the environment variable DECODESAXS_QUEUE_PASSWORD, or of the address; no message shows it.
 *
 * @param url redis://[user[:password]@]host[:port][/database], or rediss:// for TLS
 * @throws InputError when the address is invalid, nothing answers there within five seconds, or the password is missing or wrong
 */
export async function queueConnection(url: string): Promise<ConnectionOptions> {
  if (!/^rediss?:\/\/./.test(url) || !URL.canParse(url))
    throw new InputError(
      `The queue ${withoutPassword(url)} is no address of a Redis server: expected redis://host:6379.`,
    );
  const password = process.env[QUEUE_PASSWORD];
  const own = password === undefined || password === '' ? {} : { password };
  const { Redis } = await ioredis();
  const client = new Redis(url, {
    ...own,
    lazyConnect: true,
    connectTimeout: PATIENCE,
    retryStrategy: () => null,
  });
  let reason: string | undefined;
  client.on('error', (error: Error) => (reason = error.message));
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    throw refusal(url, reason ?? (error as Error).message, (error as Error).message);
  } finally {
    client.disconnect();
  }
  return { url, ...own, maxRetriesPerRequest: null };
}

function refusal(url: string, ...reasons: readonly string[]): InputError {
  const server = withoutPassword(url);
  if (reasons.some((reason) => /NOAUTH/.test(reason)))
    return new InputError(
      `The Redis server at ${server} needs a password: give it in the environment variable ${QUEUE_PASSWORD}.`,
    );
  if (reasons.some((reason) => /WRONGPASS|invalid password|without any password/i.test(reason)))
    return new InputError(
      `The Redis server at ${server} does not accept the password: check the user in the address and the environment variable ${QUEUE_PASSWORD}.`,
    );
  return new InputError(
    `No Redis server answers at ${server} (${reasons[0]}): start one, or check the address.`,
  );
}

/**
 * The name of the queue for one set of versions: a worker with other weights never sees the job, so that
 * results of different versions are not mixed.
 */
export function queueName(versions: {
  readonly version: string;
  readonly weights: string;
  readonly backend: string;
}): string {
  const { version, weights, backend } = versions;
  return `decodesaxs-${createHash('sha256')
    .update(JSON.stringify([version, weights, backend]))
    .digest('hex')
    .slice(0, 12)}`;
}

/** An address for messages, well formed or not: the part before the last @ may be a password. */
function withoutPassword(url: string): string {
  const scheme = /^[a-z]+:\/*/i.exec(url)?.[0] ?? '';
  return url.includes('@') ? `${scheme}${url.slice(url.lastIndexOf('@') + 1)}` : url;
}
