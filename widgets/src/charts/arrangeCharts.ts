import { InputError } from '../inputError';
import { showsItself } from '../showsItself';
import { heading, type Chart } from './chart';

/** Options of `arrangeCharts`. */
export interface ArrangeOptions {
  readonly title?: string;
  readonly subtitle?: string;
}

/**
 * Charts beside each other (`row`) or under each other (`column`) as one chart; each keeps its heading,
 * its axes and its legend.
 * @throws InputError when there is no chart
 */
export function arrangeCharts(
  direction: 'row' | 'column',
  charts: readonly Chart[],
  options: ArrangeOptions = {},
): Chart {
  if (charts.length === 0) throw new InputError('there is no chart to arrange; give at least one');
  const { title, subtitle } = options;
  const panels = charts.map(
    ({ $schema: _schema, config: _config, description: _description, ...panel }) => panel,
  );
  return showsItself({
    $schema: charts[0].$schema,
    description: sentences([title, ...charts.map((chart) => chart.description)]),
    ...(title ? { title: heading(title, subtitle) } : {}),
    [direction === 'row' ? 'hconcat' : 'vconcat']: panels,
    spacing: 28,
    resolve: { scale: { color: 'independent', opacity: 'independent' } },
    config: charts[0].config,
  });
}

/** Texts one after the other, each with a full stop. */
function sentences(texts: readonly (string | undefined)[]): string {
  return texts.flatMap((text) => (text ? [/[.!?]$/.test(text) ? text : `${text}.`] : [])).join(' ');
}
