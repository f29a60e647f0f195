import { join } from 'node:path';
import type { CurveAnalysis } from '../curve/analyseCurve';
import { writeGnom } from '../curve/format/writeGnom';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { pairDistance, type PairDistance } from '../curve/pairDistance';
import { radiusPrior } from '../curve/radiusPrior';
import { shannonChannels } from '../curve/shannonChannels';
import { InputError } from '../inputError';
import { prepareOutputFolder, writeAtomic } from '../node/files';
import { writePublication } from './publication';
import type { KnownMasses } from './knownMasses';

/** Choices and knowledge of the user about a curve. */
export interface InspectChoices {
  /** longest distance in Å */
  readonly dmax?: number;
  /** first point used, 1 for the first one read */
  readonly first?: number;
  /** largest q of p(r) in 1/Å */
  readonly qMax?: number;
  readonly sequence?: string;
  readonly concentration?: string;
  /** folder for p(r) as pr.out and pr.csv, and the curve as curve.png */
  readonly out?: string;
  /** folder for the tables of a publication */
  readonly publication?: string;
}

/**
 * The curve without the points before `first`.
 *
 * @throws InputError when fewer than 10 remain
 */
export function fromPoint(curve: MeasuredCurve, first: number | undefined): MeasuredCurve {
  if (first === undefined || first <= 1) return curve;
  const left = curve.q.length - first + 1;
  if (left < 10) {
    throw new InputError(
      `--first ${first} leaves ${Math.max(0, left)} of ${curve.q.length} points: expected at least 10.`,
    );
  }
  const cut = (values: Float64Array): Float64Array => values.slice(first - 1);
  return { ...curve, q: cut(curve.q), intensity: cut(curve.intensity), sigma: cut(curve.sigma) };
}

/** The analysis with p(r), and quantities derived from it, for a chosen longest distance and range. */
export function withChosenDistances(
  curve: MeasuredCurve,
  analysis: CurveAnalysis,
  { dmax, qMax }: InspectChoices,
): CurveAnalysis {
  if (dmax === undefined && qMax === undefined) return analysis;
  const distances = pairDistance(curve, { dmax, qMax });
  return {
    ...analysis,
    pairDistance: distances,
    shannon: shannonChannels(curve, distances.dmax),
    radius: radiusPrior(distances),
    warnings: [...new Set([...analysis.warnings, ...distances.warnings])],
  };
}

/**
 * Writes the files requested by the options.
 *
 * @returns names of the files
 */
export async function writeInspection(
  curve: MeasuredCurve,
  analysis: CurveAnalysis,
  masses: KnownMasses,
  { out, publication }: InspectChoices,
): Promise<string[]> {
  const written: string[] = [];
  const put = (folder: string, files: Readonly<Record<string, string | Uint8Array>>): void => {
    prepareOutputFolder(folder);
    for (const [name, content] of Object.entries(files)) {
      writeAtomic(join(folder, name), content);
      written.push(join(folder, name));
    }
  };
  if (out !== undefined) {
    const { pairDistance: distances } = analysis;
    if (!distances)
      throw new InputError(`${curve.name} has no p(r) to write: ${analysis.warnings.join(' ')}`);
    const { profileChart, toPng } = await import('decodesaxs-widgets');
    const fit = { q: distances.fitQ, intensity: distances.fitIntensity };
    const title = curve.title ?? curve.name;
    put(out, {
      'pr.out': writeGnom(curve, distances, curve.name),
      'pr.csv': distanceTable(distances),
      'curve.png': await toPng(profileChart(curve, fit, { title, subtitle: 'line: p(r)' })),
    });
  }
  if (publication !== undefined) written.push(...writePublication(publication, { curve, analysis, masses }));
  return written;
}

/** p(r) as comma-separated values. */
function distanceTable({ r, p, pError }: PairDistance): string {
  const rows = Array.from(r, (value, i) =>
    [value, p[i], pError[i]].map((x) => Number(x.toPrecision(7))).join(','),
  );
  return `r_A,p,p_error\n${rows.join('\n')}\n`;
}
