import type { Atom } from './atom';
import type { Residue } from './residues';

/** Residues that are looked at before one-letter chains of residues count as dummies. */
const FEWEST = 16;

/** Distances in Å of CA atoms of residues that follow each other, cis peptides included. */
const PEPTIDE: readonly [number, number] = [2.7, 4.3];
/** The same for P atoms of nucleotides. */
const PHOSPHATE: readonly [number, number] = [4.5, 8];

/**
 * Whether the residues are the dummy atoms of an ab initio program (DAMMIF, DAMMIN, GASBOR, DENSS
 * and their averages). Such files hold one atom a residue, and either its name is no backbone
 * atom's (DUM), or all residues have one name (ASP, ALA), or residues that follow each other are
 * not spaced like those of a chain, as on a lattice in any order.
 *
 * @param residues all residues but waters
 */
export function isBeadModel(residues: readonly Residue[]): boolean {
  const single = residues.filter((residue) => residue.atoms.size === 1);
  if (residues.length === 0 || single.length < 0.9 * residues.length) return false;
  const beads = single.map((residue) => [...residue.atoms.values()][0]);
  const name = beads[0].name;
  if (beads.every((bead) => bead.name === 'DUM' || bead.residue === 'DUM')) return true;
  const spacing = name === 'CA' ? PEPTIDE : name === 'P' ? PHOSPHATE : undefined;
  if (spacing === undefined) return beads.length >= FEWEST && beads.every((bead) => bead.name === name);
  const names = new Set(single.map((residue) => residue.name));
  if (names.size === 1 && beads.length >= FEWEST) return true;
  return beads.length >= FEWEST && !followsChain(beads, spacing);
}

/** Whether most neighbours in the file are as far apart as neighbours in a chain. */
function followsChain(beads: readonly Atom[], [low, high]: readonly [number, number]): boolean {
  let steps = 0,
    fitting = 0;
  for (let i = 1; i < beads.length; i++) {
    const a = beads[i - 1],
      b = beads[i];
    if (a.chain !== b.chain) continue;
    steps++;
    const distance = Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
    if (distance >= low && distance <= high) fitting++;
  }
  return fitting > 0.5 * steps;
}
