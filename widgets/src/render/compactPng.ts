import { PNG } from 'pngjs';
import { encodeIndexedPng, isIndexed } from './encodePng';
import { indexed } from './palette256';

/**
 * A PNG in 256 colours, a third of the size, for pictures kept in notebooks and reports. Pictures of few colours keep
 * every pixel; of others shades that hardly differ become one.
 */
export function compactPng(bytes: Uint8Array): Uint8Array {
  if (isIndexed(bytes)) return bytes;
  const { data, width, height } = PNG.sync.read(Buffer.from(bytes));
  const { palette, indices } = indexed(data);
  const compact = encodeIndexedPng(palette, indices, width, height);
  return compact.length < bytes.length ? compact : bytes;
}
