import { calibrationChart, toPng, toSvg } from 'decodesaxs-widgets';
import type { CalibrationReport } from '../evaluate/calibrateExpectation';

/** The chart of a calibration in the format of its file name; of the cross-validated formulas, if any. */
export async function calibrationPicture(
  file: string,
  report: CalibrationReport,
): Promise<string | Uint8Array> {
  const { expected, calibration, deviation } = report.fitted ?? report.shipped;
  const chart = calibrationChart(
    { expected, found: report.entries.map(({ cc }) => cc), label: report.entries.map(({ id }) => id) },
    calibration.bins,
    { deviation, title: `Expected and true CC: rank correlation ${calibration.rankCorrelation.toFixed(2)}` },
  );
  if (/\.json$/i.test(file)) return `${JSON.stringify(chart)}\n`;
  return /\.png$/i.test(file) ? toPng(chart) : toSvg(chart);
}
