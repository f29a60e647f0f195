import { radiusWords, sureness, resultWarnings, shapeMap } from 'decodesaxs/core';
import { provideViewerScripts, type ReportParts, report, withPictures } from 'decodesaxs-widgets/core';
import { keyNumbers } from './keyNumbers';
import type { Versions } from './resultPanel';
import { fixedWords, type Run } from './visit';
import type { RunResult } from './runResult';

/** Version of the library, put in by the build. */
declare const VERSION: string;

/** The one-file report of a finished run, the same as from the command line. */
export async function reportHtml(run: Run, versions: Versions): Promise<string> {
  if (!run.result) throw new Error('the run has no result yet');
  const [ngl, live] = await Promise.all(['ngl.js', 'live.js'].map(fileText));
  provideViewerScripts({ ngl, live });
  const parts = reportParts(run, run.result, versions);
  return withPictures(() => report(parts));
}

/** Text of a file of the page. */
async function fileText(name: string): Promise<string> {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name} cannot be fetched`);
  return response.text();
}

function reportParts(
  run: Run,
  { reconstruction: result, settings, seconds }: RunResult,
  versions: Versions,
): ReportParts {
  const { curve, analysis, file } = run.read;
  const { compared } = run;
  return {
    title: `Shape of ${file.name}`,
    subtitle: curve.title,
    summary: [
      ...keyNumbers(run).map(({ name, value, words: note }) => ({ name, value, note })),
      { name: 'Radius', value: radiusWords(result) },
      { name: 'Agreement of the shapes', value: result.agreement.toFixed(2) },
      ...(compared
        ? [
            {
              name: 'Structure',
              value: compared.name,
              note: `CC ${compared.cc.ownRadius.toFixed(3)}, at true scale ${compared.cc.trueScale.toFixed(3)}`,
            },
          ]
        : []),
      { name: 'Time', value: `${seconds.toFixed(0)} s` },
    ],
    warnings: [...curve.warnings, ...analysis.warnings, ...resultWarnings(result)],
    measured: curve,
    fit: { curve: result.fit.curve, model: result.fit.model },
    guinier: analysis.guinier?.method === 'guinier' ? analysis.guinier : undefined,
    pairDistance: analysis.pairDistance,
    analysis: [
      { name: 'Unit of q', value: curve.qUnit, note: curve.unitReason },
      { name: 'Errors', value: curve.errors, note: curve.errorsReason },
    ],
    certainty: { rows: sureness(result, analysis.pairDistance?.dmax), shell: result.certainty.shell },
    history: result.history,
    frames: result.history.map(({ generation, bestScore, bestRmax, bestShape }) => ({
      generation,
      score: bestScore[0],
      map: shapeMap(bestShape, bestRmax[0], 0.5),
    })),
    map: result.map,
    spread: result.spread,
    model: compared?.pdb,
    parameters: [
      { name: 'Seed', value: settings.seed },
      { name: 'Radius', value: settings.rmax === undefined ? 'searched' : `fixed at ${settings.rmax} Å` },
      { name: 'Fixed by the user', value: fixedWords(run.settings) ?? 'nothing' },
      { name: 'Generations', value: settings.generations ?? 0 },
    ],
    versions: [
      { name: 'decodesaxs', value: VERSION },
      { name: 'Networks', value: versions.weights },
      { name: 'Computed with', value: `${versions.engine}, in the browser` },
    ],
  };
}
