import { themeConfig } from './theme';
import { showsItself } from '../showsItself';
import { unstacked } from './unstacked';

/**
 * A chart: a complete Vega-Lite v5 specification with its data inside, as plain JSON. JupyterLab
 * draws it directly, `toSvg` and `toPng` draw it without a browser.
 */
export interface Chart {
  readonly $schema: string;
  /** description of the chart: its text alternative */
  readonly description: string;
  readonly [field: string]: unknown;
}

/** Options of every chart function. */
export interface ChartOptions {
  /** heading; each chart has its own default */
  readonly title?: string;
  /** second line under the heading; after a line break a third */
  readonly subtitle?: string;
  /** width of the plotted area in pixels, default 520 */
  readonly width?: number;
  /** height of the plotted area in pixels, default 300 */
  readonly height?: number;
}

const schema = 'https://vega.github.io/schema/vega-lite/v5.json';

/** A chart from a specification without its common parts: schema, heading, size and theme. */
export function chart(description: string, title: string, body: object, options: ChartOptions = {}): Chart {
  return showsItself({
    $schema: schema,
    description,
    title: heading(options.title ?? title, options.subtitle),
    width: options.width ?? 520,
    height: options.height ?? 300,
    ...unstacked(body),
    config: themeConfig(),
  });
}

/** A heading with the line or lines under it. */
export function heading(text: string, subtitle?: string): object {
  return subtitle ? { text, subtitle: subtitle.includes('\n') ? subtitle.split('\n') : subtitle } : { text };
}

/**
 * Charts one above the other, as one chart; with the heading and description of the first one.
 * @param charts one or more charts of the same width
 */
export function stackCharts(...charts: readonly Chart[]): Chart {
  const [first] = charts;
  const panels = charts.map(({ $schema: _schema, config: _config, title, ...panel }, index) =>
    index === 0 ? { title, ...panel } : panel,
  );
  return showsItself({
    $schema: schema,
    description: charts.map((panel) => panel.description).join(' '),
    title: { text: '' },
    vconcat: panels,
    resolve: { scale: { color: 'independent' } },
    config: first.config,
  });
}
