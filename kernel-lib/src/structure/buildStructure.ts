import { InputError } from '../inputError';
import { type Atom, type AtomFile, isWater } from './atom';
import { beadBody, type BeadModel, findBeads } from './beadModel';
import { inAngstrom } from './lengthUnit';
import { medianNearestDistance } from './pointCells';
import { residueKinds, traceAtoms, type ResidueKind } from './polymer';
import { groupResidues, type Residue } from './residues';
import type { Structure, TraceKind } from './structure';

/** Chains moved by one operation of an assembly: x' = R·x + t, rows of R each followed by its t. */
export interface ChainCopy {
  /** chains that are moved; undefined for all */
  readonly chains?: ReadonlySet<string>;
  /** 3 × 4, row by row */
  readonly matrix: readonly number[];
}

const IDENTITY: ChainCopy = { matrix: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0] };

/** Largest number of atoms an assembly may grow to. */
const MOST_ATOMS = 5_000_000;

/** Least number of residues in the trace of a chain that is counted. */
const CHAIN_RESIDUES = 5;

/** Options of `buildStructure`. */
export interface BuildOptions {
  /** default: all chains once, in their positions */
  readonly copies?: readonly ChainCopy[];
  /** one trace point per residue (CA or P) instead of several for nucleotides and sugars */
  readonly coarse?: boolean;
}

/**
 * Reduces atom records to a structure, once for each copy.
 *
 * @param name name of the file in messages
 * @throws InputError when there are no atoms, none of a polymer or bead, or too many
 */
export function buildStructure(read: AtomFile, name: string, options: BuildOptions = {}): Structure {
  const { copies = [IDENTITY], coarse = false } = options;
  if (read.atoms.length === 0) {
    throw new InputError(
      `${name} has no atoms (no ATOM or HETATM records): a model with coordinates is needed.`,
    );
  }
  const file = inAngstrom(read);
  const beads = findBeads(file.atoms);
  if (beads) return beadStructure(file, name, beads);
  const residues = groupResidues(file.atoms);
  const dry = residues.filter((residue) => !isWater(residue.name));
  const kinds = residueKinds(residues);
  const chosen = residues
    .map((residue, i) => ({ residue, kind: kinds[i], trace: traceAtoms(residue, kinds[i], coarse) }))
    .filter(({ trace }) => trace.length > 0);
  if (chosen.length === 0) return untracedStructure(file, name, dry, copies);
  const size = chosen.reduce((sum, { residue }) => sum + residue.atoms.size, 0);
  if (size * copies.length > MOST_ATOMS) {
    throw new InputError(
      `${name} has more than ${MOST_ATOMS} atoms in ${copies.length} copies: choose a smaller assembly.`,
    );
  }
  const all = copies.map((copy) => movedCopy(chosen, copy));
  const nucleicPoints = all.reduce((sum, part) => sum + part.nucleic, 0);
  const trace = concatenate(all.map((part) => part.trace));
  if (trace.length === 0)
    throw new InputError(
      `${name} has no residues in the chains that the assembly names: choose another assembly.`,
    );
  return {
    title: file.title || name,
    kind: 'atomic',
    atoms: concatenate(all.map((part) => part.atoms)),
    trace,
    traceKind: traceKind(nucleicPoints, trace.length / 3),
    chains: Math.max(
      1,
      all.reduce((sum, part) => sum + part.chains, 0),
    ),
    nucleicPoints,
    warnings: [...file.warnings, ...leftOut(residues, kinds)],
  };
}

interface Chosen {
  readonly residue: Residue;
  readonly kind: ResidueKind;
  readonly trace: readonly Atom[];
}

function movedCopy(chosen: readonly Chosen[], { chains, matrix }: ChainCopy) {
  const atoms: number[] = [],
    trace: number[] = [];
  let nucleic = 0;
  for (const { residue, kind, trace: points } of chosen) {
    if (chains !== undefined && !chains.has(residue.chain)) continue;
    for (const atom of residue.atoms.values()) push(atoms, atom, matrix);
    for (const atom of points) push(trace, atom, matrix);
    if (kind === 'nucleotide') nucleic += points.length;
  }
  const moved = chosen.map(({ residue }) => residue).filter(({ chain }) => chains?.has(chain) ?? true);
  return { atoms, trace, nucleic, chains: countChains(moved) };
}

/**
 * Chains of at least five residues. A chain ends where its letter changes or its numbers begin
 * again; at TER only where it has no letter, as some programs write TER at every gap.
 */
function countChains(residues: readonly Residue[]): number {
  const lengths = new Map<string, number>();
  const last = new Map<string, { number: number; part: number }>();
  for (const { chain, segment, seq } of residues) {
    const letter = chain === '' ? `#${segment}` : chain;
    const number = parseInt(seq, 10) || 0;
    const before = last.get(letter);
    const part = before === undefined ? 0 : before.part + (number < before.number ? 1 : 0);
    last.set(letter, { number, part });
    const key = `${letter} ${part}`;
    lengths.set(key, (lengths.get(key) ?? 0) + 1);
  }
  return [...lengths.values()].filter((length) => length >= CHAIN_RESIDUES).length;
}

function push(points: number[], { x, y, z }: Atom, m: readonly number[]): void {
  points.push(
    m[0] * x + m[1] * y + m[2] * z + m[3],
    m[4] * x + m[5] * y + m[6] * z + m[7],
    m[8] * x + m[9] * y + m[10] * z + m[11],
  );
}

function concatenate(parts: readonly number[][]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function traceKind(nucleic: number, points: number): TraceKind {
  if (nucleic === 0) return 'protein';
  return nucleic === points ? 'nucleic' : 'complex';
}

function beadStructure(file: AtomFile, name: string, model: BeadModel): Structure {
  const { points: trace, density, notes } = beadBody(model);
  const spacing = medianNearestDistance(density ? density.points : trace);
  return {
    title: file.title || name,
    kind: 'bead',
    atoms: trace,
    trace,
    traceKind: 'beads',
    ...(density ? { density: { points: density.points, weights: density.weights } } : {}),
    ...(spacing > 0 ? { beadRadius: spacing / 2 } : {}),
    chains: 1,
    nucleicPoints: 0,
    warnings: [...file.warnings, ...notes],
  };
}

/** Coarse-grained and similar models: ATOM records that are neither water nor known residues. */
function untracedStructure(
  file: AtomFile,
  name: string,
  dry: readonly Residue[],
  copies: readonly ChainCopy[],
): Structure {
  const rest = dry.filter((residue) => !residue.hetero);
  if (rest.length === 0) {
    throw new InputError(
      `${name} has ${file.atoms.length} atoms, but none of protein, nucleic acid or beads: a model of a molecule is needed.`,
    );
  }
  const chosen = rest.map((residue): Chosen => ({ residue, kind: 'other', trace: [] }));
  const atoms = concatenate(copies.map((copy) => movedCopy(chosen, copy).atoms));
  const warning = "No CA, P or C4' atoms are found: all heavy atoms are taken.";
  return {
    title: file.title || name,
    kind: 'atomic',
    atoms,
    trace: atoms,
    traceKind: 'atoms',
    chains: 1,
    nucleicPoints: 0,
    warnings: [...file.warnings, warning],
  };
}

function leftOut(residues: readonly Residue[], kinds: readonly ResidueKind[]): string[] {
  const names = [...new Set(residues.filter((_, i) => kinds[i] === 'other').map((residue) => residue.name))];
  const waters = kinds.filter((kind) => kind === 'water').length;
  const warnings: string[] = [];
  if (waters > 0) warnings.push(`${waters} waters are left out.`);
  if (names.length > 0) {
    const shown = names.slice(0, 8).join(', ') + (names.length > 8 ? ', …' : '');
    warnings.push(`Ligands and other residues are left out: ${shown}.`);
  }
  return warnings;
}
