import {
  arrangeCharts,
  scoreChart,
  correlationChart,
  fitChart,
  picturesChart,
  surfacePng,
  type Chart,
  type LabelledPicture,
} from 'decodesaxs-widgets';
import type { EntryResult } from '../../evaluate/entryResult';
import { InputError } from '../../inputError';
import type { FigureSources, WatchedRun } from './sources';

/** 2a: mean chi² and mean correlation with the model of the fittest genes by generation, by the paper's method. */
export async function generationsPanel(sources: FigureSources): Promise<Chart> {
  const { id, result, correlations, compared } = await sources.paperSearch();
  const generations = result.history.at(-1)?.generation;
  return arrangeCharts('column', [
    scoreChart(result.history, {
      title: `2a  Search for ${id} by the paper's method: mean chi² by generation`,
      quantity: 'chi²',
      line: 'mean',
      height: 220,
      generations,
    }),
    correlationChart(correlations, {
      title: 'Mean correlation with the model',
      line: 'mean',
      consensus: compared.cc.ownRadius,
      height: 220,
      generations,
    }),
  ]);
}

/** 2b: the curve with its fit and the residuals. */
export async function fitPanel(sources: FigureSources): Promise<Chart> {
  return fitOf(await sources.run(sources.options.entry), '2b  Fit of ');
}

function fitOf({ id, result: { fit, rmax } }: WatchedRun, title: string, width?: number): Chart {
  return fitChart(
    fit.curve,
    { q: fit.curve.q, intensity: fit.model },
    { title: `${title}${id}`, subtitle: `chi² = ${fit.chi2.toFixed(2)}, rmax = ${rmax.toFixed(1)} Å`, width },
  );
}

/** 2c: the model in the map, seen along z and along y. */
export async function superpositionPanel(sources: FigureSources): Promise<Chart> {
  const run = await sources.run(sources.options.entry);
  return picturesChart(twoSides(run, 400), {
    side: 300,
    title: `2c  Map and model of ${run.id}`,
    subtitle: wordsOf(run),
  });
}

function twoSides({ result, compared }: WatchedRun, pixels: number): LabelledPicture[] {
  return (['xy', 'xz'] as const).map((view) => ({
    ...surfacePng(result.map, { view, model: compared.points, pixels }),
    label: view === 'xy' ? 'along z' : 'along y, turned by 90°',
  }));
}

function wordsOf({ compared: { cc, mirror, rmaxModel }, result: { rmax } }: WatchedRun): string {
  return `CC ${cc.ownRadius.toFixed(3)}, at true scale ${cc.trueScale.toFixed(3)}; rmax ${rmax.toFixed(1)} Å, model ${rmaxModel.toFixed(1)} Å${mirror ? '; mirror image' : ''}`;
}

/**
 * 2f: of the measured curves at hand those with the highest and the lowest correlation, each with the radius searched
 * and with that of the model given.
 */
export async function examplesPanel(sources: FigureSources): Promise<Chart> {
  const here = new Set(sources.curves());
  const scored = (await sources.results('measured-free.csv'))
    .filter((r): r is EntryResult & { cc: number } => r.cc !== undefined && here.has(r.id))
    .sort((a, b) => b.cc - a.cc);
  if (scored.length < 2)
    throw new InputError(
      `${sources.options.curves} holds fewer than two entries of the table measured-free.csv with a correlation: evaluate more of them.`,
    );
  const rows: Chart[] = [];
  for (const [{ id }, words] of [
    [scored[0], 'works'],
    [scored[scored.length - 1], 'does not work'],
  ] as const) {
    const free = await sources.run(id);
    const given = await sources.run(id, free.compared.rmaxModel);
    rows.push(
      arrangeCharts(
        'row',
        [[free, 'radius searched'] as const, [given, 'radius given'] as const].map(([run, radius]) =>
          picturesChart(twoSides(run, 400), {
            side: 220,
            title: `${id} ${words}: ${radius}`,
            subtitle: `${wordsOf(run)}\nchi² ${run.result.fit.chi2.toFixed(2)}`,
          }),
        ),
      ),
    );
  }
  return arrangeCharts('column', rows, { title: '2f  Two examples, without and with the radius' });
}
