import { type Chart, toSvg } from 'decodesaxs-widgets/core';
import { element, theme } from 'decodesaxs-widgets/live';

/** Size of the plotted area in pixels. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** Width in pixels below which charts are lower, so that one is seen whole on a phone. */
const NARROW = 420;
const LOWER = 0.8;

/** Space of the axes and their titles beside the plotted area. */
const AXES = 78;

/** A chart that is drawn again, in the ink of the page, when its data, its width or the theme changes. */
export class ChartFigure {
  readonly block = element('figure', { class: 'chart' });
  private make: ((size: ChartSize) => Chart) | undefined;
  private drawn = 0;
  private turn = 0;

  constructor(private readonly height = 220) {
    theme.listeners.push(() => void this.draw());
    let timer = 0;
    new ResizeObserver(() => {
      if (Math.abs(this.block.clientWidth - this.drawn) < 8) return;
      clearTimeout(timer);
      timer = window.setTimeout(() => void this.draw(), 120);
    }).observe(this.block);
  }

  /** Shows a chart, or nothing where the data do not allow one. */
  show(make: ((size: ChartSize) => Chart) | undefined): Promise<void> {
    this.make = make;
    this.block.hidden = make === undefined;
    return this.draw();
  }

  /** The chart as an SVG picture without background, in dark ink; undefined without a chart. */
  async picture(): Promise<string | undefined> {
    return this.make && toSvg(this.make({ width: 520, height: 300 }), { ink: '#222222' });
  }

  private async draw(): Promise<void> {
    const { make } = this;
    const width = this.block.clientWidth;
    // a drawing that is under way belongs to a chart that may be gone
    const turn = ++this.turn;
    if (!make || width === 0) return;
    this.drawn = width;
    await breath();
    if (turn !== this.turn) return;
    const height = Math.round(this.height * (width < NARROW ? LOWER : 1));
    const chart = make({ width: Math.max(160, Math.min(560, width - AXES)), height });
    const svg = await toSvg(chart, { ink: theme.current === 'dark' ? '#c8ced4' : '#3f474f' });
    if (turn !== this.turn) return;
    const picture = document.importNode(
      new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement,
      true,
    );
    for (const part of picture.querySelectorAll('[role]'))
      ['role', 'aria-label', 'aria-roledescription', 'aria-hidden'].forEach((name) =>
        part.removeAttribute(name),
      );
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', chart.description);
    this.block.replaceChildren(picture);
  }
}

let drawing: Promise<void> = Promise.resolve();

/** Gives the page a turn between two charts, because each takes a moment to draw. */
function breath(): Promise<void> {
  drawing = drawing.then(() => new Promise((resolve) => setTimeout(resolve)));
  return drawing;
}
