import { basename } from 'node:path';
import { parseStructure, type ParseStructureOptions } from '../structure/parseStructure';
import type { Structure } from '../structure/structure';
import { readText } from './files';

/**
 * Reads a structure file, PDB or mmCIF, plain or gzipped, see `parseStructure`.
 *
 * @throws InputError when the file cannot be read or holds no structure
 */
export function readStructure(file: string, options: ParseStructureOptions = {}): Structure {
  return parseStructure(readText(file), { name: basename(file), ...options });
}
