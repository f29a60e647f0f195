import type { Command } from 'commander';
import type { CalibrationBin } from '../evaluate/calibration';
import type { CalibrationReport } from '../evaluate/calibrateExpectation';
import { InputError } from '../inputError';

interface Options {
  readonly fit?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** `decodesaxs calibration RESULTS` */
export function registerCalibration(program: Command): void {
  program
    .command('calibration')
    .description('compare the expected correlations of an evaluation with the true ones')
    .argument('<results>', 'Arrow file written by "decodesaxs evaluate --out"')
    .option('--out <file>', 'file for the chart, .svg, .png or .json (Vega-Lite)')
    .option(
      '--fit <file>',
      'fit the formula of the expected correlation again and write it to this file, in the form of expectedCorrelation.json',
    )
    .option('--json', 'print the numbers as JSON')
    .action(run);
}

async function run(file: string, { fit, out, json }: Options): Promise<void> {
  if (out !== undefined && !/\.(svg|png|json)$/i.test(out))
    throw new InputError(`--out is ${out}: a name that ends with .svg, .png or .json is needed.`);
  const { readResults } = await import('../node/evaluation/resultTable');
  const { calibrateExpectation } = await import('../evaluate/calibrateExpectation');
  const { checkWritable, writeAtomic } = await import('../node/files');
  checkWritable(out, fit);
  const results = await readResults(file);
  const report = calibrateExpectation(results);
  if (out !== undefined) {
    const { calibrationPicture } = await import('./calibrationPicture');
    writeAtomic(out, await calibrationPicture(out, report));
  }
  if (fit !== undefined) {
    const { formula, rankCorrelation } = fittedOf(report);
    const { version, weights } = results[0];
    const source = {
      command: 'decodesaxs calibration RESULTS --fit FILE',
      entries: report.n,
      meanCC: report.meanCC,
      crossValidatedRankCorrelation: rankCorrelation,
      version,
      weights,
    };
    writeAtomic(fit, `${JSON.stringify({ ...formula, source }, null, 2)}\n`);
  }
  process.stdout.write(
    json ? `${JSON.stringify({ ...report, entries: undefined })}\n` : `${lines(report).join('\n')}\n`,
  );
}

function fittedOf({ fitted, n }: CalibrationReport): NonNullable<CalibrationReport['fitted']> {
  if (!fitted)
    throw new InputError(
      `There are ${n} entries with a model: at least 20 are needed for the fit of the expected correlation.`,
    );
  return fitted;
}

function lines({ n, meanCC, shipped, fitted }: CalibrationReport): string[] {
  const part = (
    title: string,
    { calibration, within, bias, error }: CalibrationReport['shipped'],
  ): string[] => [
    `${title}: rank correlation ${calibration.rankCorrelation.toFixed(2)}, mean error ${signed(bias)}, root mean square ${error.toFixed(3)}, ${(100 * within).toFixed(0)} % within the stated deviation (expected: 68 %)`,
    ...calibration.bins.map((bin, i) => binLine(i, bin)),
  ];
  return [
    `${n} entries, mean CC ${meanCC.toFixed(4)}`,
    ...part('expected by the formula of the library', shipped),
    ...(fitted
      ? [
          ...part('expected by formulas fitted to nine tenths of these entries, of the other tenth', fitted),
          `formula fitted to all of them: CC = ${fitted.formula.constant.toFixed(3)} ${fitted.formula.terms.map(({ measure, coefficient }) => `${coefficient < 0 ? '−' : '+'} ${Math.abs(coefficient).toFixed(3)} ${measure}`).join(' ')} ± ${fitted.formula.deviation.toFixed(3)}`,
        ]
      : []),
  ];
}

function binLine(i: number, { n, stated, cc, deviation }: CalibrationBin): string {
  return `  fifth ${i + 1}: ${String(n).padStart(3)} entries, expected ${stated.toFixed(3)}, found ${cc.toFixed(3)} ± ${deviation.toFixed(3)}`;
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
