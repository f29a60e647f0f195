import { basename, join } from 'node:path';
import type { DensityMap } from '../grid/densityMap';
import { InputError } from '../inputError';
import { otherHand } from '../map/otherHand';
import { writeCcp4 } from '../map/writeCcp4';
import { readText, removeFile, writeAtomic } from '../node/files';
import { structureFormat } from '../structure/parseStructure';
import { assembledStructure } from '../structure/assembledStructure';
import { superposedStructure, type Placement } from '../structure/superposedStructure';

/** A structure file that can be written with moved atoms. */
export interface WholeStructure {
  readonly name: string;
  readonly text: string;
  readonly ending: 'pdb' | 'cif';
}

/** Structure and options for files beside a map. */
export interface SuperposedParts {
  readonly map?: DensityMap;
  readonly structure?: WholeStructure;
  readonly placement?: Placement;
  /** true: the mirror image of the map is written */
  readonly mirrored: boolean;
}

const IN_PLACE: Placement = {
  rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  mirror: false,
  centreA: [0, 0, 0],
  centreB: [0, 0, 0],
};

/**
 * Reads a complete structure file and tries to move its atoms, so that a file that cannot be superposed is reported
 * before long work.
 *
 * @param assembly identifier of the biological assembly to build; default: the chains as deposited
 * @throws InputError when it cannot be read or its atoms cannot be moved
 */
export function wholeStructure(file: string, assembly?: string): WholeStructure {
  const name = basename(file),
    deposited = readText(file);
  const text = assembly === undefined ? deposited : assembledStructure(deposited, assembly, name);
  superposedStructure(text, IN_PLACE, name);
  return { name, text, ending: structureFormat(text, name) === 'pdb' ? 'pdb' : 'cif' };
}

const FILES = [
  'superposed.pdb',
  'superposed.cif',
  'other-hand.ccp4',
  'superposed-other-hand.pdb',
  'superposed-other-hand.cif',
];

/**
 * Writes a structure superposed on a map with all its atoms and, on request, the mirror image of the map with the structure
 * in the same hand. Removes such files of an earlier run.
 *
 * @returns the names of the files
 */
export function writeSuperposed(
  folder: string,
  { map, structure, placement, mirrored }: SuperposedParts,
): string[] {
  const written: string[] = [];
  const put = (file: string, data: string | Uint8Array): void => {
    writeAtomic(join(folder, file), data);
    written.push(file);
  };
  const placed = placement && { ...placement, note: map?.note };
  const moved = structure && placed && superposedStructure(structure.text, placed, structure.name);
  for (const file of FILES) removeFile(join(folder, file));
  if (moved !== undefined) put(`superposed.${structure!.ending}`, moved);
  if (mirrored && map) {
    put('other-hand.ccp4', writeCcp4(otherHand(map)));
    if (structure && placed) {
      const other = { ...placed, mirror: !placed.mirror };
      put(
        `superposed-other-hand.${structure.ending}`,
        superposedStructure(structure.text, other, structure.name),
      );
    }
  }
  return written;
}

/** The structure of an option, or the reason why it is compared but not written. */
export function structureToWrite(file: string): { structure?: WholeStructure; note?: string } {
  try {
    return { structure: wholeStructure(file) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { note: `${error.message.replace(/\.$/, '')}; it is compared, but not written superposed.` };
  }
}
