import * as v from 'valibot';
import { MEASURES } from '../certainty/expectedCorrelation';
import { checked, type Source } from '../input/checked';
import { count, text } from '../input/schemas';
import type { EntryResult } from './entryResult';

/** Fields of a result that are texts, and those that are numbers, in the order of a table. */
export const RESULT_TEXTS = [
  'id',
  'failure',
  'modelKind',
  'probabilities',
  'backend',
  'version',
  'weights',
] as const;
export const RESULT_NUMBERS = [
  'seed',
  'cc',
  'ccTrueScale',
  'ccSeeds',
  'ccLibrary',
  'ccMean',
  'chi2Map',
  'chi2Mean',
  'chi2Beads',
  'chi2Members',
  'rgMap',
  'rgBeads',
  'likeness',
  'disagree',
  'ccModelMember',
  'ccModelMemberTrue',
  'ccMembers',
  'ccMembersTrue',
  'calibration',
  'rmax',
  'rmaxModel',
  'rmaxError',
  'rg',
  'rgModel',
  'dmax',
  'dmaxModel',
  'dmaxError',
  'anisotropyModel',
  'pointsModel',
  'resolution',
  'resolution143',
  'resolutionPairs',
  'expectedCC',
  'expectedDeviation',
  'seconds',
  ...MEASURES,
] as const;

/** A number; null and NaN, which mark a missing value in files, are undefined. */
const perhapsNumber = v.optional(
  v.pipe(
    v.nullable(
      v.custom<number>((x) => typeof x === 'number' && Math.abs(x) !== Infinity, 'expected a finite number'),
    ),
    v.transform((x) => (x === null || Number.isNaN(x) ? undefined : x)),
  ),
);
const perhapsText = v.optional(
  v.pipe(
    v.nullable(text),
    v.transform((x) => x ?? undefined),
  ),
);

const RESULT = v.object({
  ...Object.fromEntries(RESULT_NUMBERS.map((name) => [name, perhapsNumber])),
  ...Object.fromEntries(RESULT_TEXTS.map((name) => [name, perhapsText])),
  id: v.pipe(text, v.minLength(1, 'expected a name')),
  seed: count,
});

/**
 * A result from a file or a worker: only known fields, without those that have no value.
 *
 * @throws InputError when a field is missing or of another kind
 */
export function checkedResult(value: unknown, source: Source): EntryResult {
  const row = checked(RESULT, value, source) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(row).filter(([, field]) => field !== undefined),
  ) as unknown as EntryResult;
}
