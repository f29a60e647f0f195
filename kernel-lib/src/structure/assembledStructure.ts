import { InputError } from '../inputError';
import { assemblyCopies } from './assembly';
import type { ChainCopy } from './buildStructure';
import { angstromFactor } from './lengthUnit';
import { mmcifAtoms, mmcifBlock } from './mmcif';
import { structureFormat } from './parseStructure';
import {
  BETWEEN_MODELS,
  chainOf,
  coordinateFields,
  isAtom,
  readPdb,
  serialShift,
  withCoordinates,
} from './pdb';
import { blockEnd, readSites, withValues, type SiteRow } from './siteLoop';

/**
 * A structure file with a biological assembly in place of the chains as deposited: each copy of chains is a model of its own,
 * as in the data bank's files of assemblies. Other records are kept.
 *
 * @param text PDB or mmCIF, the whole file, unpacked
 * @param id identifier of the assembly in the file
 * @throws InputError when it is neither, lacks the assembly, or an atom has no coordinates to replace
 */
export function assembledStructure(text: string, id: string, name = 'The structure'): string {
  if (structureFormat(text, name) === 'pdb') {
    const copies = assemblyCopies({ pdb: text }, id, name);
    return assembledPdb(text, copies, angstromFactor(readPdb(text, name).atoms), name);
  }
  const block = mmcifBlock(text, name);
  const copies = assemblyCopies({ block }, id, name);
  return assembledCif(text, copies, angstromFactor(mmcifAtoms(block, name).atoms), name);
}

/** Position in Å of a point of the file in one copy. */
function inCopy({ matrix: m }: ChainCopy, factor: number, xyz: readonly number[]): number[] {
  const [x, y, z] = xyz.map((value) => factor * value);
  return [0, 4, 8].map((row) => m[row] * x + m[row + 1] * y + m[row + 2] * z + m[row + 3]);
}

function assembledPdb(text: string, copies: readonly ChainCopy[], factor: number, name: string): string {
  const lines = text.split(/\r\n?|\n/);
  const first = lines.findIndex((line) => isAtom(line)),
    after = lines.findIndex((line, i) => i > first && BETWEEN_MODELS.test(line)),
    end = after < 0 ? lines.length : after;
  const out = lines.slice(0, first).filter((line) => !BETWEEN_MODELS.test(line));
  copies.forEach((copy, k) => {
    let kept = false;
    out.push(`MODEL     ${String(k + 1).padStart(4)}`);
    for (let i = first; i < end; i++) {
      const line = lines[i];
      if (isAtom(line)) {
        const shift = serialShift(line);
        kept = copy.chains?.has(chainOf(line.slice(0, 6) + line.slice(6 + shift))) ?? true;
        if (kept)
          out.push(withCoordinates(line, inCopy(copy, factor, coordinateFields(line, name, i + 1)), name));
      } else if (line.startsWith('TER') && kept) out.push(line);
    }
    out.push('ENDMDL');
  });
  return [...out, 'END', ''].join('\n');
}

function assembledCif(text: string, copies: readonly ChainCopy[], factor: number, name: string): string {
  const lines = text.split(/\r\n?|\n/);
  const out: string[] = [];
  for (let i = 0; i < lines.length;) {
    const end = blockEnd(lines, i);
    const block = lines.slice(i, end);
    const sites = /^loop_/i.test(block[0].trim()) && /^\s*_atom_site\./i.test(block[1] ?? '');
    out.push(...(sites ? assembledSites(block, copies, factor, name) : block));
    i = end;
  }
  return out.join('\n');
}

function assembledSites(
  block: readonly string[],
  copies: readonly ChainCopy[],
  factor: number,
  name: string,
): string[] {
  const { names, columns, lines } = readSites(block, name);
  const model = names.indexOf('_atom_site.pdbx_pdb_model_num'),
    label = names.indexOf('_atom_site.label_asym_id'),
    chain = label < 0 ? names.indexOf('_atom_site.auth_asym_id') : label;
  if (model < 0) {
    throw new InputError(
      `${name} does not number its models (no _atom_site.pdbx_PDB_model_num): expected a file as the data bank writes it.`,
    );
  }
  const rows = lines.filter((line): line is SiteRow => typeof line !== 'string');
  const firstModel = rows.filter(({ tokens }) => tokens[model][0] === rows[0].tokens[model][0]);
  const moved = copies.flatMap((copy, k) =>
    firstModel
      .filter(
        ({ tokens }) => copy.chains?.has(tokens[chain]?.[0].replace(/^(['"])(.*)\1$/, '$2') ?? '') ?? true,
      )
      .map((row) => {
        const xyz = inCopy(copy, factor, row.xyz);
        const values = columns.map((column, axis): [number, string] => [column, xyz[axis].toFixed(3)]);
        return withValues(row, new Map([...values, [model, String(k + 1)]]));
      }),
  );
  return [...lines.filter((line) => typeof line === 'string' && line.trim() !== ''), ...moved] as string[];
}
