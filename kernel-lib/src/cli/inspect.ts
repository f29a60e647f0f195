import { Option, type Command } from 'commander';
import type { QUnit } from '../curve/measuredCurve';

interface InspectOptions {
  readonly unit?: QUnit;
  readonly keepPoints?: boolean;
  readonly json?: boolean;
}

/** Adds `inspect CURVE`: what the reader decided about a curve, and every analysis of it. */
export function registerInspect(program: Command): void {
  program
    .command('inspect')
    .description('Say what a curve file holds: unit, errors, size, weight, distances, warnings')
    .argument(
      '<curve>',
      'curve file (.dat, .txt, .csv, .int, .fit, .pdh, GNOM .out, canSAS .xml, .sascif), or sasbdb:CODE',
    )
    .addOption(
      new Option('--unit <unit>', 'unit of q in the file, where it is known').choices(['1/A', '1/nm']),
    )
    .option('--keep-points', 'keep outliers and points of the beam or of its shadow')
    .option('--json', 'print one JSON object')
    .action(async (source: string, options: InspectOptions) => {
      const { openCurve } = await import('../node/openCurve');
      const { analyseCurve } = await import('../curve/analyseCurve');
      const { inspectionJson, inspectionText } = await import('./inspection');
      const { curve } = await openCurve(source, {
        unit: options.unit,
        keepPoints: options.keepPoints,
        models: false,
      });
      const analysis = analyseCurve(curve);
      process.stdout.write(
        options.json
          ? `${JSON.stringify(inspectionJson(curve, analysis), null, 2)}\n`
          : inspectionText(curve, analysis),
      );
    });
}
