import { assumedErrors, fitVerdict, radiusWords, resultWarnings, sureness } from 'decodesaxs/core';
import { element } from 'decodesaxs-widgets/live';
import { factList, learnMore } from './facts';
import { counted } from './numbers';
import { fixedWords, type Run } from './visit';
import { words } from './words';

/** Versions that computed a run. */
export interface Versions {
  readonly weights: string;
  /** description */
  readonly engine: string;
}

/** Certainty of the finished shape, and the numbers of its run. */
export class ResultPanel {
  readonly block = element('section', {
    class: 'panel result',
    'aria-labelledby': 'result-heading',
    id: 'result',
    hidden: true,
  });
  private readonly certainty = element('div');
  private readonly numbers = element('div');

  constructor(charts: HTMLElement) {
    this.block.append(
      element('h2', { id: 'result-heading' }, 'How sure is the shape?'),
      this.certainty,
      element('h3', {}, 'The search'),
      this.numbers,
      charts,
      learnMore('Where does the shape come from?', ...words.shape),
    );
  }

  show(run: Run, { weights, engine }: Versions): void {
    const { result } = run;
    this.block.hidden = result === undefined && run.records.length === 0;
    this.certainty.replaceChildren();
    this.numbers.replaceChildren();
    if (!result) return;
    const { reconstruction, settings, seconds } = result;
    this.certainty.replaceChildren(
      ...resultWarnings(reconstruction).map((text) => element('p', { class: 'notice' }, text)),
      factList(
        sureness(reconstruction, run.read.analysis.pairDistance?.dmax).map((line) => ({
          ...line,
          name: line.name[0].toUpperCase() + line.name.slice(1),
        })),
      ),
    );
    this.numbers.replaceChildren(
      factList([
        {
          name: 'Residuals',
          value: fitVerdict(reconstruction.fit, assumedErrors(run.read.curve)).words,
        },
        {
          name: 'Radius',
          value: radiusWords(reconstruction),
          note: 'Largest distance of the shape from its centre. A particle of radius R has a Dmax between R and 2R.',
        },
        {
          name: 'Rg of the map',
          value: `${reconstruction.rg.toFixed(2)} Å`,
          note: 'Of the density itself; the Rg at the top of the page is that of the curve.',
        },
        {
          name: 'Agreement',
          value: reconstruction.agreement.toFixed(2),
          note: 'Mean correlation of the averaged shapes with their mean: 1 where all agree.',
        },
        { name: 'Settings', value: fixedWords(run.settings) ?? 'nothing fixed, seed 1' },
        {
          name: 'Run',
          value: `${counted(settings.generations ?? 0, 'generation')} in ${seconds.toFixed(0)} s`,
          note: `Computed by ${engine}; networks ${weights}; seed ${settings.seed}.`,
        },
      ]),
    );
  }
}
