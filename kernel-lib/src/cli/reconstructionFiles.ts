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
import { writeAtomic } from '../node/files';
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
  const put = (file: string, data: string | Uint8Array): void => {
    writeAtomic(join(folder, file), data);
    written.push(file);
  };
  put('map.ccp4', writeCcp4(result.map));
  put('mean.ccp4', writeCcp4(result.mean.map));
  put('spread.ccp4', writeCcp4({ ...result.mean.map, values: result.spread, threshold: undefined }));
  put(
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
  result.members.forEach(({ map }, i) => put(memberFile(i), writeCcp4(map)));
  put('fit.dat', fitTable(result, measured));
  put('history.csv', historyTable(result));
  put('curve.png', await toPng(fitPicture(result, name, measured)));
  if (result.history.length > 0) put('search.png', await toPng(searchPicture(result)));
  put('views.png', threeViewsPng(result.map, { title: name, ...(model ? { model } : {}) }));
  put('summary.json', `${JSON.stringify(summary, null, 2)}\n`);
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
