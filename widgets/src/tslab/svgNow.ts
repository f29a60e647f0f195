import type { View } from 'vega';
import type { Chart } from '../charts/chart';
import { type SvgOptions, viewOf } from '../render/svg';

/** The steps of `View.toSVG` of Vega 5.33 that do not wait for pictures to load. */
interface Drawing {
  readonly _viewWidth: number;
  readonly _viewHeight: number;
  readonly _origin: readonly [number, number];
}
interface Renderer {
  initialize(
    element: null,
    width: number,
    height: number,
    origin: readonly number[],
    scale: number,
  ): Renderer;
  background(colour: unknown): Renderer;
  render(scene: unknown): { svg(): string };
}

/**
 * A chart as the text of an SVG picture, synchronously, for the end of a cell, which cannot wait. Undefined
 * for a chart with pictures, which have to be loaded.
 */
export function svgNow(chart: Chart, options: SvgOptions = {}): string | undefined {
  if (JSON.stringify(chart).includes('"type":"image"')) return undefined;
  const vega = require('vega') as typeof import('vega');
  const view = viewOf(
    chart,
    { vega, vegaLite: require('vega-lite'), interpreter: require('vega-interpreter') },
    options,
  );
  try {
    view.run();
    return rendered(vega, view);
  } finally {
    view.finalize();
  }
}

function rendered(vega: object, view: View): string {
  const { renderModule } = vega as {
    renderModule(kind: 'svg'): { headless: new (loader: unknown) => Renderer };
  };
  const { headless } = renderModule('svg');
  const { _viewWidth: width, _viewHeight: height, _origin: origin } = view as unknown as Drawing;
  const padding = view.padding() as { left: number; right: number; top: number; bottom: number };
  return new headless(view.loader())
    .initialize(
      null,
      width + padding.left + padding.right,
      height + padding.top + padding.bottom,
      [origin[0] + padding.left, origin[1] + padding.top],
      1,
    )
    .background(view.background())
    .render((view.scenegraph() as unknown as { root: unknown }).root)
    .svg();
}
