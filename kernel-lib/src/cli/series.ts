import { Option, type Command } from 'commander';
import type { QUnit } from '../curve/measuredCurve';
import { InputError } from '../inputError';

interface Options {
  readonly unit?: QUnit;
  readonly scale?: boolean;
  readonly average?: string;
  readonly png?: string;
  readonly json?: boolean;
}

/** `decodesaxs series CURVE…`: compares frames or a series of concentrations. */
export function registerSeries(program: Command): void {
  program
    .command('series')
    .description(
      'compare curves of one sample: Rg and I(0) of each, CorMap of each pair, the mean of those that agree',
    )
    .argument('<curves...>', 'two or more curve files')
    .addOption(new Option('--unit <unit>', 'unit of q in the files, if known').choices(['1/A', '1/nm']))
    .option('--scale', 'scale each curve onto the first before the comparison, as for concentrations')
    .option('--average <file>', 'file to write: the mean of the curves that agree')
    .option('--png <file>', 'file to write: all curves in one picture')
    .option('--json', 'print one JSON object')
    .action(run);
}

async function run(files: readonly string[], options: Options): Promise<void> {
  if (files.length < 2) throw new InputError(`series was given ${files.length} curve: expected two or more.`);
  const { readCurve } = await import('../node/readCurve');
  const { averageCurves, curveSeries } = await import('../curve/curveSeries');
  const { checkWritable, writeAtomic } = await import('../node/files');
  checkWritable(options.average, options.png);
  const { averageTable, seriesJson, seriesPicture, seriesText } = await import('./seriesReport');
  const curves = files.map((file) => readCurve(file, { unit: options.unit }));
  const series = curveSeries(curves, { scale: options.scale });
  if (options.average !== undefined) {
    const alike = series.alike.map((k) => curves[k]);
    writeAtomic(
      options.average,
      averageTable(
        averageCurves(alike, { scale: options.scale }),
        alike.map(({ name }) => name),
      ),
    );
  }
  if (options.png !== undefined) writeAtomic(options.png, await seriesPicture(curves));
  process.stdout.write(
    options.json
      ? `${JSON.stringify(seriesJson(curves, series), null, 2)}\n`
      : seriesText(curves, series, options.average),
  );
}
