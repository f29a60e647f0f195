import type { ConnectionOptions } from 'bullmq';
import { createHash } from 'node:crypto';
import { InputError } from '../../inputError';
import { ioredis } from './queuePackages';

const PATIENCE = 5000;

/**
 * Options of a connection to a Redis server, after one connection has been tried.
 *
 * @param url redis://[user:password@]host[:port][/database], or rediss:// for TLS
 * @throws InputError when it is no such address, or nothing answers there within five seconds
 */
export async function queueConnection(url: string): Promise<ConnectionOptions> {
  if (!/^rediss?:\/\/./.test(url))
    throw new InputError(`The queue ${url} is no address of a Redis server: redis://host:6379 is needed.`);
  const { Redis } = await ioredis();
  const client = new Redis(url, { lazyConnect: true, connectTimeout: PATIENCE, retryStrategy: () => null });
  let reason = 'nothing answered';
  client.on('error', (error: Error) => (reason = error.message));
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    throw new InputError(
      `No Redis server answers at ${withoutPassword(url)} (${reason === 'nothing answered' ? (error as Error).message : reason}): start one, or check the address.`,
    );
  } finally {
    client.disconnect();
  }
  return { url, maxRetriesPerRequest: null };
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

function withoutPassword(url: string): string {
  return url.replace(/\/\/.*@/, '//');
}
