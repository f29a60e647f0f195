import { InputError } from '../../inputError';
import { parseStructure, structureAssemblies } from '../../structure/parseStructure';
import type { Structure } from '../../structure/structure';
import { structureRecord, unsuitable, type RecordKind, type StructureRecord } from './structureRecord';

/** Records of one structure file for a training set. */
export interface FileRecords {
  readonly records: readonly StructureRecord[];
  readonly skipped: readonly LeftOut[];
}

/** A structure left out of a training set. */
export interface LeftOut {
  readonly what: string;
  readonly why: string;
  /** the reason, in fixed words for counting */
  readonly group: string;
}

/** Least relative difference in size of a further assembly from the others. */
const DIFFERENT = 0.1;
/** Largest number of assemblies read per entry; viruses describe many. */
const MOST_ASSEMBLIES = 12;

/**
 * The shapes of one structure file: its biological assemblies where it describes them (the first,
 * and further ones of another size), else its chains as deposited.
 *
 * @param text the whole file, unpacked
 * @param file name of the file with its sub-folders; the identifier is made from it
 * @param source folder or archive of the file
 */
export function structureRecords(text: string, file: string, source: string): FileRecords {
  const id = structureId(file);
  const records: StructureRecord[] = [];
  const skipped: LeftOut[] = [];
  const take = (assembly: string | undefined): boolean => {
    const what = assembly === undefined ? file : `${file} assembly ${assembly}`;
    const read = attempt(text, file, assembly);
    const why = typeof read === 'string' ? read : unsuitable(read);
    if (typeof read === 'string' || why !== undefined) {
      const unread =
        assembly === undefined ? 'not readable as a structure' : 'an assembly that cannot be built';
      skipped.push({ what, why: why!, group: typeof read === 'string' ? unread : why! });
      return false;
    }
    const points = read.trace.length;
    const alike = records.some(
      ({ xyz }) => Math.abs(points - xyz.length) <= DIFFERENT * Math.max(points, xyz.length),
    );
    const name = assembly === undefined || assembly === '1' ? id : `${id}_asm${assembly}`;
    if (!alike) records.push(structureRecord(read, { id: name, source, kind: kindOf(read, assembly) }));
    return true;
  };
  const assemblies = assembliesOf(text, file).slice(0, MOST_ASSEMBLIES);
  const taken = assemblies.map(take);
  if (!taken.includes(true)) take(undefined);
  return { records, skipped };
}

/** Empty for an unreadable file, which is reported when its chains are read. */
function assembliesOf(text: string, file: string): string[] {
  try {
    return structureAssemblies(text, file);
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}

function attempt(text: string, file: string, assembly: string | undefined): Structure | string {
  try {
    return parseStructure(text, { name: file, assembly, coarse: true });
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

function kindOf(structure: Structure, assembly: string | undefined): RecordKind {
  if (/alphafold|esmfold|colabfold|rosettafold|swiss-?model|\bpredict/i.test(structure.title))
    return 'predicted';
  if (assembly !== undefined) return 'assembly';
  return structure.chains > 1 ? 'deposited' : 'chain';
}

/**
 * The identifier of a structure file: the PDB code that is its name (1abc.cif.gz, pdb1abc.ent,
 * 1abc-assembly1.cif), else its name with sub-folders and without endings; in lower case.
 */
export function structureId(file: string): string {
  const stem = file
    .toLowerCase()
    .replace(/\\/g, '/')
    .replace(/\.gz$/, '')
    .replace(/\.(pdb\d*|ent|cif|mmcif)$/, '');
  const code = /^(?:.*\/)?(?:pdb)?(\d[a-z0-9]{3})(?:[._-](?:assembly|bio)?1)?$/.exec(stem);
  return code === null ? stem : code[1];
}
