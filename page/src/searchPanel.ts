import type { AnswerPart } from 'decodesaxs/core';
import { radiusChart, scoreChart } from 'decodesaxs-widgets/core';
import { button, element } from 'decodesaxs-widgets/live';
import { ChartFigure } from './chartFigure';
import { counted } from './numbers';
import { Pace } from './pace';
import { fixedWords, type Run, type Settled } from './visit';

const PART_WORDS: Readonly<Record<AnswerPart, string>> = {
  averaging: 'The best shapes are superposed and averaged',
  refining: 'Their mean is refined until it fits',
  certainty: 'How sure the shape is, is estimated',
};

/** Requests of the visitor to a search. */
export type SearchWish = 'pause' | 'resume' | 'stop' | 'goOn';

/** Progress of the search, the buttons that pause or end it, and its charts. */
export class SearchPanel {
  readonly block = element('div', { class: 'search' });
  /** score and radius by generation */
  readonly charts = element('div', { class: 'charts two' });
  private readonly bar = element('progress', { max: 1, value: 0, 'aria-label': 'Progress of the search' });
  private readonly line = element('p', { class: 'line', role: 'status', tabindex: -1 });
  private readonly hold: HTMLButtonElement;
  private readonly end: HTMLButtonElement;
  private readonly further: HTMLButtonElement;
  private readonly score = new ChartFigure(150);
  private readonly radius = new ChartFigure(150);
  private part: AnswerPart = 'averaging';
  private readonly pace = new Pace((share, left) => {
    this.bar.value = share;
    if (left) this.line.textContent = `${PART_WORDS[this.part]} … ${left}`;
  });
  private held = false;

  constructor(wish: (wish: SearchWish) => void) {
    this.hold = button('Pause', 'Pause the search', () => {
      this.held = !this.held;
      this.nameHold();
      if (!this.held) this.pace.pause();
      if (this.held) this.line.textContent = 'Pausing after this generation …';
      wish(this.held ? 'pause' : 'resume');
    });
    this.end = button('Stop', 'Stop the search and average what was found', () => {
      wish('stop');
      this.end.disabled = true;
      this.hold.hidden = true;
      this.line.textContent = 'Stopping after this generation; what was found is averaged …';
    });
    this.further = button('Continue search', 'Continue search from the last generation', () => wish('goOn'));
    this.block.append(
      element('div', { class: 'row' }, this.bar, this.hold, this.end, this.further),
      this.line,
    );
    this.charts.append(this.score.block, this.radius.block);
  }

  /** Shows the state of a run. */
  show(now: Exclude<Settled, { stage: 'idle' }>, waiting: string): void {
    const { run } = now;
    this.pace.stop(now.stage === 'finished');
    this.held = now.stage === 'searching' && now.phase === 'paused';
    this.nameHold();
    const searching = now.stage === 'searching';
    [this.hold.hidden, this.end.hidden, this.end.disabled] = [!searching, !searching, false];
    this.further.hidden = now.stage !== 'finished';
    this.bar.hidden = !searching;
    if (searching) {
      this.bar.removeAttribute('value');
      this.pace.begin(run);
      this.line.textContent = run.records.length > 0 ? 'The search continues …' : `${waiting}${fixedOf(run)}`;
    } else if (now.stage === 'finished') this.line.textContent = finishedWords(run);
    else this.line.textContent = 'There is no shape for this curve.';
    this.draw(run);
  }

  /** A generation has come. */
  generation(run: Run): void {
    this.pace.generation(run);
    const latest = run.records.at(-1);
    if (!latest) return;
    this.held = false;
    if (!this.hold.hidden) this.nameHold();
    if (!this.end.disabled)
      this.line.textContent = `Generation ${latest.generation} of ${run.last}: score ${latest.bestScore[0].toFixed(2)}${this.pace.left()}${fixedOf(run)}`;
    this.draw(run);
  }

  /** The network's shape is there. */
  proposed(run: Run): void {
    this.pace.pause();
    this.line.textContent = `This is what the network proposes at once; the search begins …${fixedOf(run)}`;
  }

  /** The search has ended, and a part of what follows begins. */
  averaging(part: AnswerPart): void {
    const pressed = [this.hold, this.end].some((each) => each === document.activeElement);
    [this.hold.hidden, this.end.hidden] = [true, true];
    if (pressed) this.line.focus({ preventScroll: true });
    this.part = part;
    this.pace.begins(part);
  }

  /** The worker holds. */
  paused(run: Run): void {
    this.pace.pause();
    this.held = true;
    this.nameHold();
    const reached = run.records.at(-1);
    this.line.textContent = reached
      ? `Paused after generation ${reached.generation} of ${run.last}: score ${reached.bestScore[0].toFixed(2)}`
      : 'Paused before the first generation';
  }

  private draw(run: Run): void {
    const { records } = run;
    const last = Math.max(1, run.last);
    const some = records.length > 0;
    void this.score.show(
      some
        ? (size) =>
            scoreChart(records, {
              ...size,
              generations: last,
              subtitle: 'what the search minimises; line: best shape',
            })
        : undefined,
    );
    void this.radius.show(
      some
        ? (size) =>
            radiusChart(records, { ...size, generations: last, subtitle: 'Å; line: median of the best' })
        : undefined,
    );
  }

  private nameHold(): void {
    this.hold.textContent = this.held ? 'Resume' : 'Pause';
    this.hold.setAttribute('aria-label', this.held ? 'Resume the search' : 'Pause the search');
    this.hold.title = this.hold.getAttribute('aria-label') as string;
  }
}

function fixedOf({ settings }: Run): string {
  const fixed = fixedWords(settings);
  return fixed ? ` (fixed in the settings: ${fixed})` : '';
}

function finishedWords({ result, settings: asked }: Run): string {
  if (!result) return '';
  const { settings, seconds, stopped } = result;
  const fixed = fixedWords(asked);
  const done = `Finished${stopped ? ' early' : ''}: ${counted(settings.generations ?? 0, 'generation')}, ${seconds.toFixed(0)} s of computing`;
  return `${done}${fixed ? `; fixed in the settings: ${fixed}` : ''}.`;
}
