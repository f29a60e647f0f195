import * as fs from 'node:fs';
import * as path from 'node:path';
import { InputError } from '../../inputError';
import { readText } from '../files';

/** A structure file, or the identifier of an entry to download; `name` as given. */
export type StructureSource =
  { readonly name: string; readonly file: string } | { readonly name: string; readonly entry: string };

const STRUCTURE_FILE = /\.(pdb\d*|ent|cif|mmcif)(\.gz)?$/i;
const ENTRY = /^(\d[a-z0-9]{3}|pdb_[a-z0-9]{8})$/i;

/**
 * The structures named by a folder or list. A folder is searched with its sub-folders for .pdb,
 * .ent, .cif and .mmcif files, plain or gzipped. A list is a text file with one file (from the
 * folder of the list) or PDB identifier per line; text after # is a comment.
 *
 * @throws InputError when it is missing, names nothing, or has a line that is neither
 */
export function structureSources(folderOrList: string): StructureSource[] {
  if (!fs.existsSync(folderOrList)) {
    throw new InputError(`There is no folder or list ${folderOrList}: check the name.`);
  }
  if (!fs.statSync(folderOrList).isDirectory()) {
    return STRUCTURE_FILE.test(folderOrList)
      ? [{ name: path.basename(folderOrList), file: folderOrList }]
      : readList(folderOrList);
  }
  const files = (fs.readdirSync(folderOrList, { recursive: true }) as string[])
    .filter((name) => STRUCTURE_FILE.test(name))
    .sort()
    .map((name) => ({ name, file: path.join(folderOrList, name) }))
    .filter(({ file }) => fs.statSync(file, { throwIfNoEntry: false })?.isFile());
  if (files.length === 0) {
    throw new InputError(
      `${folderOrList} has no structure files: .pdb, .ent or .cif files are needed, plain or .gz.`,
    );
  }
  return files;
}

function readList(list: string): StructureSource[] {
  const lines = readText(list)
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/#.*/, '').trim());
  const sources = lines.flatMap((line, i): StructureSource[] => {
    if (line === '') return [];
    const file = path.resolve(path.dirname(list), line);
    if (fs.existsSync(file)) return [{ name: line, file }];
    if (ENTRY.test(line)) return [{ name: line, entry: line.toLowerCase() }];
    throw new InputError(
      `Line ${i + 1} of ${list} is neither a file nor a PDB identifier: give one of them per line.`,
    );
  });
  if (sources.length === 0)
    throw new InputError(`${list} is an empty list: give files or PDB identifiers, one per line.`);
  return sources;
}
