import { type Atom, type AtomFile, isHydrogen } from './atom';
import { medianNearestDistance } from './pointCells';

/** Distance in Å below which no two heavy atoms or beads lie: the shortest bond has 1.1 Å. */
const CLOSEST = 0.95;
/** Least number of points that reveal their unit. */
const FEWEST = 10;

/** Atoms in Å: coordinates in nanometres are recognised by their distances and multiplied by ten, with a warning. */
export function inAngstrom(file: AtomFile): AtomFile {
  const nearest = nearestInNanometres(file.atoms);
  if (nearest === undefined) return file;
  const scaled = (atom: Atom): Atom => ({ ...atom, x: 10 * atom.x, y: 10 * atom.y, z: 10 * atom.z });
  return {
    ...file,
    atoms: file.atoms.map(scaled),
    warnings: [
      ...file.warnings,
      `The nearest points are ${nearest.toPrecision(2)} apart: the coordinates are in nanometres (nm) and were multiplied by 10.`,
    ],
  };
}

/** Factor from the unit of the coordinates to Å: 10 where they are in nanometres, else 1. */
export function angstromFactor(atoms: readonly Atom[]): number {
  return nearestInNanometres(atoms) === undefined ? 1 : 10;
}

/** Distance of the nearest points as in the file, where it shows that the unit is the nanometre. */
function nearestInNanometres(atoms: readonly Atom[]): number | undefined {
  const heavy = atoms.filter((atom) => !isHydrogen(atom.element, atom.name));
  const points = heavy.length > 1 ? heavy : atoms;
  const nearest = medianNearestDistance(longestChain(points).flatMap(({ x, y, z }) => [x, y, z]));
  return points.length >= FEWEST && nearest < CLOSEST ? nearest : undefined;
}

/** The atoms of the chain with the most atoms: models that overlap lie closer than bonds, the atoms of one chain do not. */
function longestChain(atoms: readonly Atom[]): readonly Atom[] {
  const chains = new Map<string, Atom[]>();
  for (const atom of atoms) {
    const chain = chains.get(atom.chain);
    if (chain) chain.push(atom);
    else chains.set(atom.chain, [atom]);
  }
  return [...chains.values()].reduce(
    (longest, chain) => (chain.length > longest.length ? chain : longest),
    [],
  );
}
