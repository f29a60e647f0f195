import * as v from 'valibot';
import { InputError } from '../inputError';

/** The source of a value, for the message when the value does not match its schema. */
export interface Source {
  /** file or entry, as the beginning of a sentence: "The manifest set.json" */
  readonly what: string;
  /** what would help, as the end of a sentence: "take the file that came with this version" */
  readonly remedy: string;
}

/** The most letters of a foreign text that a message repeats. */
const SHOWN = 40;

/**
 * The value as its schema describes it.
 *
 * @throws InputError that names the source, the first field that does not match the schema, and what was expected
 */
export function checked<T extends v.GenericSchema>(
  schema: T,
  value: unknown,
  { what, remedy }: Source,
): v.InferOutput<T> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  const expected =
    issue.kind === 'validation' || issue.message.startsWith('expected ')
      ? issue.message
      : `expected ${issue.expected ?? 'another value'}`;
  const found = issue.input === undefined ? 'is missing' : `is ${shown(issue.input)}`;
  throw new InputError(
    `${what}: ${place === null ? 'the whole' : place.slice(0, 3 * SHOWN)} ${found}, ${expected}: ${remedy}.`,
  );
}

/**
 * A text of JSON as its schema describes it.
 *
 * @throws InputError when it is no JSON, and as `checked`
 */
export function parseJson<T extends v.GenericSchema>(
  text: string,
  schema: T,
  source: Source,
): v.InferOutput<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError(`${source.what} is not readable as JSON: ${source.remedy}.`);
  }
  return checked(schema, value, source);
}

/** A foreign value in a message: short, and quoted where it is a text. */
export function shown(value: unknown): string {
  const text =
    typeof value === 'string'
      ? JSON.stringify(value)
      : typeof value === 'object' && value !== null
        ? Array.isArray(value)
          ? 'a list'
          : 'an object'
        : String(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
