import { report, type ReportParts } from 'decodesaxs-widgets';
import { analyseCurve } from '../curve/analyseCurve';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { shapeMap } from '../map/shapeMap';
import { memberFile, resultWarnings, sureness } from '../reconstruct/summary';
import type { Reconstruction } from '../reconstruct/reconstruct';
import { writeBeads } from '../structure/writeBeads';

/** Contents of a report beside the reconstruction. */
export interface ReportInput {
  readonly curve: MeasuredCurve;
  readonly result: Reconstruction;
  /** points of a known model, superposed on the map, in Å */
  readonly model?: Float64Array;
  readonly summary: Readonly<Record<string, unknown>>;
}

/** Entries of the summary that describe the run; the others are its results. */
const PARAMETERS = [
  'seed',
  'backend',
  'workers',
  'points',
  'qMin',
  'qMax',
  'nmax',
  'generations',
  'errors',
  'qUnit',
  'qUnitConfidence',
];
const VERSIONS = ['version', 'weights'];
const RESULTS = [
  'chi2',
  'chi2Against',
  'verdictWords',
  'rmax',
  'rmaxError',
  'rg',
  'rgGuinier',
  'rgGuinierError',
  'i0',
  'agreement',
  'seconds',
];
/** Labels of entries of the summary, with units, where the name is not clear. */
const CALLED: Readonly<Record<string, string>> = {
  chi2: 'chi² of the map',
  chi2Against: 'chi² is against',
  verdictWords: 'verdict',
  rmax: 'radius rmax of the map (Å)',
  rmaxError: 'standard error of the radius (Å)',
  rg: 'Rg of the map (Å)',
  rgGuinier: 'Guinier Rg of the curve (Å)',
  rgGuinierError: 'standard error of the Guinier Rg (Å)',
  i0: 'I(0)',
  agreement: 'agreement of the averaged shapes',
  qMin: 'least q (1/Å)',
  qMax: 'largest q (1/Å)',
  nmax: 'order of the moments',
  qUnit: 'unit of q in the file',
  qUnitConfidence: 'confidence of the unit',
};

/** The reconstruction as one HTML page that opens offline: curve, fit, analysis, evolution, shape, parameters. */
export function reportPage({ curve, result, model, summary }: ReportInput): Promise<string> {
  const analysis = analyseCurve(curve);
  const rows = (names: readonly string[]): { name: string; value: string | number }[] =>
    names.flatMap((name) =>
      summary[name] === undefined ? [] : [{ name: CALLED[name] ?? name, value: shown(summary[name]) }],
    );
  const parts: ReportParts = {
    title: curve.title ?? curve.name,
    subtitle: `${curve.name}: ${curve.unitReason}`,
    summary: [...rows(RESULTS), ...bodies(result), ...correlations(summary)],
    certainty: { rows: sureness(result, analysis.pairDistance?.dmax), shell: result.certainty.shell },
    warnings: [
      ...new Set([
        ...(result.map.note === undefined ? [] : [`${result.map.note}.`]),
        ...curve.warnings,
        ...result.guinier.warnings,
        ...analysis.warnings,
        ...resultWarnings(result),
      ]),
    ],
    measured: curve,
    fit: { curve: result.fit.curve, model: result.fit.model },
    guinier: result.guinier,
    ...(analysis.pairDistance ? { pairDistance: analysis.pairDistance } : {}),
    analysis: analysisRows(analysis),
    history: result.history,
    frames: result.history.map(({ generation, bestShape, bestRmax, bestScore }) => ({
      generation,
      map: shapeMap(bestShape, bestRmax[0], 0.5),
      score: bestScore[0],
    })),
    map: result.map,
    spread: result.spread,
    ...(model ? { model: writeBeads(model, { title: 'model' }) } : {}),
    parameters: rows(PARAMETERS),
    versions: [...rows(VERSIONS), { name: 'Node.js', value: process.version }],
  };
  return report(parts);
}

/** The other bodies of the answer, each with its own chi². */
function bodies({ beads, mean, members }: Reconstruction): { name: string; value: string }[] {
  return [
    { name: 'chi² of the beads', value: beads.fit.chi2.toFixed(3) },
    { name: 'chi² of the mean over plausible shapes', value: mean.fit.chi2.toFixed(2) },
    ...members.map(({ fit }, i) => ({ name: `chi² of ${memberFile(i)}`, value: fit.chi2.toFixed(3) })),
  ];
}

function correlations({ cc }: Readonly<Record<string, unknown>>): { name: string; value: string }[] {
  if (!cc) return [];
  const { ownRadius, trueScale } = cc as { ownRadius: number; trueScale: number };
  return [
    { name: 'CC at own radius', value: ownRadius.toFixed(3) },
    { name: 'CC at true scale', value: trueScale.toFixed(3) },
  ];
}

function analysisRows({
  porod,
  molecularWeight,
  pairDistance,
  kratky,
}: ReturnType<typeof analyseCurve>): { name: string; value: string }[] {
  return [
    ...(kratky ? [{ name: 'Kratky', value: kratky.class }] : []),
    ...(pairDistance
      ? [{ name: 'Dmax', value: `${pairDistance.dmax.toFixed(1)} ± ${pairDistance.dmaxError.toFixed(1)} Å` }]
      : []),
    ...(porod ? [{ name: 'Porod volume', value: `${porod.volume.toFixed(0)} Å³` }] : []),
    ...(molecularWeight
      ? [
          {
            name: 'molecular weight',
            value: `${molecularWeight.mw.toFixed(1)} ± ${molecularWeight.mwError.toFixed(1)} kDa`,
          },
        ]
      : []),
  ];
}

function shown(value: unknown): string | number {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : String(value);
}
