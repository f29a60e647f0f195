import { gzipSync as gzip } from 'fflate';
import { Buffer } from './buffer';

/** Bytes packed by gzip, as Node gives them. */
export function gzipSync(bytes: Uint8Array, options: { level?: number } = {}): Buffer {
  return Buffer.from(gzip(bytes, { level: (options.level ?? 6) as 6 }));
}
