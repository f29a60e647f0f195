import { InputError } from '../inputError';
import { isWater } from '../structure/atom';
import { beadBody } from '../structure/beadModel';
import { medianNearestDistance, PointCells } from '../structure/pointCells';
import { traceAtoms, type ResidueKind } from '../structure/polymer';
import {
  structureResidues,
  type StructurePart,
  type StructureResidues,
} from '../structure/structureResidues';
import { atomicScatterers } from './atomicScatterers';
import { joinScatterers, type Scatterers } from './scatterers';
import { traceScatterers, type PointKind } from './traceScatterers';

/** A structure file as scatterers. */
export interface StructureScatterers extends Scatterers {
  readonly title: string;
  /** kind of scatterers: atoms, residues of a trace, atoms and residues, or beads */
  readonly detail: 'atoms' | 'residues' | 'atoms and residues' | 'beads';
}

/** Number of heavy atoms below which an amino acid or a nucleotide counts as a residue of a trace. */
const FEWEST_ATOMS = 4;
/** Mean masses in Da of a nucleotide and an amino acid residue, and share of nucleic acid in the mass that is reported. */
const NUCLEOTIDE_MASS = 325,
  AMINO_MASS = 110,
  NUCLEIC_SHARE = 0.2;
/** Shortest median distance in Å of neighbouring atoms, and of beads, that lengths in Å can have. */
const SHORTEST_BOND = 0.6;
/** Distance in Å of heavy atoms below that of any bond, and largest share of atoms with such a neighbour in a sound structure. */
const CLASH = 1.05,
  MOST_CLASHES = 0.03;

/**
 * The scatterers of a structure file: all atoms with their hydrogens; residues with only CA (P …) in the file as
 * residues; the beads of a bead model as balls.
 *
 * @param text PDB or mmCIF, the whole file, unpacked
 * @throws InputError as `parseStructure`, when coordinates are not in Å, or nothing scatters
 */
export function structureScatterers(text: string, part: StructurePart = {}): StructureScatterers {
  const name = part.name ?? 'The structure';
  const structure = structureResidues(text, { ...part, name });
  if (structure.residues.length === 0) {
    throw new InputError(`${name} has no atoms: expected a model with coordinates.`);
  }
  const dry = structure.residues.filter((residue) => !isWater(residue.name));
  const { title, warnings } = structure;
  if (structure.beads) {
    const { points, notes } = beadBody(structure.beads);
    return { ...beads(points, name), title, detail: 'beads', warnings: [...warnings, ...notes] };
  }
  const isTrace = structure.residues.map(
    ({ atoms }, i) => isPolymer(structure.kinds[i]) && atoms.size < FEWEST_ATOMS,
  );
  const polymers = structure.kinds.filter(isPolymer).length;
  if (polymers === 0 && dry.every(({ hetero }) => hetero)) {
    throw new InputError(
      `${name} has no protein, nucleic acid, sugar or beads: expected a model of a macromolecule.`,
    );
  }
  const sets = [
    ...(isTrace.every(Boolean) || !hasAtoms(structure, isTrace)
      ? []
      : [
          atomicScatterers(
            chosen(structure, (i) => !isTrace[i]),
            name,
          ),
        ]),
    ...(isTrace.some(Boolean) ? [trace(chosen(structure, (i) => isTrace[i]))] : []),
  ];
  const joined = joinScatterers(sets);
  requireLengths(joined.xyz, name);
  const detail = !isTrace.some(Boolean) ? 'atoms' : sets.length === 1 ? 'residues' : 'atoms and residues';
  const waters = structure.residues.length - dry.length;
  const notes = [
    ...(waters > 0 ? [`${waters} ${waters === 1 ? 'water is' : 'waters are'} left out.`] : []),
    ...joined.warnings,
    ...nucleicNote(structure.kinds),
    ...(detail === 'atoms' ? clashes(joined.xyz) : []),
  ];
  return { ...joined, title, detail, warnings: [...warnings, ...notes] };
}

function isPolymer(kind: ResidueKind): boolean {
  return kind === 'amino' || kind === 'nucleotide';
}

function hasAtoms({ kinds }: StructureResidues, isTrace: readonly boolean[]): boolean {
  return kinds.some((kind, i) => kind !== 'water' && !isTrace[i]);
}

function chosen(structure: StructureResidues, keep: (i: number) => boolean): StructureResidues {
  return {
    ...structure,
    residues: structure.residues.filter((_, i) => keep(i)),
    kinds: structure.kinds.filter((_, i) => keep(i)),
  };
}

/** Residues with few atoms, by CA or by P, C4', N9 and N1. */
function trace({ residues, kinds, copies }: StructureResidues): Scatterers {
  const sets = (copies ?? [undefined]).map((copy) => {
    const xyz: number[] = [],
      pointKinds: PointKind[] = [],
      names: string[] = [];
    residues.forEach((residue, i) => {
      if (copy?.chains !== undefined && !copy.chains.has(residue.chain)) return;
      const kind = kinds[i] === 'amino' ? 'amino' : 'nucleotide';
      for (const { x, y, z } of traceAtoms(residue, kind)) {
        xyz.push(...moved([x, y, z], copy));
        pointKinds.push(kind);
        names.push(kind === 'amino' ? residue.name : '');
      }
    });
    return traceScatterers(xyz, { kinds: pointKinds, names });
  });
  return joinScatterers(sets);
}

type Copy = NonNullable<StructureResidues['copies']>[number];

function moved([x, y, z]: readonly number[], copy: Copy | undefined): number[] {
  const m = copy?.matrix ?? [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
  return [0, 4, 8].map((row) => m[row] * x + m[row + 1] * y + m[row + 2] * z + m[row + 3]);
}

function beads(xyz: Float64Array, name: string): Scatterers {
  const spacing = requireLengths(xyz, name);
  const kinds = new Array<PointKind>(xyz.length / 3).fill('bead');
  return traceScatterers(xyz, { kinds, beadRadius: spacing / 2 });
}

/** The median distance of neighbours in Å; refused where it cannot be in Å. */
function requireLengths(xyz: Float64Array, name: string): number {
  const spacing = medianNearestDistance(xyz);
  if (spacing < SHORTEST_BOND) {
    throw new InputError(
      `${name} has neighbouring atoms ${spacing.toFixed(2)} Å apart, as with coordinates in nm or chains that lie on ` +
        'each other: expected one molecule in Å.',
    );
  }
  return spacing > 0 ? spacing : 3;
}

/** A warning where much of the mass is nucleic acid, since masses of a curve are calibrated for proteins. */
function nucleicNote(kinds: readonly ResidueKind[]): string[] {
  const count = (wanted: ResidueKind): number => kinds.filter((kind) => kind === wanted).length;
  const nucleic = NUCLEOTIDE_MASS * count('nucleotide'),
    share = nucleic / (nucleic + AMINO_MASS * count('amino'));
  return share > NUCLEIC_SHARE
    ? [
        `${(100 * share).toFixed(0)} % of the mass is nucleic acid: the mass of a curve is that of a protein with such a profile, so that the ratio of masses says little.`,
      ]
    : [];
}

/** A warning where atoms lie on each other: closer than any bond, as where chains or copies overlap. */
function clashes(xyz: Float64Array): string[] {
  const cells = new PointCells(CLASH);
  cells.add(xyz);
  const places = new Set<string>();
  let count = 0;
  for (let p = 0; p < xyz.length; p += 3) {
    const place = `${xyz[p]} ${xyz[p + 1]} ${xyz[p + 2]}`;
    if (places.has(place)) count++;
    else if (cells.nearest(xyz[p], xyz[p + 1], xyz[p + 2], CLASH, 1e-6) < CLASH) count++;
    places.add(place);
  }
  const share = count / (xyz.length / 3);
  return share > MOST_CLASHES
    ? [
        `${(100 * share).toFixed(0)} % of the atoms lie within ${CLASH} Å of another, closer than a bond: chains or copies overlap, and the fit means little.`,
      ]
    : [];
}
