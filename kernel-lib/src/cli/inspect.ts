import { Option, type Command } from 'commander';
import type { QUnit } from '../curve/measuredCurve';
import type { InspectChoices } from './inspectFiles';
import { integerOption, numberOption } from './numbers';

interface InspectOptions extends InspectChoices {
  readonly unit?: QUnit;
  readonly keepPoints?: boolean;
  readonly json?: boolean;
}

/** Adds `inspect CURVE`: the decisions of the reader about a curve, and every analysis of it. */
export function registerInspect(program: Command): void {
  program
    .command('inspect')
    .description('analyse a curve: unit, errors, size, weight, distances, warnings')
    .argument(
      '<curve>',
      'curve file (.dat, .txt, .csv, .int, .fit, .pdh, GNOM .out, canSAS .xml, .sascif), or sasbdb:CODE',
    )
    .addOption(new Option('--unit <unit>', 'unit of q in the file, if known').choices(['1/A', '1/nm']))
    .option('--dmax <Å>', 'longest distance for p(r)', numberOption('--dmax', 1, 1e5, ' Å'))
    .option('--first <point>', 'first point used, 1 for the first', integerOption('--first', 1, 1e6))
    .option('--q-max <q>', 'largest q for p(r) in 1/Å', numberOption('--q-max', 1e-3, 10, ' 1/Å'))
    .option('--sequence <file>', 'sequence of the protein (FASTA file, or letters), for the oligomer')
    .option('--concentration <c>', 'with its unit ("3.2 mg/mL"), for the mass by I(0) in 1/cm')
    .option(
      '--out <folder>',
      'folder for p(r), as pr.out (in the format of GNOM) and pr.csv, and for curve.png',
    )
    .option('--publication <folder>', 'folder for the tables of a publication (Markdown, CSV, sasCIF)')
    .option('--keep-points', 'keep outliers and points of the beam or of the shadow of its stop')
    .option('--json', 'print one JSON object')
    .action(async (source: string, options: InspectOptions) => {
      const { openCurve } = await import('../node/openCurve');
      const { analyseCurve } = await import('../curve/analyseCurve');
      const { inspectionJson, inspectionText } = await import('./inspection');
      const { fromPoint, withChosenDistances, writeInspection } = await import('./inspectFiles');
      const { knownMasses, massLines } = await import('./knownMasses');
      const opened = await openCurve(source, {
        unit: options.unit,
        keepPoints: options.keepPoints,
        models: false,
      });
      const curve = fromPoint(opened.curve, options.first);
      const analysis = withChosenDistances(curve, analyseCurve(curve), options);
      const masses = knownMasses(analysis, options);
      const files = await writeInspection(curve, analysis, masses, options);
      process.stdout.write(
        options.json
          ? `${JSON.stringify({ ...inspectionJson(curve, analysis), ...masses, files }, null, 2)}\n`
          : inspectionText(curve, analysis) +
              massLines(masses) +
              files.map((file) => `written    ${file}\n`).join(''),
      );
    });
}
