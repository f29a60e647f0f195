import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from 'decodesaxs';

/** One exercise of a lesson. Answers are kept as hashes, so that the file can go to students. */
export interface Exercise {
  /** hint for a wrong answer */
  readonly hint: string;
  /** for a number: the precision of an answer */
  readonly step?: number;
  /** hashes of all answers that are right */
  readonly right: readonly string[];
}

/**
 * Prints whether the answer to an exercise is right, with a hint if it is not: `check('2.1', 33.6)`.
 *
 * @param exercise its number in the notebooks
 * @param answer a number in the unit of the exercise, or a word
 * @param folder folder of `exercises.json`; default that of the notebook
 * @throws InputError when there is no such exercise or the answer is neither a number nor a word
 */
export function check(exercise: string, answer: number | string, folder = '.'): void {
  const { step, right, hint } = find(exercise, folder);
  if (step !== undefined && (typeof answer !== 'number' || !Number.isFinite(answer)))
    throw new InputError(`expected a number as the answer to exercise ${exercise}, found ${word(answer)}`);
  if (step === undefined && typeof answer !== 'string')
    throw new InputError(
      `expected a word in quotes as the answer to exercise ${exercise}, found ${word(answer)}`,
    );
  const accepted = right.includes(answerHash(exercise, answer, step));
  console.log(accepted ? `Exercise ${exercise}: right.` : `Exercise ${exercise}: not yet. ${hint}`);
}

/** The hash of an answer: of a number rounded to its step, of a word without case and spaces. */
export function answerHash(exercise: string, answer: number | string, step?: number): string {
  const plain =
    step === undefined ? String(answer).trim().toLowerCase() : String(Math.round(Number(answer) / step));
  return createHash('sha256').update(`${exercise}:${plain}`).digest('hex').slice(0, 16);
}

function find(exercise: string, folder: string): Exercise {
  const file = join(folder, 'exercises.json');
  if (!existsSync(file)) throw new InputError(`There is no ${file}: expected it beside the notebooks.`);
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Exercise>;
  if (!(exercise in all))
    throw new InputError(
      `There is no exercise ${word(exercise)}: expected one of ${Object.keys(all).join(', ')}.`,
    );
  return all[exercise];
}

const word = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : String(value));
