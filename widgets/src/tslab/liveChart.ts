import { randomUUID } from 'node:crypto';
import type { Chart } from '../charts/chart';
import { InputError } from '../inputError';
import { type Bundle, bundle, chartBundle } from './bundle';
import { writeDisplayData } from './kernel';

/** An output of a cell that is redrawn in place. */
export interface LiveChart {
  /** replaces the chart; fast enough for every generation of a search */
  update(chart: Chart): void;
  /** replaces the last chart by the same chart with a picture, for the saved notebook */
  finish(): Promise<void>;
}

/**
 * A chart that grows in place while a search runs:
 *
 *     const live = liveChart();
 *     for await (const { history } of search) live.update(stackCharts(scoreChart(history), radiusChart(history)));
 *     await live.finish();
 *
 * @throws Error at the first update outside of a tslab kernel
 */
export function liveChart(): LiveChart {
  const id = randomUUID();
  let last: Chart | undefined;
  let shown = false;
  const write = (forms: Bundle): void => {
    writeDisplayData({ ...forms, transient: { display_id: id } }, shown);
    shown = true;
  };
  return {
    update(chart) {
      last = chart;
      write(chartBundle(chart));
    },
    async finish() {
      if (!last) throw new InputError('the live chart was never drawn: call update before finish');
      write(await bundle(last));
    },
  };
}
