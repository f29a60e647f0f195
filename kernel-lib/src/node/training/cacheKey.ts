import { createHash } from 'node:crypto';
import { splitOf } from '../../train/samples/split';
import type { StructureSet } from '../../train/samples/structureSet';

/** Part of the name of a file made from a set: its structures, their split, since pairs are of one side of it, and what else `settings` says. */
export function cacheKey(set: StructureSet, settings: string): string {
  return createHash('sha256')
    .update(set.xyz)
    .update(splitOf(set).heldBack)
    .update(settings)
    .digest('hex')
    .slice(0, 12);
}
