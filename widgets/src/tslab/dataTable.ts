import { InputError } from '../inputError';
import { showsItself } from '../showsItself';
import { captioned, type CaptionedTable, isTable, type Table, type TableOptions } from './htmlTable';

/**
 * A table of Arquero, or rows, with a caption and a note, to be shown as HTML:
 * `await show(dataTable(table, { caption: 'CC by size' }))`.
 * @throws InputError when there is no row
 */
export function dataTable(table: Table, options: TableOptions = {}): CaptionedTable {
  if (!isTable(table)) {
    throw new InputError(
      'dataTable takes a table of Arquero or an array of rows, at least one; each row an object',
    );
  }
  return showsItself({ ...captioned(table), ...options });
}
