import { scoreChart, radiusChart } from 'decodesaxs-widgets/core';
import { button, element } from 'decodesaxs-widgets/live';
import { ChartFigure } from './chartFigure';
import type { GenerationNews } from './messages';

/** What the visitor asks of a running search. */
export type SearchWish = 'pause' | 'resume' | 'stop' | 'goOn';

/** Progress of the search: generation, chi² and radius growing, and the buttons that hold or end it. */
export class SearchPanel {
  readonly block = element('div', { class: 'search' });
  /** chi² and radius by generation */
  readonly charts = element('div', { class: 'charts two' });
  private readonly bar = element('progress', { max: 1, value: 0, 'aria-label': 'Progress of the search' });
  private readonly line = element('p', { class: 'line', role: 'status' });
  private readonly hold: HTMLButtonElement;
  private readonly end: HTMLButtonElement;
  private readonly further: HTMLButtonElement;
  private readonly chi = new ChartFigure(150);
  private readonly radius = new ChartFigure(150);
  private records: GenerationNews[] = [];
  private held = false;

  constructor(wish: (wish: SearchWish) => void) {
    this.hold = button('Pause', 'Pause the search', () => {
      this.held = !this.held;
      this.nameHold();
      wish(this.held ? 'pause' : 'resume');
    });
    this.end = button('Stop', 'Stop the search and average what was found', () => {
      wish('stop');
      this.end.disabled = true;
    });
    this.further = button('Search on', 'Search on from the last generation', () => wish('goOn'));
    this.block.append(
      element('div', { class: 'row' }, this.bar, this.hold, this.end, this.further),
      this.line,
    );
    this.charts.append(this.chi.block, this.radius.block);
    this.rest('');
  }

  /** A search begins; `afresh` forgets the one before. */
  begin(afresh: boolean, words: string): void {
    if (afresh) {
      this.records = [];
      void this.chi.show(undefined);
      void this.radius.show(undefined);
    }
    this.held = false;
    this.nameHold();
    [this.hold.hidden, this.end.hidden, this.end.disabled, this.further.hidden, this.bar.hidden] = [
      false,
      false,
      false,
      true,
      false,
    ];
    this.bar.removeAttribute('value');
    this.line.textContent = words;
  }

  /** Takes up the records of a search of an earlier visit. */
  restore(records: readonly GenerationNews[], last: number): void {
    this.records = records.slice(0, -1);
    const latest = records.at(-1);
    if (latest) this.progress(latest, last);
  }

  progress(record: GenerationNews, last: number): void {
    this.records.push(record);
    this.bar.value = Math.min(1, record.generation / last);
    this.line.textContent = `Generation ${record.generation} of ${last}: chi² ${record.bestScore[0].toFixed(2)}, radius ${record.bestRmax[0].toFixed(1)} Å`;
    void this.chi.show((size) =>
      scoreChart(this.records, {
        ...size,
        generations: last,
        subtitle: 'line: best shape; 1: within the errors',
      }),
    );
    void this.radius.show((size) =>
      radiusChart(this.records, { ...size, generations: last, subtitle: 'Å; line: median of the best' }),
    );
  }

  say(words: string): void {
    this.line.textContent = words;
  }

  /** The worker holds. */
  pausedNow(): void {
    const reached = this.records.at(-1);
    this.line.textContent = reached
      ? `Paused after generation ${reached.generation}: chi² ${reached.bestScore[0].toFixed(2)}, radius ${reached.bestRmax[0].toFixed(1)} Å`
      : 'Paused';
  }

  /** The search is over, or did not begin. */
  rest(words: string, more = false): void {
    [this.hold.hidden, this.end.hidden, this.further.hidden, this.bar.hidden] = [true, true, !more, true];
    this.line.textContent = words;
  }

  private nameHold(): void {
    this.hold.textContent = this.held ? 'Resume' : 'Pause';
    this.hold.setAttribute('aria-label', this.held ? 'Resume the search' : 'Pause the search');
    this.hold.title = this.hold.getAttribute('aria-label') as string;
  }
}
