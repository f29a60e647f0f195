import { provideViewerScripts, report, type ReportParts, withPictures } from 'decodesaxs-widgets/core';
import { sureness, type CurveAnalysis, type MeasuredCurve, shapeMap } from 'decodesaxs/core';
import type { FinishedRun } from './resultPanel';
import { save, stem } from './save';
import { withError } from './numbers';

/** What a report tells. */
export interface ReportSource {
  readonly run: FinishedRun;
  readonly curve: MeasuredCurve;
  readonly analysis: CurveAnalysis;
  /** PDB text of a model on the map */
  readonly model: string | undefined;
  readonly version: string;
}

/** Writes the one-file report, as the command line does, and hands it to the visitor. */
export async function saveReport(source: ReportSource): Promise<void> {
  const [ngl, live] = await Promise.all(['ngl.js', 'live.js'].map(fileText));
  provideViewerScripts({ ngl, live });
  const parts = reportParts(source);
  const html = await withPictures(() => report(parts));
  save(`${stem(source.run.name)}-report.html`, html, 'text/html');
}

/** Text of a file of the page. */
async function fileText(name: string): Promise<string> {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name} cannot be fetched`);
  return response.text();
}

function reportParts({
  run: { name, result, settings, seconds, weights, engine },
  curve,
  analysis,
  model,
  version,
}: ReportSource): ReportParts {
  const { guinier } = result;
  return {
    title: `Shape of ${name}`,
    subtitle: curve.title,
    summary: [
      { name: 'chi²', value: result.fit.chi2.toFixed(2), note: 'best single shape' },
      { name: 'Radius', value: `${result.rmax.toFixed(1)} Å` },
      { name: 'Rg', value: withError(guinier.rg, guinier.rgError, 'Å') },
      { name: 'Agreement of the shapes', value: result.agreement.toFixed(2) },
      { name: 'Time', value: `${seconds.toFixed(0)} s` },
    ],
    warnings: [...curve.warnings, ...analysis.warnings],
    measured: curve,
    fit: { curve: result.fit.curve, model: result.fit.model },
    guinier: analysis.guinier?.method === 'guinier' ? analysis.guinier : undefined,
    pairDistance: analysis.pairDistance,
    analysis: [
      { name: 'Unit of q', value: curve.qUnit, note: curve.unitReason },
      { name: 'Errors', value: curve.errors, note: curve.errorsReason },
    ],
    certainty: { rows: sureness(result), shell: result.certainty.shell },
    history: result.history,
    frames: result.history.map(({ generation, bestScore, bestRmax, bestShape }) => ({
      generation,
      score: bestScore[0],
      map: shapeMap(bestShape, bestRmax[0], 0.5),
    })),
    map: result.map,
    spread: result.spread,
    model,
    parameters: [
      { name: 'Seed', value: settings.seed },
      { name: 'Radius', value: settings.rmax === undefined ? 'searched' : `${settings.rmax} Å` },
      { name: 'Generations', value: settings.generations ?? 0 },
    ],
    versions: [
      { name: 'decodesaxs', value: version },
      { name: 'Networks', value: weights },
      { name: 'Computed with', value: `${engine}, in the browser` },
    ],
  };
}
