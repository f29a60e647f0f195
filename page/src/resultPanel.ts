import { button, element, grouped } from 'decodesaxs-widgets/live';
import {
  bodyVolume,
  sureness,
  fitTable,
  historyTable,
  mapToBeads,
  type Reconstruction,
  writeBeads,
  writeCcp4,
} from 'decodesaxs/core';
import { factList } from './facts';
import type { ComparedModel, RunSettings } from './messages';
import { filePicker } from './openPanel';
import { withError } from './numbers';
import { save, stem } from './save';

/** A finished run as it is told and saved. */
export interface FinishedRun {
  readonly name: string;
  readonly result: Reconstruction;
  readonly settings: RunSettings;
  readonly seconds: number;
  readonly weights: string;
  /** what computed, in words */
  readonly engine: string;
  /** text of the file that repeats the run */
  readonly runFile: string;
  /** address that repeats it, where the curve is an example */
  readonly address?: string;
}

/** What the result panel asks for. */
export interface ResultWishes {
  readonly compare: (file: File) => void;
  readonly report: () => Promise<void>;
}

/** Numbers of the finished map, the model laid over it, and everything that can be taken home. */
export class ResultPanel {
  readonly block = element('div', { class: 'result', hidden: true });
  private readonly numbers = element('div');
  private readonly certainty = element('div');
  private readonly comparison = element('div', { role: 'status' });
  private readonly files = element('div', { class: 'row files' });
  private readonly said = element('p', { class: 'quiet', role: 'status' });
  private run: FinishedRun | undefined;

  constructor(private readonly wishes: ResultWishes) {
    this.block.append(
      this.numbers,
      element('h3', {}, 'How sure is it?'),
      this.certainty,
      element('h3', {}, 'Compare with a model'),
      element(
        'div',
        { class: 'row' },
        filePicker('Choose a PDB or mmCIF file', 'model-file', (file) => this.wishes.compare(file), 'plain'),
        element('span', { class: 'quiet' }, 'or drop it on the page: it is turned onto the map'),
      ),
      this.comparison,
      element('h3', {}, 'Take home'),
      this.files,
      this.said,
    );
  }

  clear(): void {
    this.run = undefined;
    this.block.hidden = true;
    this.comparison.replaceChildren();
    this.said.textContent = '';
  }

  show(run: FinishedRun): void {
    this.run = run;
    this.block.hidden = false;
    const { result, settings, seconds, weights, engine } = run;
    this.numbers.replaceChildren(
      factList([
        {
          name: 'chi²',
          value: result.fit.chi2.toFixed(2),
          note: `of the best single shape, by the measured errors alone, ${result.fit.curve.q.length} points; the search adds 2 % and more for what a uniform body cannot describe`,
        },
        { name: 'Radius', value: `${result.rmax.toFixed(1)} Å`, note: 'largest distance from the centre' },
        {
          name: 'Rg',
          value: withError(result.guinier.rg, result.guinier.rgError, 'Å'),
          note: 'from the curve',
        },
        {
          name: 'Volume',
          value: `${grouped(bodyVolume(result.map))} Å³`,
          note: 'of the body at its isolevel',
        },
        {
          name: 'Agreement',
          value: result.agreement.toFixed(2),
          note: 'mean correlation of the averaged shapes with their mean: 1 when all agree',
        },
        {
          name: 'Run',
          value: `seed ${settings.seed}`,
          note: `${settings.generations ?? 0} generations in ${seconds.toFixed(0)} s by ${engine}; networks ${weights}`,
        },
      ]),
    );
    this.certainty.replaceChildren(
      factList(
        sureness(result).map((line) => ({
          ...line,
          name: line.name[0].toUpperCase() + line.name.slice(1),
        })),
      ),
    );
    this.files.replaceChildren(...this.buttons(run));
  }

  showModel({ name, cc, mirror, rmax, pdb }: ComparedModel): void {
    this.comparison.replaceChildren(
      factList([
        { name: 'Model', value: name, note: `radius ${rmax.toFixed(1)} Å` },
        { name: 'CC', value: cc.ownRadius.toFixed(3), note: 'correlation with each body at its own radius' },
        { name: 'CC at true scale', value: cc.trueScale.toFixed(3), note: 'both at their size in Å' },
        {
          name: 'Hand',
          value: mirror ? 'mirror image' : 'as it is',
          note: mirror
            ? 'the mirror image of the model fits better and is shown: scattering cannot tell the two apart'
            : 'the model fits as it stands',
        },
      ]),
    );
    if (!this.run) return;
    const { name: curve } = this.run;
    this.files.querySelector('.model')?.remove();
    this.files.append(
      this.button(
        'Model',
        'model on the map, PDB',
        () => save(`${stem(curve)}-model.pdb`, pdb, 'chemical/x-pdb'),
        'model',
      ),
    );
  }

  private buttons({ name, result, runFile, address }: FinishedRun): HTMLElement[] {
    const file = (ending: string): string => `${stem(name)}${ending}`;
    const beads = (): string =>
      writeBeads(mapToBeads(result.map), {
        title: `Shape of ${name}`,
        radius: result.map.step / 2,
        remarks: [`rmax ${result.rmax.toFixed(2)} A, chi-square ${result.fit.chi2.toFixed(3)}`],
      });
    return [
      this.button('Map', 'density map, CCP4', () =>
        save(file('-map.ccp4'), writeCcp4(result.map), 'application/octet-stream'),
      ),
      this.button('Spread', 'where the shapes differ, CCP4', () =>
        save(
          file('-spread.ccp4'),
          writeCcp4({ ...result.map, values: result.spread, threshold: undefined }),
          'application/octet-stream',
        ),
      ),
      this.button('Beads', 'bead model, PDB', () => save(file('-beads.pdb'), beads(), 'chemical/x-pdb')),
      this.button('Fit', 'fitted curve with q, I, errors, model', () =>
        save(file('-fit.dat'), fitTable(result), 'text/plain'),
      ),
      this.button('History', 'chi² and radius by generation, CSV', () =>
        save(file('-history.csv'), historyTable(result), 'text/csv'),
      ),
      this.button('Report', 'one HTML file with everything', () => void this.report()),
      this.button('Run', 'file that repeats this run when it is dropped on this page', () =>
        save(file('.run.json'), runFile, 'application/json'),
      ),
      ...(address === undefined
        ? []
        : [this.button('Link', 'copy a link that repeats this run', () => void this.copy(address))]),
    ];
  }

  private button(text: string, words: string, press: () => void, kind = ''): HTMLButtonElement {
    const made = button(text, `${text}: ${words}`, press);
    made.className = kind;
    return made;
  }

  private async report(): Promise<void> {
    this.said.textContent = 'Writing the report …';
    try {
      await this.wishes.report();
      this.said.textContent = 'The report is saved.';
    } catch (error) {
      this.said.textContent = `The report cannot be written here: ${(error as Error).message}`;
    }
  }

  private async copy(address: string): Promise<void> {
    const link = new URL(address, location.href).href;
    const copied = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    this.said.replaceChildren(copied ? 'Copied: ' : 'The link: ', element('a', { href: link }, link));
  }
}
