import { assumedErrors, fitVerdict } from 'decodesaxs/core';
import { element } from 'decodesaxs-widgets/live';
import { withError } from './numbers';
import { sizeProblem } from './sizeProblem';
import type { Run } from './visit';

/** One number to quote. */
interface KeyNumber {
  readonly name: string;
  readonly value: string;
  /** its meaning, or why it is not there */
  readonly words: string;
  /** the same in a few words, where there are many */
  readonly brief?: string;
  /** false where the words say what is missing */
  readonly known?: boolean;
}

/** The main numbers of a run, above everything else: fit, size, mass, certainty. */
export class KeyNumbers {
  readonly block = element('dl', { class: 'key-numbers' });

  show(run: Run): void {
    this.block.replaceChildren(
      ...keyNumbers(run).map(({ name, value, words, brief = words }) =>
        element(
          'div',
          {},
          element('dt', {}, name),
          element('dd', {}, element('strong', {}, value), ' ', element('span', {}, brief)),
        ),
      ),
    );
  }
}

/** The main numbers of a run; those of the shape are dashes until there is one. */
export function keyNumbers({ read, result }: Run): KeyNumber[] {
  const { guinier, pairDistance, molecularWeight } = read.analysis;
  const waiting = { value: '–', words: 'when the search has finished' };
  const fit = result?.reconstruction.fit;
  const { expected, ambiguity } = result?.reconstruction.certainty ?? {};
  const rg = result?.reconstruction.guinier ?? guinier;
  const weight = !sizeProblem(read.analysis) && molecularWeight;
  return [
    {
      name: 'Fit',
      ...(fit === undefined
        ? waiting
        : {
            value: `chi² ${fit.chi2.toFixed(2)}`,
            words: fitVerdict(fit, assumedErrors(read.curve)).words,
            brief: `of the map to ${fit.curve.q.length} points`,
          }),
    },
    {
      name: 'Size',
      value: rg ? `Rg ${withError(rg.rg, rg.rgError, 'Å')}` : '–',
      words: pairDistance
        ? `Dmax ${withError(pairDistance.dmax, pairDistance.dmaxError, 'Å')}`
        : 'no Dmax can be had of this curve',
      known: pairDistance !== undefined,
    },
    {
      name: 'Molecular weight',
      value: weight ? withError(weight.mw, weight.mwError, 'kDa') : '–',
      words: weight ? 'from the curve, if it is a protein' : 'cannot be determined from this curve',
    },
    {
      name: 'How sure',
      ...(expected && ambiguity
        ? {
            value: `${expected.cc.toFixed(2)} ± ${expected.deviation.toFixed(2)}`,
            brief: 'expected correlation with the true shape',
            words: `expected correlation with the true shape; ${ambiguity.shapes} of ${ambiguity.of} known shapes have such a curve`,
          }
        : waiting),
    },
  ];
}
