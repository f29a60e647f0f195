import { beadDensity, pointsOf, type BeadDensity } from './beadDensity';
import { type Atom, isHydrogen, isWater } from './atom';
import { medianNearestDistance } from './pointCells';
import { groupResidues } from './residues';
import { hypot } from '../elementary';

/** The dummy atoms of a bead model, and the numbers of points left out. */
export interface BeadModel {
  readonly beads: readonly Atom[];
  /** dummy waters */
  readonly waters: number;
  /** points named H, as MONSA and DAMMIN name the solvent in their search volume */
  readonly solvent: number;
}

/** Least number of residues for a decision by one-letter chains. */
const FEWEST = 16;
/** Largest number of atom names, one per phase of a multiphase model; a molecule has more. */
const MOST_NAMES = 6;
/** Atoms of a residue that have one name and are farther apart than this, in Å, are no alternatives … */
const ALTERNATIVES = 3;
/** … and where this share of all atoms has such a namesake, residue numbers have no meaning. */
const NAMESAKES = 0.5;
/** Bonded atoms are closer than this, in Å; beads never are. */
const LONGEST_BOND = 1.8;

/** Distances in Å of CA atoms of residues that follow each other, cis peptides included. */
const PEPTIDE: readonly [number, number] = [2.7, 4.3];
/** The same for P atoms of nucleotides. */
const PHOSPHATE: readonly [number, number] = [4.5, 8];

/**
 * The dummy atoms of an ab initio program (DAMMIF, DAMMIN, MONSA, GASBOR, DENSS and their averages), recognised by
 * names and distances: few names, no two points as close as bonded atoms, and either a name that is no
 * backbone atom's (DUM), or one residue name for all (ASP, ALA), or residues that follow each other not
 * spaced like those of a chain. Residue numbers are ignored: programs write ten beads per number, or the beads
 * of several phases; so are letters of alternate locations.
 *
 * @param atoms all atoms, in Å
 * @returns undefined for a molecule
 */
export function findBeads(atoms: readonly Atom[]): BeadModel | undefined {
  const dry = atoms.filter((atom) => !isWater(atom.residue));
  const solid = dry.filter((atom) => !isHydrogen(atom.element, atom.name));
  const beads = solid.length > 0 ? solid : dry;
  if (!areBeads(beads)) return undefined;
  return { beads, waters: atoms.length - dry.length, solvent: dry.length - beads.length };
}

/** The beads that make the body of a bead model. */
export interface BeadBody {
  /** x, y, z in turn, in Å */
  readonly points: Float64Array;
  /** of an average of models, by its occupancies */
  readonly density?: BeadDensity;
  /** sentences about what was left out or assumed */
  readonly notes: readonly string[];
}

/** The body of a bead model: all its beads, or of an average of models the places with the highest occupancies. */
export function beadBody({ beads, waters, solvent }: BeadModel): BeadBody {
  const density = beadDensity(beads);
  const body = density ? density.body : beads;
  const notes: string[] = [];
  if (waters > 0) notes.push(`${waters} dummy waters are left out.`);
  if (solvent > 0) notes.push(`${solvent} points of the solvent (named H) are left out.`);
  if (density)
    notes.push(
      `The occupancies of the ${beads.length} beads run from ${density.least} to ${density.most}: they are taken as the numbers of averaged models that fill a place; ${body.length} beads make the body.`,
    );
  return { points: pointsOf(body), density, notes };
}

function areBeads(atoms: readonly Atom[]): boolean {
  if (atoms.length === 0) return false;
  if (atoms.every((atom) => atom.name === 'DUM' || atom.residue === 'DUM')) return true;
  const names = new Set(atoms.map((atom) => atom.name));
  if (atoms.length < FEWEST || names.size > MOST_NAMES) return false;
  if (!(medianNearestDistance(atoms.flatMap(({ x, y, z }) => [x, y, z])) > LONGEST_BOND)) return false;
  const residues = new Set(atoms.map((atom) => atom.residue));
  if (shareOfNamesakes(atoms) > NAMESAKES && residues.size <= MOST_NAMES) return true;
  if (names.size > 1) return residues.size === 1 && !names.has("C4'");
  const single = groupResidues(atoms).length >= 0.9 * atoms.length;
  const name = atoms[0].name;
  const spacing = name === 'CA' ? PEPTIDE : name === 'P' ? PHOSPHATE : undefined;
  if (!single) return false;
  return spacing === undefined || residues.size === 1 || !followsChain(atoms, spacing);
}

/** Share of the atoms that lie far from the atom before of the same name, chain and residue number. */
function shareOfNamesakes(atoms: readonly Atom[]): number {
  const before = new Map<string, Atom>();
  let count = 0;
  for (const atom of atoms) {
    const key = `${atom.segment} ${atom.chain} ${atom.seq} ${atom.name}`;
    const other = before.get(key);
    if (other && distance(atom, other) > ALTERNATIVES) count++;
    before.set(key, atom);
  }
  return count / atoms.length;
}

function distance(a: Atom, b: Atom): number {
  return hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

/** True where most neighbours in the file are as far apart as neighbours in a chain. */
function followsChain(beads: readonly Atom[], [low, high]: readonly [number, number]): boolean {
  let steps = 0,
    fitting = 0;
  for (let i = 1; i < beads.length; i++) {
    const [a, b] = [beads[i - 1], beads[i]];
    if (a.chain !== b.chain) continue;
    steps++;
    const apart = distance(a, b);
    if (apart >= low && apart <= high) fitting++;
  }
  return fitting > 0.5 * steps;
}
