import {
  BALL_INDEX,
  BALL_POINTS,
  chiSquare,
  fittedProfile,
  GRID_POINTS,
  invariants,
  largestRegion,
  layerFactor,
  profile,
  zernikeMoments,
  type Curve,
  type FitOptions,
} from 'decodesaxs/core';
import { button, element, type PageData, slider, theme } from 'decodesaxs-widgets/live';
import { columnsOf, type ShapeHeader } from './header';
import { FIT, MEASURED, Plot, THIRD } from './plot';
import { redrawing } from './redraw';
import { Surface, turned, type Turn } from './surface';

/** Least range of a slider in standard deviations, and residuals beyond which points are drawn at the edge. */
const RANGE = 3;
const EDGE = 10;
/** Limit of the log odds in the field of the surface. */
const FIELD = 3;
/** Pixels of the picture during a movement, and after a rest of so many milliseconds. */
const QUICK = 130;
const FINE = 420;
const REST = 160;

/** Values of the sliders. */
interface State {
  readonly latents: Float32Array;
  rmax: number;
  layer: number;
  turn: Turn;
}

/** A shape, its profile, the residuals and chi-square, all following the sliders. */
export function shapePage(data: PageData, header: ShapeHeader): Node[] {
  const { count, found, layerBounds } = header;
  const state: State = {
    latents: new Float32Array(count),
    rmax: header.rmax,
    layer: header.layer,
    turn: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  };
  const model = new ShapeModel(data, header);
  const surface = new Surface(1.45 * header.rmax, 'The shape. Drag or use the arrow keys to turn it.');
  const plot = new Plot(330, 'Measured intensities with the profile of the shape, and the residuals.');
  const facts = element('p', { class: 'facts', role: 'status' });
  let rest: number | undefined;
  const fine = (): void => surface.draw(model.field, state.rmax, state.turn, FINE);
  const draw = (): void => {
    facts.replaceChildren(...model.follow(state, plot));
    surface.draw(model.field, state.rmax, state.turn, QUICK);
    clearTimeout(rest);
    rest = setTimeout(fine, REST);
  };
  const redraw = redrawing(draw);
  turnable(surface.canvas, state, redraw);
  theme.listeners.push(redraw);
  new ResizeObserver(redraw).observe(plot.canvas);

  const range = Math.ceil(Math.max(RANGE, ...found.map(Math.abs)));
  const latents = found.map((_, k) =>
    slider(`latent ${k + 1}`, { min: -range, max: range, step: 0.01, value: 0 }, signed, (value) => {
      state.latents[k] = value;
      redraw();
    }),
  );
  const radius = slider(
    'radius (Å)',
    { min: round(0.7 * header.rmax), max: round(1.3 * header.rmax), step: 0.1, value: round(header.rmax) },
    (value) => value.toFixed(1),
    (value) => {
      state.rmax = value;
      redraw();
    },
  );
  const layer =
    layerBounds &&
    slider(
      'layer',
      { min: layerBounds[0], max: layerBounds[1], step: 0.01, value: header.layer },
      (value) => value.toFixed(2),
      (value) => {
        state.layer = value;
        redraw();
      },
    );
  const setAll = (values: ArrayLike<number>, rmax: number, contrast: number): void => {
    latents.forEach((each, k) => each.set((state.latents[k] = values[k])));
    radius.set((state.rmax = rmax));
    layer?.set((state.layer = contrast));
    redraw();
  };
  redraw();
  return [
    element(
      'div',
      { class: 'panes' },
      element('div', { class: 'pane' }, surface.canvas),
      element('div', { class: 'pane' }, plot.canvas),
    ),
    facts,
    element(
      'div',
      { class: 'controls' },
      button('all 0', 'Set all latents to 0', () => setAll(new Float32Array(count), state.rmax, state.layer)),
      button('found by the search', 'Set what the search found', () =>
        setAll(found, header.rmax, header.layer),
      ),
    ),
    element(
      'div',
      { class: 'sliders' },
      ...[radius, ...(layer ? [layer] : []), ...latents].map(({ block }) => block),
    ),
    element(
      'p',
      { class: 'note' },
      `The first ${count} of 200 latents, in standard deviations over real proteins; the others stay as the search ` +
        `left them. Between all 0 and what was found the decoder is drawn by straight lines; the largest piece is taken; scale and background are fitted.`,
    ),
  ];
}

const round = (value: number): number => Math.round(10 * value) / 10;
const signed = (value: number): string => value.toFixed(2).replace('-', '−');

/** From latents to chi-square. */
class ShapeModel {
  /** log odds on the 31³ grid, cut at ±3, without pieces other than the largest */
  readonly field = new Float32Array(GRID_POINTS).fill(-FIELD);
  private readonly base: Float32Array;
  private readonly modes: Int8Array;
  private readonly bend: Float32Array;
  private readonly found: readonly number[];
  private readonly curve: Curve;
  private readonly terms?: { cross: Float64Array; own: Float64Array };
  private readonly grid = new Uint8Array(GRID_POINTS);
  private readonly odds = new Float32Array(BALL_POINTS);
  private readonly options: FitOptions;

  constructor(
    data: PageData,
    private readonly header: ShapeHeader,
  ) {
    this.base = new Float32Array(data.bytes(header.base).slice().buffer);
    this.bend = new Float32Array(data.bytes(header.bend).slice().buffer);
    this.found = header.found;
    this.modes = new Int8Array(data.bytes(header.modes).slice().buffer);
    const layered = header.layerBounds !== undefined;
    const [q, intensity, sigma, cross, own] = columnsOf(data.bytes(header.columns), layered ? 5 : 3);
    this.curve = { q, intensity, sigma };
    if (layered) this.terms = { cross, own };
    this.options = { background: header.background, formFactor: header.formFactor };
  }

  /** Computes everything and draws the curves. */
  follow(state: State, plot: Plot): Node[] {
    this.decode(state.latents);
    const { nmax } = this.header;
    const { q } = this.curve;
    const voxels = this.grid.reduce((sum, value) => sum + value, 0);
    if (voxels === 0) return [element('span', {}, 'These latents give no body.')];
    const F = invariants(zernikeMoments(this.grid, 1, nmax), 1, nmax);
    const body = profile(F, 1, nmax, q, state.rmax);
    const factor = this.terms && layerFactor(state.layer, this.terms);
    const ideal = factor ? body.map((value, i) => value * factor[i]) : body;
    const fit = chiSquare(this.curve, ideal, this.options);
    drawCurves(plot, this.curve, fittedProfile(fit, ideal, q));
    const volume = (voxels * (state.rmax / 13.5) ** 3) / 1000;
    const bold = element('b', {}, fit.chi2 < 100 ? fit.chi2.toFixed(2) : fit.chi2.toFixed(0));
    return [
      element('span', {}, `${this.header.quantity} `, bold),
      element('span', {}, `volume ${volume.toFixed(volume < 10 ? 1 : 0)} nm³`),
      element('span', {}, `${q.length} points, q up to ${q[q.length - 1].toFixed(2)} 1/Å`),
    ];
  }

  /** 0 where all latents are 0, 1 at those of the search, in proportion between. */
  private nearFound(latents: Float32Array): number {
    const length = this.found.reduce((sum, z) => sum + z * z, 0);
    const along = this.found.reduce((sum, z, k) => sum + z * latents[k], 0);
    return length > 0 ? Math.max(0, Math.min(1, along / length)) : 0;
  }

  private decode(latents: Float32Array): void {
    const { odds, grid, field, modes, header } = this;
    odds.set(this.base);
    latents.forEach((z, k) => {
      if (z === 0) return;
      const [at, step] = [k * BALL_POINTS, z * header.unit];
      for (let b = 0; b < BALL_POINTS; b++) odds[b] += step * modes[at + b];
    });
    const t = this.nearFound(latents);
    if (t > 0) for (let b = 0; b < BALL_POINTS; b++) odds[b] += t * this.bend[b];
    grid.fill(0);
    for (let b = 0; b < BALL_POINTS; b++) if (odds[b] > 0) grid[BALL_INDEX[b]] = 1;
    largestRegion(grid);
    for (let b = 0; b < BALL_POINTS; b++) {
      const p = BALL_INDEX[b];
      field[p] = odds[b] > 0 && grid[p] === 0 ? -FIELD : Math.max(-FIELD, Math.min(FIELD, odds[b]));
    }
  }
}

function drawCurves(plot: Plot, { q, intensity, sigma }: Curve, fitted: Float64Array): void {
  const x = [0, 1.03 * q[q.length - 1]] as const;
  const positive = intensity.filter((value) => value > 0);
  const [low, high] = [Math.min(...positive), Math.max(...positive)];
  const top = { top: 8, height: 196, x, y: [low / 2, 2 * high], yTitle: 'I(q)', log: true } as const;
  const bottom = {
    top: 222,
    height: 66,
    x,
    y: [-1.1 * EDGE, 1.1 * EDGE],
    yTitle: 'residual / σ',
    xTitle: 'q  (1/Å)',
  } as const;
  const residuals = q.map((_, i) => Math.max(-EDGE, Math.min(EDGE, (intensity[i] - fitted[i]) / sigma[i])));
  plot.clear();
  plot.axes(top);
  plot.points(top, q, intensity, MEASURED, sigma);
  plot.line(top, q, fitted, FIT);
  plot.band(bottom, -2, 2, THIRD);
  plot.axes(bottom);
  plot.points(bottom, q, residuals, MEASURED);
}

/** Turns the shape by dragging and by the arrow keys. */
function turnable(canvas: HTMLCanvasElement, state: State, redraw: () => void): void {
  const turn = (x: number, y: number): void => {
    state.turn = turned(state.turn, x, y);
    redraw();
  };
  canvas.addEventListener('pointerdown', (event) => canvas.setPointerCapture(event.pointerId));
  canvas.addEventListener('pointermove', (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) turn(event.movementY / 110, event.movementX / 110);
  });
  canvas.addEventListener('keydown', (event) => {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    turn(0.15 * step[0], 0.15 * step[1]);
  });
}
