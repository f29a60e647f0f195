import * as v from 'valibot';
import { count, finite, length } from '../input/schemas';

const within = (low: number, high: number): v.GenericSchema =>
  v.pipe(
    finite,
    v.minValue(low, `expected a number from ${low} to ${high}`),
    v.maxValue(high, `expected a number from ${low} to ${high}`),
  );
const truth = v.boolean('expected true or false');
const unknown = 'expected an option of this version';

/** Largest limits of a search in a job: it would take longer than any worker allows. */
const MOST_GENERATIONS = 100_000,
  MOST_GENES = 10_000;

/** Options of a reconstruction in a job: those that a text can hold, each of its kind, and no others. */
export const JOB_OPTIONS = v.partial(
  v.strictObject(
    {
      rmax: length,
      seed: count,
      qMin: within(0, 1),
      qMax: within(0, 1),
      points: count,
      islands: count,
      genes: count,
      seeds: v.picklist(['curve', 'prior'], 'expected curve or prior'),
      anySize: truth,
      consensus: v.picklist(['all', 'fittest'], 'expected all or fittest'),
      refine: truth,
      members: count,
      priorWeight: within(0, 1000),
      modelError: within(0, 1),
      layer: truth,
      directWeight: within(0, 1),
      libraryWeight: within(0, 1),
      limits: v.partial(
        v.strictObject(
          {
            generations: v.pipe(count, v.maxValue(MOST_GENERATIONS, `expected at most ${MOST_GENERATIONS}`)),
            patience: count,
            progress: within(0, 1),
            shrinkBy: v.pipe(count, v.minValue(1, 'expected a number above 0')),
            enough: within(0, 1e6),
          },
          unknown,
        ),
      ),
      symmetry: v.strictObject(
        {
          kind: v.picklist(['C', 'D'], 'expected C or D'),
          fold: v.pipe(count, v.minValue(2, 'expected 2 to 6'), v.maxValue(6, 'expected 2 to 6')),
        },
        unknown,
      ),
      clean: v.partial(
        v.strictObject(
          {
            rounds: v.pipe(count, v.maxValue(100, 'expected at most 100')),
            above: within(0, 1),
            atMost: v.pipe(count, v.maxValue(MOST_GENES, `expected at most ${MOST_GENES}`)),
          },
          unknown,
        ),
      ),
    },
    unknown,
  ),
);
