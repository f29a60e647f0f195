import {
  type Chart,
  type HistoryChartOptions,
  colours,
  historyChart,
  logAxis,
} from 'decodesaxs-widgets/core';
import type { GenerationNews } from './messages';

/** Share of the axis beyond the values. */
const MARGIN = 1.25;

/** What the search minimises, by generation: no chi² by the measured errors alone, so 1 means nothing here. */
export function scoreChart(records: readonly GenerationNews[], options: HistoryChartOptions): Chart {
  const history = records.map(({ generation, bestChi2 }) => ({ generation, values: bestChi2 }));
  const positive = history.flatMap(({ values }) => Array.from(values)).filter((value) => value > 0);
  const low = positive.reduce((a, b) => Math.min(a, b), Infinity);
  const high = positive.reduce((a, b) => Math.max(a, b), 0);
  return historyChart(
    history,
    {
      quantity: 'score',
      title: 'Score by generation',
      colour: colours.fit,
      line: 'least',
      y: { type: 'quantitative', ...logAxis('score', low / MARGIN, high * MARGIN) },
    },
    options,
  );
}
