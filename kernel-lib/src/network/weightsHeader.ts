import * as v from 'valibot';
import { InputError } from '../inputError';
import { checked, shown } from '../input/checked';
import { count } from '../input/schemas';

/**
 * Precision of numbers in a file: floats of 16 or 32 bits, or (I8) as whole numbers of 8 bits times a scale
 * that each row (first index) of the array has, which stands beside it as `name.scale`.
 */
export type Precision = 'F16' | 'F32' | 'I8';

/** Bytes of a number. */
export const WIDTH: Readonly<Record<Precision, number>> = { I8: 1, F16: 2, F32: 4 };

/** Position of an array after the header, in bytes, and its shape. */
export interface WeightPlace {
  readonly dtype: Precision;
  readonly shape: readonly number[];
  readonly from: number;
  readonly to: number;
}

const REMEDY = 'run "npm run train" or take the file that came with this version';

const METADATA = v.optional(v.record(v.string(), v.string('expected a text')), {});
const ENTRY = v.object({
  dtype: v.string('expected a kind of number'),
  shape: v.pipe(v.array(count, 'expected a list of lengths'), v.maxLength(8, 'expected at most 8 lengths')),
  data_offsets: v.tuple([count, count], 'expected two places'),
});

/**
 * The header of a safetensors file, every array of it: with a known kind and as many bytes as its shape requires.
 *
 * @param bytes of the JSON text
 * @param name of the file, for messages
 * @throws InputError
 */
export function readHeader(
  bytes: Uint8Array,
  name: string,
): { metadata: Record<string, string>; entries: [string, WeightPlace][] } {
  const bad = (what: string): InputError => new InputError(`${name} ${what}: ${REMEDY}.`);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw bad('has no readable safetensors header');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw bad('has no readable safetensors header');
  const { __metadata__: metadata, ...arrays } = header as Record<string, unknown>;
  return {
    metadata: checked(METADATA, metadata, { what: `The header of ${name}`, remedy: REMEDY }),
    entries: Object.entries(arrays).map(([key, value]) => {
      const {
        dtype,
        shape,
        data_offsets: [from, to],
      } = checked(ENTRY, value, {
        what: `Array ${shown(key)} of ${name}`,
        remedy: REMEDY,
      });
      if (!Object.hasOwn(WIDTH, dtype)) throw bad(`holds ${key} as ${shown(dtype)}, not F16, F32 or I8`);
      const width = WIDTH[dtype as Precision];
      const values = shape.reduce((product, n) => product * n, 1);
      if (to - from !== values * width)
        throw bad(`holds ${to - from} bytes of ${key}, expected ${values * width} by its shape`);
      return [key, { dtype: dtype as Precision, shape, from, to }];
    }),
  };
}
