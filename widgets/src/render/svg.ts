import type { View } from 'vega';
import type { Chart } from '../charts/chart';
import { themeConfig } from '../charts/theme';
import { textWidth } from './textWidth';

/** Options of `toSvg`. */
export interface SvgOptions {
  /** colour of axes and titles; default a grey that can be read on white and on black */
  readonly ink?: string;
}

/**
 * A chart as the text of an SVG picture, drawn without a browser, or in one whose page forbids the
 * evaluation of code: expressions are interpreted.
 * @throws Error of vega-lite when the specification is not a valid one
 */
export async function toSvg(chart: Chart, options: SvgOptions = {}): Promise<string> {
  const [vega, vegaLite, interpreter] = await Promise.all([
    import('vega'),
    import('vega-lite'),
    import('vega-interpreter'),
  ]);
  const view = viewOf(chart, { vega, vegaLite, interpreter }, options);
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** The modules that draw. */
export interface Drawers {
  readonly vega: typeof import('vega');
  readonly vegaLite: typeof import('vega-lite');
  readonly interpreter: typeof import('vega-interpreter');
}

/** A chart as a view of Vega before it is drawn. */
export function viewOf(chart: Chart, { vega, vegaLite, interpreter }: Drawers, options: SvgOptions): View {
  measureText(vega);
  const spec = structuredClone(options.ink ? { ...chart, config: themeConfig(options.ink) } : chart); // vega marks the rows it draws
  const compiled = vegaLite.compile(spec as unknown as Parameters<typeof vegaLite.compile>[0]);
  return new vega.View(vega.parse(compiled.spec, undefined, { ast: true }), {
    expr: interpreter.expressionInterpreter,
    renderer: 'none',
    logLevel: vega.Warn,
  });
}

/** Without a canvas Vega assumes a width of 0.8 em per letter, which moves adjacent charts apart. */
function measureText(vega: object): void {
  const { textMetrics } = vega as { textMetrics?: { width: unknown; measureWidth: unknown } };
  if (textMetrics && textMetrics.width !== textMetrics.measureWidth) textMetrics.width = textWidth;
}
