import * as path from 'node:path';
import type { DensityMap } from '../grid/densityMap';
import { InputError } from '../inputError';
import { MAP_BYTE } from '../map/ccp4Header';
import { readCcp4 } from '../map/readCcp4';
import { parseStructure } from '../structure/parseStructure';
import type { Structure } from '../structure/structure';
import { LARGEST, readBytes } from './files';

/** A map or a structure, as read from a file. */
export type BodyFile =
  | { readonly kind: 'map'; readonly name: string; readonly map: DensityMap }
  | { readonly kind: 'structure'; readonly name: string; readonly structure: Structure };

/**
 * Reads a map (CCP4, MRC) or a structure (PDB, mmCIF), plain or gzipped: the kind follows from
 * the content, not from the name.
 *
 * @throws InputError when the file cannot be read or is neither
 */
export function readBody(file: string, options: { readonly assembly?: string } = {}): BodyFile {
  const bytes = readBytes(file, LARGEST.map);
  const name = path.basename(file);
  if (isMap(bytes, name)) return { kind: 'map', name, map: readCcp4(bytes, name) };
  if (bytes.subarray(0, 4096).includes(0)) {
    throw new InputError(
      `${name} is a binary file, but no map: a CCP4 or MRC map, a PDB or an mmCIF file is needed.`,
    );
  }
  if (bytes.length > LARGEST.text)
    throw new InputError(`${name} is no map, and too large for a structure: give a smaller file.`);
  const structure = parseStructure(new TextDecoder().decode(bytes), { name, assembly: options.assembly });
  return { kind: 'structure', name, structure };
}

function isMap(bytes: Uint8Array, name: string): boolean {
  const letters = String.fromCharCode(...bytes.subarray(MAP_BYTE, MAP_BYTE + 3));
  return (
    (letters === 'MAP' && bytes.subarray(0, MAP_BYTE).includes(0)) || /\.(ccp4|mrc|map)(\.gz)?$/i.test(name)
  );
}
