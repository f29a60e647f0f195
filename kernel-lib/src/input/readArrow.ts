import { tableFromIPC, type Table } from '@uwdata/flechette';
import { InputError } from '../inputError';
import { BrokenArrow, checkArrowStructure } from './arrowStructure';
import type { Source } from './checked';

/** The columns of an Arrow table; a value is read when it is asked for. */
export interface ArrowTable {
  readonly rows: number;
  /** names of the columns, in their order */
  readonly columns: readonly string[];
  /**
   * The value of a row; undefined where the table has no such column, null where it holds none.
   *
   * @throws InputError when its column is damaged there
   */
  at(column: string, row: number): unknown;
}

/** The parts of a batch of a column that locate its values. */
interface Batch {
  readonly length: number;
  readonly offsets?: ArrayLike<number | bigint> | null;
  readonly values?: ArrayLike<unknown> | null;
  readonly children?: readonly Batch[] | null;
  readonly validity?: ArrayLike<number> | null;
  readonly nullCount: number;
}

/**
 * The table in an Arrow IPC file or stream (uncompressed). No length that the bytes claim is used before it
 * has been checked against their number.
 *
 * @param needed columns that must be there
 * @throws InputError when the bytes are no such table, are cut short or damaged, or a column is missing
 */
export function readArrow(
  bytes: Uint8Array,
  needed: readonly string[],
  { what, remedy }: Source,
): ArrowTable {
  let table: Table;
  try {
    checkArrowStructure(bytes);
    table = tableFromIPC(bytes);
  } catch (error) {
    const reason = error instanceof BrokenArrow ? ` (${error.message})` : '';
    throw new InputError(`${what} is no Arrow file or is damaged${reason}: ${remedy}.`);
  }
  const columns = table.schema.fields.map(({ name }) => String(name));
  const children = new Map(columns.map((name) => [name, table.getChild(name)]));
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length > 0) throw new InputError(`${what} has no column ${missing.join(', ')}: ${remedy}.`);
  const rows = table.numRows;
  for (const name of needed) {
    const column = children.get(name) as unknown as { length: number; data: readonly Batch[] };
    if (column.length !== rows || !column.data.every(sound))
      throw new InputError(`${what} is damaged in its column ${name}: ${remedy}.`);
  }
  return {
    rows,
    columns,
    at(name, row) {
      try {
        return children.get(name)?.at(row);
      } catch {
        throw new InputError(`${what} is damaged in row ${row + 1} of its column ${name}: ${remedy}.`);
      }
    },
  };
}

/** True where the offsets of a batch ascend and lie within its values. */
function sound(batch: Batch): boolean {
  const { length, offsets, values, children, validity, nullCount } = batch;
  if (nullCount > 0 && (validity?.length ?? 0) < Math.ceil(length / 8)) return false;
  if (!offsets) return (children ?? []).every(sound);
  if (offsets.length < length + 1) return length === 0;
  const end = children?.[0]?.length ?? values?.length ?? 0;
  for (let i = 0, last = 0; i <= length; i++) {
    const offset = Number(offsets[i]);
    if (!(offset >= last && offset <= end)) return false;
    last = offset;
  }
  return (children ?? []).every(sound);
}
