import { type QUnit, shapeMap } from 'decodesaxs/core';
import { element } from 'decodesaxs-widgets/live';
import { ComparePanel } from './comparePanel';
import { CurvePanel } from './curvePanel';
import { Downloads } from './downloads';
import type { GivenFile } from './given';
import { KeyNumbers } from './keyNumbers';
import { LoadingNotes } from './loadingNotes';
import type { News, RunStep } from './messages';
import type { RunSettings } from './runSettings';
import { Refusal } from './refusal';
import { ResultPanel, type Versions } from './resultPanel';
import { SearchPanel, type SearchWish } from './searchPanel';
import { SettingsPanel } from './settingsPanel';
import { ShapeView } from './shapeView';
import type { Run, Settled } from './visit';
import { verdict } from './verdict';
import { words } from './words';

/** Level between the 0 and 1 of a single shape. */
const HALF = 0.5;

/** Requests of the visitor beside files. */
export interface WorkWishes {
  readonly unit: (unit: QUnit) => void;
  /** with or without the points that the reader leaves out */
  readonly points: (keep: boolean) => void;
  readonly search: (wish: SearchWish) => void;
  readonly again: (settings: RunSettings) => void;
  readonly structure: (files: readonly File[]) => void;
  /** another run beside the current one */
  readonly beside: (other: Run) => void;
}

/** The view of a run. */
export class WorkView {
  readonly refusal: Refusal;
  readonly notes = new LoadingNotes();
  private readonly said = element('p', { class: 'notice', role: 'status', hidden: true });
  private readonly left = element('p', { class: 'notice', role: 'status', hidden: true });
  private readonly heading = element('h2', { tabindex: -1, class: 'curve-name' });
  private readonly verdict = element('p', { class: 'verdict' });
  private readonly keyNumbers = new KeyNumbers();
  private readonly curve: CurvePanel;
  private readonly shape = new ShapeView();
  private readonly search: SearchPanel;
  private readonly settings: SettingsPanel;
  private readonly result: ResultPanel;
  private readonly compare: ComparePanel;
  private readonly downloads: Downloads;
  private readonly work = element('div', { class: 'work', hidden: true });
  private versions: Versions = { weights: '', engine: '' };

  /** @param runs the runs of this visit */
  constructor(
    wishes: WorkWishes,
    private readonly runs: () => readonly Run[],
  ) {
    this.refusal = new Refusal(wishes.unit);
    this.curve = new CurvePanel(wishes.unit, wishes.points);
    this.search = new SearchPanel(wishes.search);
    this.settings = new SettingsPanel(wishes.again, (sentence) => this.refusal.say(sentence));
    this.result = new ResultPanel(this.search.charts);
    this.compare = new ComparePanel(wishes.structure, wishes.beside);
    this.downloads = new Downloads({
      report: async (run) => (await import('./saveReport')).reportHtml(run, this.versions),
      pictures: async (run) => (await import('./pictures')).pictures(run, this.curve.charts()),
    });
    const shape = element(
      'section',
      { class: 'panel', 'aria-labelledby': 'shape-heading', id: 'shape' },
      element('h2', { id: 'shape-heading' }, 'Shape'),
      this.shape.block,
      this.settings.block,
    );
    const columns = element(
      'div',
      { class: 'columns' },
      element('div', { class: 'column' }, shape, this.result.block),
      element('div', { class: 'column' }, this.curve.block, this.compare.block, this.downloads.block),
      this.curve.plots,
    );
    this.work.append(
      element(
        'section',
        { class: 'panel head', 'aria-label': 'The run in brief' },
        this.heading,
        this.search.block,
        this.verdict,
        this.keyNumbers.block,
      ),
      partButtons(columns),
      columns,
    );
  }

  /** Puts everything in its place on the page. */
  place(main: HTMLElement, open: HTMLElement, kept: HTMLElement, runs: HTMLElement): void {
    main.append(
      open,
      kept,
      this.refusal.block,
      this.said,
      this.left,
      this.notes.block,
      runs,
      steps(),
      this.work,
    );
  }

  /** A curve is being read. */
  reading(name: string): void {
    this.refusal.clear();
    this.say(`Reading ${name} …`);
  }

  /** A notice that needs no answer. */
  say(sentence: string): void {
    this.said.textContent = sentence;
    this.said.hidden = sentence === '';
  }

  /** Shows the state of a run. */
  show(now: Exclude<Settled, { stage: 'idle' }>): void {
    const { run } = now;
    const fresh = this.heading.textContent !== run.read.file.name || this.work.hidden;
    this.say('');
    this.work.hidden = false;
    document.body.classList.add('working');
    document.title = `${run.read.file.name} – shape from a scattering curve`;
    this.heading.textContent = run.read.file.name;
    this.verdict.textContent = verdict(run);
    this.keyNumbers.show(run);
    this.search.show(
      now,
      this.versions.weights ? 'The network proposes a shape …' : 'The networks are being fetched …',
    );
    this.curve.show(run);
    this.settings.show(run.settings);
    this.result.show(run, this.versions);
    this.compare.show(run, this.runs());
    this.downloads.show(run, this.versions);
    if (run.result) {
      const { map, spread, rmax } = run.result.reconstruction;
      this.shape.showFinished(map, spread, `The density map, radius ${rmax.toFixed(1)} Å.`, weightOf(run));
      if (run.compared) void this.shape.showModel(run.compared.pdb);
    } else this.shape.clear();
    if (fresh) this.heading.focus({ preventScroll: true });
  }

  /** Shows a step of the current run. */
  step(run: Run, step: RunStep): void {
    switch (step.kind) {
      case 'profile':
        return this.curve.showProfile(run);
      case 'direct':
        this.search.proposed(run);
        return this.shape.showPassing(
          step.map,
          step.map.threshold ?? HALF,
          'The shape that the network proposes before the search.',
          true,
        );
      case 'generation': {
        const { bestShape, bestRmax, generation } = step.record;
        this.search.generation(run);
        this.result.block.hidden = false;
        return this.shape.showPassing(
          shapeMap(bestShape, bestRmax[0]),
          HALF,
          `The best shape of generation ${generation}.`,
        );
      }
      case 'averaging':
        return this.search.averaging(step.part);
      case 'paused':
        return this.search.paused(run);
      default:
    }
  }

  /** Shows a superposed structure. */
  compared(run: Run): void {
    this.compare.show(run, this.runs());
    this.downloads.show(run, this.versions);
    if (run.compared) void this.shape.showModel(run.compared.pdb);
  }

  /** Names the files that were not accepted. */
  leftOut(names: readonly string[], taken: GivenFile | undefined): void {
    this.left.hidden = names.length === 0;
    this.left.textContent = `Taken: ${taken?.name ?? 'nothing'}. Not taken: ${names.join(', ')}. One curve and one structure are read at a time.`;
  }

  ready(news: Extract<News, { kind: 'ready' }>): void {
    this.versions = { weights: news.weights, engine: news.engine };
    this.notes.ready(news.notes);
  }
}

/** Molecular weight in kDa from the curve. */
function weightOf({ read: { analysis } }: Run): number | undefined {
  return analysis.molecularWeight?.mw;
}

/** Buttons that show one part of a run, where the screen is too narrow for all. */
function partButtons(columns: HTMLElement): HTMLElement {
  const parts = [
    ['shape', 'Shape'],
    ['curve', 'Curve'],
    ['result', 'How sure'],
    ['compare', 'Compare'],
    ['downloads', 'Downloads'],
    ['plots', 'Analysis'],
  ];
  const buttons = parts.map(([part, name]) => {
    const made = element(
      'button',
      { type: 'button', 'aria-pressed': part === 'shape' ? 'true' : 'false' },
      name,
    );
    made.addEventListener('click', () => {
      columns.dataset.part = part;
      for (const each of buttons) each.setAttribute('aria-pressed', String(each === made));
    });
    return made;
  });
  columns.dataset.part = 'shape';
  return element('nav', { class: 'jumps', 'aria-label': 'Parts of the run' }, ...buttons);
}

/** The steps of a visit, shown before a curve is given. */
function steps(): HTMLElement {
  return element(
    'ol',
    { class: 'steps' },
    ...words.steps.map(([name, text]) =>
      element('li', {}, element('strong', {}, name), element('p', {}, text)),
    ),
  );
}
