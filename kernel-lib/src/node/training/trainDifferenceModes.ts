import { Random } from '../../random';
import { DIFFERENCE_MODES, DIFFERENCE_SHAPES, learnDifferenceModes } from '../../train/differenceModes';
import { loadDifferenceSources, saveDifferenceModes } from '../networkFiles';

/**
 * Computes the difference modes of the networks in a folder and writes them beside these. About two minutes.
 *
 * @throws InputError when the networks are missing or damaged
 */
export function trainDifferenceModes(folder: string, seed: number, report: (line: string) => void): void {
  const sources = loadDifferenceSources(folder);
  report(
    `maps of ${DIFFERENCE_SHAPES} library shapes, and ${DIFFERENCE_MODES} modes of their differences from the truth`,
  );
  const shapes = Math.min(DIFFERENCE_SHAPES, sources.library.count);
  saveDifferenceModes(
    folder,
    learnDifferenceModes(sources, shapes, DIFFERENCE_MODES, Random.stream(seed, 'difference modes')),
  );
}
