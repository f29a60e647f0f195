import { groupKind } from './groupKinds';
import type { ScattererKind } from './scatterers';
import { cbrt, exp } from '../elementary';

/** The groups between two CA atoms, those of CA itself, and the position of the side chain. */
export interface ResidueParts {
  readonly sideChain: ScattererKind;
  /**
   * centre of its electrons from CA in Å: along the bisector of the angle at CA, outwards, and at right angles to it and
   * to the chain (bisector × direction of the chain)
   */
  readonly outwards: number;
  readonly aside: number;
}

/**
 * Per amino acid: its number among 36 000 residues of 55 protein structures, at the surface, below it and inside
 * (`exposure`), the groups of its side chain, and in these structures its centre (outwards, sideways in Å) and the mean
 * square distance of its electrons from this centre in Å².
 */
const SIDE_CHAINS = `
ALA 673 681 1171 CH3 1.10 -0.97 0.16
ARG 579 733 314 CH2,CH2,CH2,NH,C,NH2,NH2 3.13 -1.46 9.59
ASN 964 590 355 CH2,C,O,NH2 1.83 -0.97 3.32
ASP 1033 713 298 CH2,C,O,O 1.80 -1.00 3.19
CYS 51 217 264 CH2,SH 1.77 -0.97 2.00
GLN 669 570 246 CH2,CH2,C,O,NH2 2.47 -1.12 4.50
GLU 1433 846 367 CH2,CH2,C,O,O 2.31 -1.21 4.59
HIS 354 307 203 CH2,C,NH,CH,CH,N 2.32 -0.74 5.88
ILE 298 629 1155 CH,CH2,CH3,CH3 1.91 -0.96 2.70
LEU 543 1053 1844 CH2,CH,CH3,CH3 2.22 -0.85 2.99
LYS 1057 901 265 CH2,CH2,CH2,CH2,NH3 2.71 -1.21 6.65
MET 117 218 295 CH2,CH2,S,CH3 2.56 -0.91 4.59
PHE 244 492 847 CH2,C,CH,CH,CH,CH,CH 2.39 -0.90 7.45
PRO 645 512 434 CH2,CH2,CH2 0.75 -1.34 1.54
SER 1052 829 601 CH2,OH 1.30 -1.14 1.20
THR 789 720 600 CH,OH,CH3 1.50 -1.05 1.64
TRP 54 130 175 CH2,C,CH,C,NH,C,CH,CH,CH,CH 2.66 -0.93 11.27
TYR 184 458 635 CH2,C,CH,CH,CH,CH,C,OH 2.62 -0.83 10.46
VAL 394 739 1434 CH,CH3,CH3 1.67 -0.83 1.68
`;
const GLYCINES: readonly number[] = [883, 668, 719];
/** Mean square distance in Å² of the electrons of all kinds of side chains from their common centre. */
const MEAN_SPREAD = 5.23;

/** Mean square distance in Å² of the electrons of CONH from the midpoint of two CA atoms, in the same structures. */
const PEPTIDE_SPREAD = 1.43;
/** Distance in Å from CA to that midpoint. */
export const HALF_STEP = 1.9;

/** A group by its name, such as "CH2". */
const parse = (group: string): ScattererKind => {
  const [, element, hydrogen, count] = /^([CNOS])(H?)(\d?)$/.exec(group)!;
  return groupKind(element, hydrogen === '' ? 0 : Number(count || 1));
};

/**
 * One scatterer for groups spread at random about a centre.
 *
 * @param shares weight of each group
 * @param spread mean square distance in Å² of their electrons from the centre
 */
export function spreadKind(
  name: string,
  groups: readonly ScattererKind[],
  shares: readonly number[],
  spread: number,
): ScattererKind {
  const sum = (value: (kind: ScattererKind) => number): number =>
    groups.reduce((total, group, g) => total + shares[g] * value(group), 0);
  const smear = (q: number): number => exp((-q * q * spread) / 6);
  const volume = sum((group) => group.volume);
  return {
    name,
    electrons: sum((group) => group.electrons),
    mass: sum((group) => group.mass),
    volume,
    radius: cbrt((3 * volume) / (4 * Math.PI)),
    vacuum: (q) => smear(q) * sum((group) => group.vacuum(q)),
    displaced: (q) => smear(q) * sum((group) => group.displaced(q)),
  };
}

/** Other CA atoms on the side of a side chain, within 13 Å of its CA, from which it is below the surface, and inside. */
const EXPOSURE: readonly [below: number, inside: number] = [11, 21];
/** Radius in Å of the half sphere in which they are counted. */
export const HALF_SPHERE = 13;

/**
 * Position of a residue of unknown name: 0 at the surface, 1 below it, 2 inside, by the CA atoms in the half sphere on the
 * side of its side chain (T. Hamelryck, Proteins 59 (2005) 38). Outer residues have more electrons per volume than
 * inner ones, so the radius of gyration is larger than with the same residue everywhere.
 */
export function exposure(neighbours: number): number {
  return EXPOSURE.filter((limit) => neighbours >= limit).length;
}

interface SideChainTable {
  readonly byName: ReadonlyMap<string, ResidueParts>;
  readonly byExposure: readonly ResidueParts[];
}

let table: SideChainTable | undefined;

/** The side chain of an amino acid by its name in three letters; for other names that of the mean amino acid at this exposure. */
export function residueParts(name: string, exposed: number): ResidueParts {
  table ??= fillTable();
  return table.byName.get(name) ?? table.byExposure[exposed];
}

function fillTable(): SideChainTable {
  const rows = SIDE_CHAINS.trim()
    .split('\n')
    .map((line) => {
      const [name, surface, below, inside, words, outwards, aside, spread] = line.split(' ');
      const groups = words.split(',').map(parse);
      const ones = groups.map(() => 1);
      return {
        name,
        counts: [surface, below, inside].map(Number),
        groups,
        parts: {
          sideChain: spreadKind(name, groups, ones, Number(spread)),
          outwards: Number(outwards),
          aside: Number(aside),
        },
      };
    });
  const byName = new Map<string, ResidueParts>(rows.map(({ name, parts }) => [name, parts]));
  byName.set('GLY', { sideChain: spreadKind('GLY', [groupKind('C', 0)], [0], 0), outwards: 0, aside: 0 });
  byName.set('MSE', byName.get('MET')!);
  const byExposure = GLYCINES.map((glycines, exposed): ResidueParts => {
    const total = rows.reduce((sum, { counts }) => sum + counts[exposed], glycines);
    const mean = (value: (parts: ResidueParts) => number): number =>
      rows.reduce((sum, { counts, parts }) => sum + (counts[exposed] / total) * value(parts), 0);
    const electrons = mean(({ sideChain }) => sideChain.electrons);
    return {
      sideChain: spreadKind(
        `mean ${exposed}`,
        rows.flatMap(({ groups }) => groups),
        rows.flatMap(({ counts, groups }) => groups.map(() => counts[exposed] / total)),
        MEAN_SPREAD,
      ),
      outwards: mean((parts) => parts.sideChain.electrons * parts.outwards) / electrons,
      aside: mean((parts) => parts.sideChain.electrons * parts.aside) / electrons,
    };
  });
  return { byName, byExposure };
}

/** CONH between two CA atoms, about their midpoint; `extra`: mean square distance of the centre from it, in Å². */
export function peptideKind(extra = 0): ScattererKind {
  return spreadKind('peptide', ['C', 'O', 'NH'].map(parse), [1, 1, 1], PEPTIDE_SPREAD + extra);
}

/** CA with its hydrogen. */
export function alphaKind(): ScattererKind {
  return groupKind('C', 1);
}
