import * as v from 'valibot';
import { checked } from '../../input/checked';
import { finite, text } from '../../input/schemas';
import { InputError } from '../../inputError';
import { csvText, readCsv } from '../csvTable';
import { writeAtomic } from '../files';

/** Reconstruction of one model by an auto-encoder. */
export interface ModelCorrelation {
  readonly id: string;
  readonly kind: string;
  /** correlation of the model's voxels and the decoded map */
  readonly cc: number;
}

const ROW = v.object({ id: text, kind: text, cc: finite });

/** Writes the correlations of an evaluation of an auto-encoder as CSV. */
export async function writeNetworkCsv(file: string, models: readonly ModelCorrelation[]): Promise<void> {
  const rows = models.map(({ id, kind, cc }) => ({ id, kind, cc }));
  writeAtomic(
    file,
    await csvText(rows, [
      'Results of `decodesaxs evaluate-network`: correlation of each model with its encoded and decoded map.',
    ]),
  );
}

/** @throws InputError when the file cannot be read or was not written by `writeNetworkCsv` */
export async function readNetworkCsv(file: string): Promise<ModelCorrelation[]> {
  const remedy = 'give a table that decodesaxs evaluate-network --csv wrote';
  const rows = readCsv(file, ['id', 'kind']);
  if (rows.length === 0 || !('cc' in rows[0]))
    throw new InputError(`${file} has no column cc of numbers: ${remedy}.`);
  return rows.map((row, i) => checked(ROW, row, { what: `Row ${i + 1} of ${file}`, remedy }));
}
