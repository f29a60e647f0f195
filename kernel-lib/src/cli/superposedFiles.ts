import { basename, join } from 'node:path';
import { otherHand } from '../map/otherHand';
import { writeCcp4 } from '../map/writeCcp4';
import { prepareOutputFolder, readText, writeAtomic } from '../node/files';
import type { BodyFile } from '../node/readBody';
import { structureFormat } from '../structure/parseStructure';
import { superposedStructure, type Placement } from '../structure/superposedStructure';

/**
 * Writes structure B superposed on A with all its atoms, and on request the mirror image of map A with structure B in
 * the hand that belongs to it.
 *
 * @returns the names of the files
 */
export function writeSuperposed(
  folder: string,
  a: BodyFile,
  fileB: string,
  placement: Placement,
  mirrored: boolean,
): string[] {
  const text = readText(fileB),
    name = basename(fileB);
  const ending = structureFormat(text, name) === 'pdb' ? 'pdb' : 'cif';
  const written: string[] = [];
  const put = (file: string, data: string | Uint8Array): void => {
    writeAtomic(join(folder, file), data);
    written.push(file);
  };
  const superposed = superposedStructure(text, placement, name);
  prepareOutputFolder(folder);
  put(`superposed.${ending}`, superposed);
  if (mirrored && a.kind === 'map') {
    put('other-hand.ccp4', writeCcp4(otherHand(a.map)));
    const other = { ...placement, mirror: !placement.mirror };
    put(`superposed-other-hand.${ending}`, superposedStructure(text, other, name));
  }
  return written;
}
