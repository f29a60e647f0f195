import { InputError } from '../inputError';
import type { Atom } from './atom';
import { PointCells } from './pointCells';

/** Largest number of models kept of a file; NMR ensembles hold 20, capsids 60. */
export const MOST_MODELS = 60;

/**
 * One model of a file by its number.
 *
 * @param number 1 for the first
 * @throws InputError when the file has no such model, or the number is above 60
 */
export function nthModel(
  models: readonly Atom[][],
  count: number,
  number: number,
  name: string,
): { atoms: Atom[]; warnings: string[] } {
  const atoms = models[number - 1];
  if (atoms === undefined) {
    throw new InputError(
      `${name} has no model ${number}: expected a number from 1 to ${Math.min(count, MOST_MODELS)}.`,
    );
  }
  return { atoms, warnings: [] };
}

/** CA atoms of different chains are farther apart than this, in Å, unless they overlap. */
const OVERLAP = 3;
/** CA atoms of chains in contact come as close as this, in Å. */
const CONTACT = 12;

/**
 * The atoms that represent a file with several models: those of the first model, as an ensemble
 * shows one molecule several times; all of them where models with the same number of atoms touch without
 * overlapping, as in files of biological assemblies, which give each copy of the chains as a model
 * of its own.
 *
 * @param models atoms of each model
 * @param count number of models in the file, of which `models` may hold the first ones only
 */
export function chooseModel(models: readonly Atom[][], count: number): { atoms: Atom[]; warnings: string[] } {
  if (models.length <= 1) return { atoms: models[0] ?? [], warnings: [] };
  if (count === models.length && formAssembly(models)) {
    const atoms = models.flatMap((model, m) =>
      model.map((atom) => ({ ...atom, segment: atom.segment + 1000 * m })),
    );
    return {
      atoms,
      warnings: [
        `The file holds ${count} models that touch without overlapping: they are joined to one assembly.`,
      ],
    };
  }
  return { atoms: models[0], warnings: [`The file holds ${count} models: the first is taken.`] };
}

function formAssembly(models: readonly Atom[][]): boolean {
  const cells = new PointCells(OVERLAP);
  const points = models.map(backbone);
  if (models.some((model) => model.length !== models[0].length)) return false;
  cells.add(points[0]);
  for (let m = 1; m < models.length; m++) {
    let touches = false;
    for (let p = 0; p < points[m].length; p += 3) {
      const nearest = cells.nearest(
        points[m][p],
        points[m][p + 1],
        points[m][p + 2],
        touches ? OVERLAP : CONTACT,
      );
      if (nearest < OVERLAP) return false;
      if (nearest < CONTACT) touches = true;
    }
    if (!touches) return false;
    cells.add(points[m]);
  }
  return true;
}

/** CA and P atoms, or all where there are none, as x, y, z in turn. */
function backbone(atoms: readonly Atom[]): number[] {
  const chosen = atoms.filter((atom) => !atom.hetero && (atom.name === 'CA' || atom.name === 'P'));
  return (chosen.length > 0 ? chosen : atoms).flatMap(({ x, y, z }) => [x, y, z]);
}
