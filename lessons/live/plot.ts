import { theme } from 'decodesaxs-widgets/live';

/** One panel of a plot: its position on the canvas, and the ranges of its axes. */
export interface Panel {
  readonly top: number;
  readonly height: number;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly yTitle: string;
  readonly xTitle?: string;
  /** logarithmic y axis; values are not logarithms */
  readonly log?: boolean;
}

const LEFT = 50;
const RIGHT = 8;
export const MEASURED = '#0e7fc0';
export const FIT = '#d55e00';
export const THIRD = '#0a9a72';

/** A canvas for curves in the resolution of the screen, always redrawn completely. */
export class Plot {
  readonly canvas = document.createElement('canvas');
  private readonly pen = this.canvas.getContext('2d') as CanvasRenderingContext2D;
  private width = 0;

  constructor(
    private readonly height: number,
    words: string,
  ) {
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', words);
  }

  /** Begins a new picture. */
  clear(): void {
    const ratio = devicePixelRatio || 1;
    this.width = this.canvas.clientWidth || 460;
    const [wide, high] = [Math.round(this.width * ratio), Math.round(this.height * ratio)];
    if (this.canvas.width !== wide || this.canvas.height !== high) {
      this.canvas.width = wide;
      this.canvas.height = high;
      this.canvas.style.height = `${this.height}px`;
    }
    this.pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.pen.clearRect(0, 0, this.width, this.height);
    this.pen.font = "11px system-ui, 'DejaVu Sans', sans-serif";
  }

  /** Frame, grid and labels of a panel. */
  axes(panel: Panel): void {
    const { pen } = this;
    const ink = theme.current === 'dark' ? '#a3abb3' : '#59636e';
    pen.fillStyle = ink;
    pen.lineWidth = 1;
    const line = (x1: number, y1: number, x2: number, y2: number, strong: boolean): void => {
      pen.strokeStyle = strong ? ink : theme.current === 'dark' ? '#33393f' : '#e3e8ec';
      pen.beginPath();
      pen.moveTo(x1, y1);
      pen.lineTo(x2, y2);
      pen.stroke();
    };
    pen.textAlign = 'right';
    pen.textBaseline = 'middle';
    for (const tick of panel.log
      ? powers(panel.y)
      : ticks(panel.y, panel.height / 16 > 9 ? 6 : panel.height / 16)) {
      const y = this.y(panel, tick);
      line(LEFT, y, this.width - RIGHT, y, false);
      pen.fillText(panel.log ? powerWord(tick) : word(tick), LEFT - 5, y);
    }
    pen.textAlign = 'center';
    pen.textBaseline = 'top';
    for (const tick of ticks(panel.x, 6)) {
      const x = this.x(panel, tick);
      line(x, panel.top, x, panel.top + panel.height, false);
      if (panel.xTitle) pen.fillText(word(tick), x, panel.top + panel.height + 4);
    }
    line(LEFT, panel.top, LEFT, panel.top + panel.height, true);
    line(LEFT, panel.top + panel.height, this.width - RIGHT, panel.top + panel.height, true);
    if (panel.xTitle)
      pen.fillText(panel.xTitle, (LEFT + this.width - RIGHT) / 2, panel.top + panel.height + 19);
    pen.save();
    pen.translate(11, panel.top + panel.height / 2);
    pen.rotate(-Math.PI / 2);
    pen.textBaseline = 'middle';
    pen.fillText(panel.yTitle, 0, 0);
    pen.restore();
  }

  /** A band between two values of y. */
  band(panel: Panel, low: number, high: number, colour: string): void {
    const [from, to] = [this.y(panel, high), this.y(panel, low)];
    this.pen.globalAlpha = 0.16;
    this.pen.fillStyle = colour;
    this.pen.fillRect(LEFT, from, this.width - LEFT - RIGHT, to - from);
    this.pen.globalAlpha = 1;
  }

  /** Points, with bars of ±error where errors are given. */
  points(
    panel: Panel,
    x: ArrayLike<number>,
    y: ArrayLike<number>,
    colour: string,
    error?: ArrayLike<number>,
  ): void {
    const { pen } = this;
    this.clip(panel, () => {
      pen.fillStyle = pen.strokeStyle = colour;
      pen.lineWidth = 1;
      for (let i = 0; i < x.length; i++) {
        const [px, py] = [this.x(panel, x[i]), this.y(panel, y[i])];
        if (error) {
          pen.globalAlpha = 0.45;
          pen.beginPath();
          pen.moveTo(px, this.y(panel, y[i] - error[i]));
          pen.lineTo(px, this.y(panel, y[i] + error[i]));
          pen.stroke();
          pen.globalAlpha = 1;
        }
        pen.beginPath();
        pen.arc(px, py, 2.1, 0, 2 * Math.PI);
        pen.fill();
      }
    });
  }

  /** A line through points, filled down to 0 if requested. */
  line(panel: Panel, x: ArrayLike<number>, y: ArrayLike<number>, colour: string, filled = false): void {
    const { pen } = this;
    this.clip(panel, () => {
      pen.beginPath();
      for (let i = 0; i < x.length; i++) pen.lineTo(this.x(panel, x[i]), this.y(panel, y[i]));
      pen.strokeStyle = colour;
      pen.lineWidth = 2;
      pen.stroke();
      if (!filled) return;
      pen.lineTo(this.x(panel, x[x.length - 1]), this.y(panel, 0));
      pen.lineTo(this.x(panel, x[0]), this.y(panel, 0));
      pen.globalAlpha = 0.15;
      pen.fillStyle = colour;
      pen.fill();
      pen.globalAlpha = 1;
    });
  }

  private clip(panel: Panel, draw: () => void): void {
    this.pen.save();
    this.pen.beginPath();
    this.pen.rect(LEFT, panel.top - 3, this.width - LEFT - RIGHT, panel.height + 6);
    this.pen.clip();
    draw();
    this.pen.restore();
  }

  private x({ x: [low, high] }: Panel, value: number): number {
    return LEFT + ((value - low) / (high - low)) * (this.width - LEFT - RIGHT);
  }

  private y({ y: [low, high], top, height, log }: Panel, value: number): number {
    const share = log
      ? Math.log(Math.max(value, 1e-3 * low) / low) / Math.log(high / low)
      : (value - low) / (high - low);
    return top + height * (1 - share);
  }
}

/** Round values in a range, about the given number. */
function ticks([low, high]: readonly [number, number], wanted: number): number[] {
  const rough = (high - low) / Math.max(2, wanted);
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = decade * ([1, 2, 5, 10].find((each) => each * decade >= rough) as number);
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

function powers([low, high]: readonly [number, number]): number[] {
  const [first, last] = [Math.ceil(Math.log10(low)), Math.floor(Math.log10(high))];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => 10 ** (first + i));
}

const word = (value: number): string => String(Number(value.toPrecision(6))).replace('-', '−');

function powerWord(value: number): string {
  const digits = [...String(Math.round(Math.log10(value)))];
  return `10${digits.map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'['0123456789-'.indexOf(digit)]).join('')}`;
}
