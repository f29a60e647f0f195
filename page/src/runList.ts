import { button, element } from 'decodesaxs-widgets/live';
import { fixedWords, type Run } from './visit';

/** Largest number of runs in memory: the maps and shapes of a run take some MB. */
const MOST_RUNS = 6;

/** The runs of this visit, each a button that shows it again. */
export class RunList {
  readonly block = element('nav', { class: 'runs', 'aria-label': 'Runs of this visit', hidden: true });
  private runs = new Map<number, Run>();
  private shown = 0;
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly show: (run: Run) => void) {}

  get(number: number): Run | undefined {
    return this.runs.get(number);
  }

  all(): Run[] {
    return [...this.runs.values()];
  }

  find(wanted: (run: Run) => boolean): Run | undefined {
    return this.all().find(wanted);
  }

  /** Adds or updates a run. */
  put(run: Run): void {
    const before = this.runs.get(run.number);
    this.runs.set(run.number, run);
    for (const number of this.runs.keys())
      if (this.runs.size > MOST_RUNS && number !== this.shown) this.runs.delete(number);
    if (!before || wordsOf(before) !== wordsOf(run)) this.draw();
  }

  /** Marks the run that is shown. */
  mark(number: number): void {
    this.shown = number;
    this.draw();
  }

  /** Calls back whenever the list changes. */
  whenChanged(listener: () => void): void {
    this.listeners.push(listener);
  }

  private draw(): void {
    this.block.hidden = this.runs.size < 2;
    this.block.replaceChildren(
      element('span', { class: 'quiet' }, 'Runs:'),
      ...this.all().map((run) => {
        const words = run.number === this.shown ? stateOf(run, true) : stateOf(run, false);
        const made = button(run.read.file.name, `Show ${run.read.file.name}, ${words}`, () => this.show(run));
        made.append(element('span', {}, words));
        if (run.number === this.shown) made.setAttribute('aria-current', 'true');
        return made;
      }),
    );
    for (const listener of this.listeners) listener();
  }
}

/** A run in a few words. */
function stateOf(run: Run, shown: boolean): string {
  const fixed = fixedWords(run.settings);
  const about = fixed ? `, ${fixed}` : '';
  if (run.result) return `chi² ${run.result.reconstruction.fit.chi2.toFixed(2)}${about}`;
  if (run.problem) return `no shape${about}`;
  const reached = run.records.at(-1)?.generation;
  if (shown) return `searching${about}`;
  return reached === undefined ? `not begun${about}` : `left at generation ${reached}${about}`;
}

const wordsOf = (run: Run): string => stateOf(run, false) + run.read.file.name;
