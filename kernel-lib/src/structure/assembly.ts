import { InputError } from '../inputError';
import type { ChainCopy } from './buildStructure';
import type { StarBlock, StarCategory } from './star';

/** Source of the assemblies of a file: the text of a PDB file or the block of an mmCIF file. */
export type AssemblySource = { readonly pdb: string } | { readonly block: StarBlock };

/** Largest number of copies in an assembly. */
const MOST_COPIES = 10_000;

/**
 * The copies of chains that make up a biological assembly, from REMARK 350 (PDB) or
 * pdbx_struct_assembly_gen and pdbx_struct_oper_list (mmCIF).
 *
 * @param id the assembly's identifier in the file, "1" for the first
 * @param name name of the file in messages
 * @throws InputError when the file has no such assembly or its description is broken
 */
export function assemblyCopies(source: AssemblySource, id: string, name: string): ChainCopy[] {
  const copies = 'pdb' in source ? pdbCopies(source.pdb).get(id) : mmcifCopies(source.block, id, name);
  if (copies !== undefined && copies.length > 0) return copies;
  const ids = assemblyIds(source);
  const known = ids.length === 0 ? 'it describes none' : `it has ${ids.slice(0, 12).join(', ')}`;
  throw new InputError(
    `${name} has no biological assembly ${id} (${known}): choose one it has, or the chains as deposited.`,
  );
}

/** Identifiers of the biological assemblies that a file describes, in file order. */
export function assemblyIds(source: AssemblySource): string[] {
  if ('pdb' in source) return [...pdbCopies(source.pdb).keys()];
  return [...new Set(source.block.categories.get('_pdbx_struct_assembly_gen')?.get('assembly_id') ?? [])];
}

/** REMARK 350 of the wwPDB format 3.3: each list of chains applies to the operations after it. */
function pdbCopies(text: string): Map<string, ChainCopy[]> {
  const assemblies = new Map<string, ChainCopy[]>();
  let copies: ChainCopy[] = [];
  let chains = new Set<string>();
  let rows: number[] = [];
  for (const line of text.match(/^REMARK 350.*$/gm) ?? []) {
    const words = line.slice(10).trim();
    const begin = /^BIOMOLECULE:\s*(\S+)/.exec(words);
    const list = /^(APPLY THE FOLLOWING TO|AND) CHAINS:(.*)$/.exec(words);
    const row = /^BIOMT([123])\s+\d+((?:\s+-?[\d.]+){4})/.exec(words);
    if (begin !== null) assemblies.set(begin[1].replace(/,$/, ''), (copies = []));
    else if (list !== null) {
      if (list[1] !== 'AND') chains = new Set();
      for (const chain of list[2].split(/[\s,]+/))
        if (chain !== '') chains.add(chain === 'NULL' ? '' : chain);
    } else if (row !== null) {
      if (row[1] === '1') rows = [];
      rows.push(...row[2].trim().split(/\s+/).map(Number));
      if (row[1] === '3' && rows.length === 12) copies.push({ chains, matrix: rows });
    }
  }
  return assemblies;
}

function mmcifCopies(block: StarBlock, id: string, name: string): ChainCopy[] {
  const generators = block.categories.get('_pdbx_struct_assembly_gen');
  const operations = operationList(block.categories.get('_pdbx_struct_oper_list'));
  const copies: ChainCopy[] = [];
  generators?.get('assembly_id')?.forEach((assembly, i) => {
    if (assembly !== id) return;
    const chains = new Set((generators.get('asym_id_list')?.[i] ?? '').split(/[\s,]+/));
    const expression = generators.get('oper_expression')?.[i] ?? '';
    for (const product of operationProducts(expression, name)) {
      const matrices = product.map((key) => operations.get(key));
      if (matrices.some((matrix) => matrix === undefined)) {
        throw new InputError(
          `${name} names an operation in assembly ${id} that it does not define (${product.join(' × ')}): choose another assembly.`,
        );
      }
      copies.push({ chains, matrix: matrices.map((matrix) => matrix!).reduce(multiply) });
    }
  });
  return copies;
}

function operationList(category: StarCategory | undefined): Map<string, number[]> {
  const operations = new Map<string, number[]>();
  category?.get('id')?.forEach((id, i) => {
    const value = (item: string): number => Number(category.get(item)?.[i]);
    const matrix = [1, 2, 3].flatMap((row) => [
      ...[1, 2, 3].map((column) => value(`matrix[${row}][${column}]`)),
      value(`vector[${row}]`),
    ]);
    if (matrix.every(Number.isFinite)) operations.set(id, matrix);
  });
  return operations;
}

/**
 * The products of operations in an expression: "1,2" is two of one operation each,
 * "(1-60)(X0)" sixty of two operations, the right one applied first.
 *
 * @throws InputError when there are more than 10 000
 */
export function operationProducts(expression: string, name = 'The structure'): string[][] {
  const groups = expression.includes('(')
    ? [...expression.matchAll(/\(([^()]*)\)|([^(),]+)/g)].map((m) => m[1] ?? m[2])
    : [expression];
  const lists = /^[^(]*,\s*\(|\)\s*,/.test(expression) ? [groups.join(',')] : groups;
  let products: string[][] = [[]];
  for (const list of lists) {
    const ids = list.split(',').flatMap(expandRange);
    if (products.length * ids.length > MOST_COPIES) {
      throw new InputError(
        `${name} has an assembly of more than ${MOST_COPIES} copies: choose a smaller one.`,
      );
    }
    products = products.flatMap((product) => ids.map((id) => [...product, id]));
  }
  return products;
}

function expandRange(part: string): string[] {
  const range = /^\s*(\d+)\s*-\s*(\d+)\s*$/.exec(part);
  if (range === null) return part.trim() === '' ? [] : [part.trim()];
  const first = Number(range[1]),
    last = Math.min(Number(range[2]), first + MOST_COPIES);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => String(first + i));
}

/** a · b of two 3 × 4 motions: b is applied first. */
function multiply(a: readonly number[], b: readonly number[]): number[] {
  const product: number[] = [];
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 4; column++) {
      let sum = column === 3 ? a[4 * row + 3] : 0;
      for (let k = 0; k < 3; k++) sum += a[4 * row + k] * b[4 * k + column];
      product.push(sum);
    }
  }
  return product;
}
