import * as v from 'valibot';

/** A finite number. */
export const finite = v.pipe(v.number('expected a number'), v.finite('expected a finite number'));
/** A whole number ≥ 0. */
export const count = v.pipe(
  v.number('expected a whole number'),
  v.safeInteger('expected a whole number'),
  v.minValue(0, 'expected a number ≥ 0'),
);
/** A text of at most a million letters. */
export const text = v.pipe(v.string('expected a text'), v.maxLength(1e6, 'expected a shorter text'));
/** A finite length above 0, Å. */
export const length = v.pipe(finite, v.gtValue(0, 'expected a number above 0'));

/** An array of finite numbers, plain or typed, as a Float64Array. */
export function numbers(most: number): v.GenericSchema<unknown, Float64Array> {
  return v.pipe(
    v.custom<ArrayLike<number>>(
      (value) => Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView)),
      'expected a list of numbers',
    ),
    v.check((list) => list.length <= most, `expected at most ${most} numbers`),
    v.check(
      (list) => Array.prototype.every.call(list, (x) => typeof x === 'number' && Number.isFinite(x)),
      'expected finite numbers only',
    ),
    v.transform((list) => Float64Array.from(list)),
  );
}
