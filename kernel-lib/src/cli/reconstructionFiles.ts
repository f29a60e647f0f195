import {
  scoreChart,
  fitChart,
  radiusChart,
  stackCharts,
  threeViewsPng,
  toPng,
  type Chart,
} from 'decodesaxs-widgets';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mapToBeads } from '../map/mapToBeads';
import { writeCcp4 } from '../map/writeCcp4';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { removeFile, writeAtomic } from '../node/files';
import type { Reconstruction } from '../reconstruct/reconstruct';
import { memberFile } from '../reconstruct/summary';
import { fitTable, historyTable } from '../reconstruct/tables';
import { writeBeads } from '../structure/writeBeads';

/** Additions to the files of a reconstruction. */
export interface FileOptions {
  /** name of the curve, for titles */
  readonly name: string;
  /** points of a known model in the frame of the map, drawn into the views */
  readonly model?: Float64Array;
  /** the curve as read, for the points that are left out */
  readonly measured: MeasuredCurve;
  readonly summary: Readonly<Record<string, unknown>>;
}

/**
 * Writes a reconstruction to a folder: map.ccp4, mean.ccp4, spread.ccp4, beads.pdb, the members, fit.dat, history.csv,
 * curve.png, search.png, views.png and last summary.json. Each file is whole or absent.
 *
 * @returns the names of the files
 */
export async function writeReconstruction(
  folder: string,
  result: Reconstruction,
  { name: curveName, model, measured, summary }: FileOptions,
): Promise<string[]> {
  const { note } = result.map;
  // at the front, where a long title does not cut it off
  const name =
    note === undefined ? curveName : `PARTIAL, generation ${result.interruptedAfter}: ${curveName}`;
  const written: string[] = [];
  const put = async (file: string, data: string | Uint8Array): Promise<void> => {
    // lets a signal in, which ends the work between two files
    await new Promise(setImmediate);
    writeAtomic(join(folder, file), data);
    written.push(file);
  };
  // a run that is killed while it writes leaves no numbers of an earlier one beside its files
  for (const file of ['summary.json', 'report.html']) removeFile(join(folder, file));
  await put('map.ccp4', writeCcp4(result.map));
  await put('mean.ccp4', writeCcp4(result.mean.map));
  await put('spread.ccp4', writeCcp4({ ...result.mean.map, values: result.spread, threshold: undefined }));
  await put(
    'beads.pdb',
    writeBeads(mapToBeads(result.beads.map), {
      title: note === undefined ? `Shape of ${name}` : name,
      radius: result.beads.map.step / 2,
      remarks: [
        ...(note === undefined ? [] : [note]),
        `chi-square of these beads ${result.beads.fit.chi2.toFixed(3)}, Rg ${result.beads.rg.toFixed(2)} A`,
      ],
    }),
  );
  removeMembers(folder);
  for (const [i, { map }] of result.members.entries()) await put(memberFile(i), writeCcp4(map));
  await put('fit.dat', fitTable(result, measured));
  await put('history.csv', historyTable(result));
  await put('curve.png', await toPng(fitPicture(result, name, measured)));
  if (result.history.length > 0) await put('search.png', await toPng(searchPicture(result)));
  await put('views.png', threeViewsPng(result.map, { title: name, ...(model ? { model } : {}) }));
  await put('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
  return written;
}

/** Removes members of an earlier run. */
function removeMembers(folder: string): void {
  for (const file of readdirSync(folder)) if (/^member-\d+\.ccp4$/.test(file)) rmSync(join(folder, file));
}

/** Curve with errors and fit, and residuals. */
export function fitPicture(
  { fit }: Reconstruction,
  name: string,
  { leftOutPoints }: Pick<MeasuredCurve, 'leftOutPoints'>,
): Chart {
  return fitChart(
    { ...fit.curve, leftOutPoints },
    { q: fit.curve.q, intensity: fit.model },
    { title: name, subtitle: `chi² = ${fit.chi2.toFixed(2)}, rmax = ${fit.rmax.toFixed(1)} Å` },
  );
}

/** Chi-square and radius by generation. */
export function searchPicture({ history, map: { note } }: Reconstruction): Chart {
  return stackCharts(scoreChart(history, note === undefined ? {} : { subtitle: note }), radiusChart(history));
}
