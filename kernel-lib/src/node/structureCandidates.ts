import { basename } from 'node:path';
import { InputError } from '../inputError';
import { structureAssemblies } from '../structure/parseStructure';
import { structureModels, type StructurePart } from '../structure/structureResidues';
import { MOST_MODELS } from '../structure/models';
import { readText } from './files';

/** One structure to compare with a curve: a file, one of its models or one of its assemblies. */
export interface StructureCandidate {
  /** file name, with the model or assembly where there are several */
  readonly label: string;
  readonly text: string;
  readonly part: StructurePart;
}

/** Selection from structure files. */
export interface CandidateOptions {
  /** each model of a file separately */
  readonly models?: boolean;
  /** identifier of the assembly to build, or "all" for each in the file and the chains as deposited */
  readonly assembly?: string;
}

/**
 * The structures in files.
 *
 * @throws InputError when a file cannot be read, is no structure, or more than 60 of its models are requested
 */
export function structureCandidates(
  files: readonly string[],
  { models, assembly }: CandidateOptions = {},
): StructureCandidate[] {
  return files.flatMap((file) => {
    const text = readText(file),
      name = basename(file);
    const one = (words: string, part: StructurePart): StructureCandidate => ({
      label: words === '' ? name : `${name}, ${words}`,
      text,
      part: { name, ...part },
    });
    if (models) {
      const count = structureModels(text, name);
      if (count > MOST_MODELS) {
        throw new InputError(`${name} holds ${count} models: expected at most ${MOST_MODELS}.`);
      }
      if (count === 1) return [one('', {})];
      return Array.from({ length: count }, (_, m) => one(`model ${m + 1}`, { model: m + 1 }));
    }
    if (assembly === 'all') {
      const ids = structureAssemblies(text, name);
      return [one(ids.length > 0 ? 'chains as deposited' : '', {})].concat(
        ids.map((id) => one(`assembly ${id}`, { assembly: id })),
      );
    }
    return [assembly === undefined ? one('', {}) : one(`assembly ${assembly}`, { assembly })];
  });
}
