import { join } from 'node:path';
import type { CurveAnalysis } from '../curve/analyseCurve';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { csvText, type CsvRow } from '../node/csvTable';
import { prepareOutputFolder, writeAtomic } from '../node/files';
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
export function fitText(report: FitReport, folder: string | undefined, written: readonly string[]): string {
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
    ...ranking.refused.map(({ label, reason }) => `left out   ${label}: ${reason}`),
    ...(mixture ? mixtureLines(ranking, mixture, best) : []),
    ...(folder === undefined ? [] : [`written    ${written.join(', ')} in ${folder}`]),
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
    a.runs.p < 0.001 ? a.runs.p.toExponential(0) : a.runs.p.toFixed(3),
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

function mixtureLines({ fitted }: Ranking, mixture: StructureMixture, best: StructureAgreement): string[] {
  const gain = mixture.chi2 < 0.9 * best.chi2 ? 'better than' : 'no better than';
  return [
    `mixture    chi² ${mixture.chi2.toFixed(2)}, ${gain} the best structure alone (${best.chi2.toFixed(2)})`,
    ...fitted.map(
      ({ label }, k) =>
        `           ${(100 * mixture.fractions[k]).toFixed(1)} ± ${(100 * mixture.errors[k]).toFixed(1)} % of the mass is ${label}`,
    ),
  ];
}

const short = (value: number): string => `${Number(value.toPrecision(3))}`;

/**
 * Writes fits.csv, and fit.dat and fit.png of the best structure.
 *
 * @returns the names of the files
 */
export async function writeFits(folder: string, { curve, ranking, mixture }: FitReport): Promise<string[]> {
  const { fitChart, toPng } = await import('decodesaxs-widgets');
  prepareOutputFolder(folder);
  const { label, agreement } = ranking.fitted[0];
  writeAtomic(join(folder, 'fits.csv'), await csvText(csvRows(ranking, mixture)));
  writeAtomic(join(folder, 'fit.dat'), agreementTable(label, agreement));
  const chart = fitChart(
    { ...agreement.curve, leftOutPoints: curve.leftOutPoints },
    { q: agreement.curve.q, intensity: agreement.model },
    { title: curve.name, subtitle: `${label}: chi² = ${agreement.chi2.toFixed(2)}, ${agreement.grade}` },
  );
  writeAtomic(join(folder, 'fit.png'), await toPng(chart));
  return ['fits.csv', 'fit.dat', 'fit.png'];
}

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
    ...(mixture ? { mass_fraction: mixture.fractions[k], mass_fraction_error: mixture.errors[k] } : {}),
  }));
}

/** q, I, σ and fitted I of each point, with the fit in the head. */
export function agreementTable(label: string, agreement: StructureAgreement): string {
  const { curve, model, chi2, layer, expansion, background, runs } = agreement;
  const number = (x: number): string => x.toExponential(5).padStart(13);
  return [
    `# fit of ${label.replace(/\s+/g, ' ')}`,
    `# chi2 = ${chi2.toFixed(4)}, layer = ${layer.toFixed(4)} e/A^3, expansion = ${expansion.toFixed(4)}, constant = ${background.toExponential(3)}, longest run = ${runs.longest} of ${curve.q.length} (p = ${runs.p.toExponential(2)})`,
    '# q (1/A)      I_measured    sigma         I_model      (I in the unit of the curve)',
    ...Array.from(curve.q, (q, i) => [q, curve.intensity[i], curve.sigma[i], model[i]].map(number).join(' ')),
    '',
  ].join('\n');
}
