import type { Chart } from '../charts/chart';
import { scoreChart, type GenerationScore } from '../charts/scoreChart';
import { fitChart } from '../charts/fitChart';
import { guinierChart, type GuinierLine } from '../charts/guinierChart';
import { kratkyChart } from '../charts/kratkyChart';
import { type PairDistances, pairDistanceChart } from '../charts/pairDistanceChart';
import type { MeasuredProfile } from '../charts/profileChart';
import { type GenerationRadii, radiusChart } from '../charts/radiusChart';
import { type ShellCorrelations, shellChart } from '../charts/shellChart';
import { base64 } from '../render/base64';
import { compactPng } from '../render/compactPng';
import { escapeText } from '../render/escape';
import { toSvg } from '../render/svg';
import { densityView } from '../viewer/densityView';
import { type GenerationFrame, generationScrubber } from '../viewer/generationScrubber';
import type { View } from '../viewer/view';
import { pdbPoints } from '../volume/pdbPoints';
import { threeViewsPng } from '../volume/threeViewsPng';
import type { VolumeMap } from '../volume/volumeMap';
import { reportStyle } from './style';
import { type ReportRow, table } from './table';

/** Contents of a report. Texts may come from files and are shown as text. */
export interface ReportParts {
  readonly title: string;
  /** line under the title, such as the file and the day */
  readonly subtitle?: string;
  /** the main numbers: chi², radius, Rg, correlation with a model, seconds */
  readonly summary: readonly ReportRow[];
  /** certainty of the shape: numbers in words, and Fourier shell correlations */
  readonly certainty?: { readonly rows: readonly ReportRow[]; readonly shell?: ShellCorrelations };
  /** warnings about the result */
  readonly warnings?: readonly string[];
  /** the measured curve; the Guinier fit refers to its points */
  readonly measured: MeasuredProfile;
  /** the points that were fitted, and the fitted profile at the same q */
  readonly fit: { readonly curve: MeasuredProfile; readonly model: ArrayLike<number> };
  readonly guinier?: GuinierLine;
  readonly pairDistance?: PairDistances;
  /** further numbers of the curve's analysis */
  readonly analysis?: readonly ReportRow[];
  readonly history: readonly (GenerationScore & GenerationRadii)[];
  /** best shape of each generation; without them the evolution cannot be played */
  readonly frames?: readonly GenerationFrame[];
  readonly map: VolumeMap;
  /** standard deviation over the solutions at each grid point: colours the three views */
  readonly spread?: Float32Array;
  /** text of a PDB file, superposed on the map */
  readonly model?: string;
  /** options of the run, including the seed */
  readonly parameters: readonly ReportRow[];
  /** versions of the library, of Node and of the backend */
  readonly versions: readonly ReportRow[];
}

/**
 * A reconstruction as one HTML page: curve with fit and residuals, analysis, evolution, three views,
 * interactive density, parameters and versions. It opens offline, in light and dark, and prints: live
 * views become pictures on paper.
 * @throws InputError when a part does not fit its chart or view
 */
export async function report(parts: ReportParts): Promise<string> {
  const sections = [
    ['Summary', summary(parts)],
    ['How sure is it?', await certaintySection(parts)],
    ['Curve and fit', await curveSection(parts)],
    ['Analysis of the curve', await analysisSection(parts)],
    ['Shape', shapeSection(parts)],
    ['Search', await searchSection(parts)],
    ['Parameters', table(parts.parameters)],
    ['Versions', table(parts.versions)],
  ].filter(([, content]) => content !== '');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeText(parts.title)}</title><style>${reportStyle}</style></head>
<body><header><h1>${escapeText(parts.title)}</h1>
${parts.subtitle ? `<p class="subtitle">${escapeText(parts.subtitle)}</p>` : ''}</header>
<main>${sections.map(([heading, content]) => `<section><h2>${heading}</h2>${content}</section>`).join('\n')}</main>
</body></html>
`;
}

function summary({ summary: rows, warnings = [] }: ReportParts): string {
  return warnings.map((warning) => `<p class="warning">${escapeText(warning)}</p>`).join('') + table(rows);
}

async function certaintySection({ certainty }: ReportParts): Promise<string> {
  if (!certainty) return '';
  const chart = certainty.shell ? await figure(shellChart(certainty.shell, { width: 520, height: 220 })) : '';
  return table(certainty.rows) + chart;
}

async function curveSection({ fit: { curve, model }, measured }: ReportParts): Promise<string> {
  const points = { ...curve, leftOutPoints: measured.leftOutPoints };
  return figure(fitChart(points, { q: curve.q, intensity: model }, { width: 820, height: 340 }));
}

async function analysisSection({
  measured,
  guinier,
  pairDistance,
  analysis = [],
}: ReportParts): Promise<string> {
  const size = { width: 360, height: 240 };
  const charts = [
    ...(guinier ? [guinierChart(measured, guinier, size), kratkyChart(measured, guinier, size)] : []),
    ...(pairDistance ? [pairDistanceChart(pairDistance, size)] : []),
  ];
  return (analysis.length ? table(analysis) : '') + (await grid(charts));
}

async function searchSection({ history, frames }: ReportParts): Promise<string> {
  const size = { width: 360, height: 240 };
  const charts = history.length ? await grid([scoreChart(history, size), radiusChart(history, size)]) : '';
  const player =
    frames && frames.length > 1
      ? generationScrubber(frames, { title: 'Evolution of the best shape' })
      : undefined;
  return charts + (player ? live(player, 'The best shape of each generation; on paper the last.') : '');
}

function shapeSection({ map, spread, model }: ReportParts): string {
  const points = model === undefined ? undefined : pdbPoints(model);
  // the same picture stands above the view, and in its place until it lives
  const poster = compactPng(threeViewsPng(map, { model: points, background: 'transparent' }));
  const view = densityView(map, { title: 'Density', model, poster });
  const pictures = [
    picture(poster, view.description, points ? 'Three views, with the model.' : 'Three views.'),
  ];
  if (spread) {
    const words =
      'The spread of the solutions on the surface: pale where they agree, dark red where they differ.';
    pictures.push(picture(threeViewsPng(map, { spread, background: 'transparent' }), words, words));
  }
  return `${pictures.join('')}<div class="live-only">${live(view, 'Turn by dragging or by the arrow keys; click, then turn the wheel to zoom.')}</div>`;
}

function picture(png: Uint8Array, alt: string, caption: string): string {
  const source = `data:image/png;base64,${base64(compactPng(png))}`;
  return `<figure class="picture"><img alt="${escapeText(alt)}" src="${source}"><figcaption>${escapeText(caption)}</figcaption></figure>`;
}

function live(view: View, caption: string): string {
  return `<figure>${view.html}<figcaption>${escapeText(caption)}</figcaption></figure>`;
}

async function grid(charts: readonly Chart[]): Promise<string> {
  if (charts.length === 0) return '';
  return `<div class="charts">${(await Promise.all(charts.map(figure))).join('')}</div>`;
}

async function figure(chart: Chart): Promise<string> {
  return `<figure class="chart" role="img" aria-label="${escapeText(chart.description)}">${await toSvg(chart)}</figure>`;
}
