import { InputError } from '../inputError';
import { showsItself } from '../showsItself';
import { captioned, type CaptionedTable, isTable, type Table, type TableOptions } from './htmlTable';

/**
 * A table of Arquero, or rows, with a caption and a note, for display as HTML:
 * `await show(dataTable(table, { caption: 'CC by size' }))`.
 * @throws InputError when there is no row
 */
export function dataTable(table: Table, options: TableOptions = {}): CaptionedTable {
  if (!isTable(table)) {
    throw new InputError(
      'dataTable needs a table of Arquero or an array of at least one row, each an object',
    );
  }
  return showsItself({ ...captioned(table), ...options });
}
