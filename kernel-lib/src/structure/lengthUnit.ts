import { type Atom, type AtomFile, isHydrogen } from './atom';
import { medianNearestDistance } from './pointCells';

/** No two heavy atoms or beads are as close as this, in Å: the shortest bond has 1.1 Å. */
const CLOSEST = 0.95;
/** Fewer points tell nothing of their unit. */
const FEWEST = 10;

/** Atoms in Å: coordinates in nanometres are told by their distances, multiplied with ten, and a warning says so. */
export function inAngstrom(file: AtomFile): AtomFile {
  const heavy = file.atoms.filter((atom) => !isHydrogen(atom.element, atom.name));
  const points = heavy.length > 1 ? heavy : file.atoms;
  const nearest = medianNearestDistance(points.flatMap(({ x, y, z }) => [x, y, z]));
  if (points.length < FEWEST || !(nearest < CLOSEST)) return file;
  const scaled = (atom: Atom): Atom => ({ ...atom, x: 10 * atom.x, y: 10 * atom.y, z: 10 * atom.z });
  return {
    ...file,
    atoms: file.atoms.map(scaled),
    warnings: [
      ...file.warnings,
      `The nearest points are ${nearest.toPrecision(2)} apart: the coordinates are in nanometres (nm) and were multiplied with 10.`,
    ],
  };
}
