import { join } from 'node:path';
import type { Curve } from '../curve/curve';
import type { CurveAnalysis } from '../curve/analyseCurve';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { csvText, type CsvRow } from '../node/csvTable';
import { prepareOutputFolder, removeFile, writeAtomic } from '../node/files';
import type { StructureAgreement } from '../profile/structureAgreement';
import type { StructureMixture } from '../profile/structureMixture';
import type { RankedStructure, Ranking } from './rankStructures';

/** Results of `fit`. */
export interface FitReport {
  readonly curve: MeasuredCurve;
  readonly analysis: CurveAnalysis;
  readonly ranking: Ranking;
  readonly mixture?: StructureMixture;
}

/** The result of `fit --json`. */
export function fitJson({ curve, analysis, ranking, mixture }: FitReport): Record<string, unknown> {
  const { q } = ranking.fitted[0].agreement.curve;
  return {
    curve: {
      name: curve.name,
      errors: curve.errors,
      points: q.length,
      qMin: q[0],
      qMax: q[q.length - 1],
      rg: analysis.guinier?.rg ?? null,
      dmax: analysis.pairDistance?.dmax ?? null,
      mw: analysis.molecularWeight?.mw ?? null,
    },
    structures: ranking.fitted.map(({ label, scatterers, agreement }) => ({
      structure: label,
      title: scatterers.title,
      detail: scatterers.detail,
      scatterers: scatterers.kindOf.length,
      grade: agreement.grade,
      verdict: agreement.verdict,
      chi2: agreement.chi2,
      misfit: agreement.misfit,
      longestRun: agreement.runs.longest,
      runsP: agreement.runs.p,
      rg: agreement.rg,
      dmax: agreement.dmax,
      mass: agreement.mass,
      massRatio: agreement.massRatio?.value ?? null,
      massRatioError: agreement.massRatio?.error ?? null,
      scale: agreement.scale,
      unknowns: agreement.unknowns,
      warnings: agreement.warnings,
    })),
    refused: ranking.refused,
    mixture: mixture
      ? {
          chi2: mixture.chi2,
          longestRun: mixture.runs.longest,
          runsP: mixture.runs.p,
          layer: mixture.layer,
          expansion: mixture.expansion,
          constant: mixture.background,
          components: ranking.fitted.map(({ label }, k) => ({
            structure: label,
            massFraction: mixture.fractions[k],
            error: mixture.errors[k],
            numberFraction: mixture.numbers[k],
          })),
        }
      : null,
  };
}

/** The result of `fit` for people. */
export function fitText(report: FitReport, written: readonly string[]): string {
  const { curve, analysis, ranking, mixture } = report;
  const best = ranking.fitted[0].agreement;
  const { q } = best.curve;
  const sizes = [
    analysis.guinier && `Rg ${analysis.guinier.rg.toFixed(1)} Å`,
    analysis.pairDistance && `Dmax ${analysis.pairDistance.dmax.toFixed(0)} Å`,
    analysis.molecularWeight && `${analysis.molecularWeight.mw.toFixed(1)} kDa`,
  ].filter(Boolean);
  const lines = [
    `curve      ${curve.name}: ${q.length} points, q ${q[0].toPrecision(3)}–${q[q.length - 1].toPrecision(3)} 1/Å${sizes.length > 0 ? `, ${sizes.join(', ')}` : ''}`,
    '',
    ...table(ranking.fitted),
    '',
    ...ranking.fitted.slice(0, 1).flatMap(details),
    ...otherWarnings(ranking.fitted),
    ...ranking.refused.map(({ label, reason }) => `left out   ${label}: ${reason}`),
    ...(mixture ? mixtureLines(ranking, mixture, best) : []),
    ...written.map((file) => `written    ${file}`),
  ];
  return `${lines.join('\n')}\n`;
}

function table(fitted: readonly RankedStructure[]): string[] {
  const header = [
    'structure',
    'chi²',
    'misfit',
    'run p',
    'Rg Å',
    'Dmax Å',
    'kDa',
    'curve/kDa',
    'layer',
    'grade',
  ];
  const rows = fitted.map(({ label, agreement: a }) => [
    label,
    a.chi2.toFixed(2),
    `${(100 * a.misfit).toFixed(1)} %`,
    chance(a.runs.p),
    a.rg.toFixed(1),
    a.dmax.toFixed(0),
    a.mass.toFixed(1),
    a.massRatio ? a.massRatio.value.toFixed(2) : '–',
    a.layer.toFixed(3),
    a.grade,
  ]);
  const widths = header.map((word, c) => Math.max(word.length, ...rows.map((row) => row[c].length)));
  return [header, ...rows].map((row) =>
    row
      .map((cell, c) => (c === 0 || c === row.length - 1 ? cell.padEnd(widths[c]) : cell.padStart(widths[c])))
      .join('  ')
      .trimEnd(),
  );
}

function details({ label, scatterers, agreement }: RankedStructure): string[] {
  return [
    `best       ${label}: ${scatterers.kindOf.length} ${scatterers.detail === 'atoms' ? 'heavy atoms' : `scatterers (${scatterers.detail})`}`,
    ...agreement.verdict.map((sentence) => `verdict    ${sentence}`),
    ...agreement.unknowns.map(
      ({ name, unit, value, low, high, atBound }) =>
        `fitted     ${name} ${short(value)}${unit === '' ? '' : ` ${unit}`} (${short(low)} … ${short(high)})${atBound ? ', at a bound' : ''}`,
    ),
    ...agreement.warnings.map((warning) => `warning    ${warning}`),
  ];
}

/** Warnings of the structures after the best that it does not have itself, each once. */
function otherWarnings([best, ...others]: readonly RankedStructure[]): string[] {
  const said = new Set(best.agreement.warnings);
  return others.flatMap(({ label, agreement }) =>
    agreement.warnings
      .filter((warning) => said.size !== said.add(warning).size)
      .map((warning) => `warning    ${label}: ${warning}`),
  );
}

/** A probability; below 0.001 its size does not matter. */
const chance = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

/** Error of a share of the mass above which the curve does not distinguish the structures. */
const INDISTINCT = 0.3;

function mixtureLines({ fitted }: Ranking, mixture: StructureMixture, best: StructureAgreement): string[] {
  const percent = (share: number): string => (100 * share).toFixed(1);
  const gain = mixture.chi2 < 0.9 * best.chi2 ? 'better than' : 'no better than';
  return [
    `mixture    chi² ${mixture.chi2.toFixed(2)}, run p ${chance(mixture.runs.p)}, ${gain} the best structure alone (${best.chi2.toFixed(2)}); layer ${short(mixture.layer)} e/Å³, displaced groups ${short(mixture.expansion)}`,
    ...fitted.map(
      ({ label }, k) =>
        `           ${percent(mixture.fractions[k])} ± ${percent(mixture.errors[k])} % of the mass is ${label} (${percent(mixture.numbers[k])} % of the particles)`,
    ),
    ...(mixture.errors.some((error) => error > INDISTINCT)
      ? [
          `warning    The shares of the mixture are uncertain by up to ${percent(Math.max(...mixture.errors))} %: the curve does not distinguish these structures.`,
        ]
      : []),
  ];
}

const short = (value: number): string => `${Number(value.toPrecision(3))}`;

/**
 * Writes fits.csv, and fit.dat and fit.png of the best structure; of a mixture mixture.dat and mixture.png too.
 *
 * @returns the paths of the files
 */
export async function writeFits(folder: string, { curve, ranking, mixture }: FitReport): Promise<string[]> {
  const { fitChart, toPng } = await import('decodesaxs-widgets');
  prepareOutputFolder(folder);
  const inFolder = (...files: string[]): string[] => files.map((file) => join(folder, file));
  const { label, agreement } = ranking.fitted[0];
  writeAtomic(join(folder, 'fits.csv'), await csvText(csvRows(ranking, mixture)));
  writeAtomic(join(folder, 'fit.dat'), agreementTable(label, agreement));
  const picture = async (file: string, model: Float64Array, subtitle: string): Promise<void> => {
    const points = { ...agreement.curve, leftOutPoints: curve.leftOutPoints };
    const fit = { q: points.q, intensity: model };
    writeAtomic(join(folder, file), await toPng(fitChart(points, fit, { title: curve.name, subtitle })));
  };
  await picture(
    'fit.png',
    agreement.model,
    `${label}: chi² = ${agreement.chi2.toFixed(2)}, ${agreement.grade}`,
  );
  if (!mixture) {
    for (const file of MIXTURE_FILES) removeFile(join(folder, file));
    return inFolder('fits.csv', 'fit.dat', 'fit.png');
  }
  const parts = ranking.fitted.map(
    ({ label: name }, k) => `${(100 * mixture.fractions[k]).toFixed(1)} % ${name}`,
  );
  writeAtomic(join(folder, 'mixture.dat'), mixtureTable(parts, agreement.curve, mixture));
  await picture('mixture.png', mixture.model, `${parts.join(', ')}: chi² = ${mixture.chi2.toFixed(2)}`);
  return inFolder('fits.csv', 'fit.dat', 'fit.png', ...MIXTURE_FILES);
}

const MIXTURE_FILES = ['mixture.dat', 'mixture.png'];

function csvRows({ fitted }: Ranking, mixture: StructureMixture | undefined): CsvRow[] {
  return fitted.map(({ label, agreement: a }, k) => ({
    structure: label,
    grade: a.grade,
    chi2: a.chi2,
    misfit: a.misfit,
    longest_run: a.runs.longest,
    run_p: a.runs.p,
    rg: a.rg,
    dmax: a.dmax,
    mass_kda: a.mass,
    mass_ratio: a.massRatio?.value ?? null,
    mass_ratio_error: a.massRatio?.error ?? null,
    layer: a.layer,
    expansion: a.expansion,
    constant: a.background,
    at_bound: a.unknowns.filter(({ atBound }) => atBound).length,
    ...(mixture
      ? {
          mass_fraction: mixture.fractions[k],
          mass_fraction_error: mixture.errors[k],
          number_fraction: mixture.numbers[k],
        }
      : {}),
  }));
}

/** q, I, σ and fitted I of each point, with the fit in the head. */
export function agreementTable(label: string, agreement: StructureAgreement): string {
  const { curve, model, chi2, layer, expansion, background, runs } = agreement;
  return pointsTable(curve, model, [
    `fit of ${label}`,
    `chi2 = ${chi2.toFixed(4)}, layer = ${layer.toFixed(4)} e/A^3, expansion = ${expansion.toFixed(4)}, constant = ${background.toExponential(3)}, ${runWords(curve, runs)}`,
  ]);
}

function mixtureTable(parts: readonly string[], curve: Curve, mixture: StructureMixture): string {
  const { chi2, layer, expansion, background, model, runs } = mixture;
  return pointsTable(curve, model, [
    `mixture, by mass: ${parts.join(', ')}`,
    `chi2 = ${chi2.toFixed(4)}, layer = ${layer.toFixed(4)} e/A^3, expansion = ${expansion.toFixed(4)}, constant = ${background.toExponential(3)}, ${runWords(curve, runs)}`,
  ]);
}

const runWords = ({ q }: Curve, { longest, p }: StructureAgreement['runs']): string =>
  `longest run = ${longest} of ${q.length} (p = ${p.toExponential(2)})`;

function pointsTable({ q, intensity, sigma }: Curve, model: Float64Array, head: readonly string[]): string {
  const number = (x: number): string => x.toExponential(5).padStart(13);
  return [
    ...head.map((words) => `# ${words.replace(/\s+/g, ' ')}`),
    '# q (1/A)      I_measured    sigma         I_model      (I in the unit of the curve)',
    ...Array.from(q, (value, i) => [value, intensity[i], sigma[i], model[i]].map(number).join(' ')),
    '',
  ].join('\n');
}
