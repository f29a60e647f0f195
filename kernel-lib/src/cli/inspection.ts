import type { CurveAnalysis } from '../curve/analyseCurve';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { plusMinus } from './numbers';

/** The result of `inspect --json`: null where the curve does not allow an analysis. */
export function inspectionJson(curve: MeasuredCurve, analysis: CurveAnalysis): Record<string, unknown> {
  const { guinier, kratky, porod, molecularWeight, pairDistance, shannon, radius } = analysis;
  return {
    name: curve.name,
    title: curve.title ?? null,
    format: curve.format,
    qUnit: curve.qUnit,
    qUnitConfidence: curve.qUnitConfidence,
    unitReason: curve.unitReason,
    points: curve.pointsRead,
    pointsUsed: curve.q.length,
    leftOut: curve.leftOut,
    leftOutPoints: curve.leftOutPoints,
    qMin: curve.q[0],
    qMax: curve.q[curve.q.length - 1],
    errors: curve.errors,
    errorsReason: curve.errorsReason,
    rg: guinier?.rg ?? null,
    rgError: guinier?.rgError ?? null,
    i0: guinier?.i0 ?? null,
    i0Error: guinier?.i0Error ?? null,
    guinier: guinier
      ? picked(guinier, ['method', 'first', 'last', 'qRgMin', 'qRgMax', 'chi2', 'quality'])
      : null,
    kratky: kratky ? picked(kratky, ['class', 'reason', 'peak', 'tail']) : null,
    porod: porod ? picked(porod, ['volume', 'volumeError', 'invariant', 'invariantError']) : null,
    mw: molecularWeight?.mw ?? null,
    mwError: molecularWeight?.mwError ?? null,
    mwInterval90: molecularWeight?.interval ?? null,
    mwFromVc: molecularWeight?.fromVc ?? null,
    mwFromPorod: molecularWeight?.fromPorod ?? null,
    dmax: pairDistance?.dmax ?? null,
    dmaxError: pairDistance?.dmaxError ?? null,
    pairDistance: pairDistance
      ? picked(pairDistance, ['rg', 'rgError', 'i0', 'i0Error', 'chi2', 'quality', 'qMax'])
      : null,
    shannonChannels: shannon?.count ?? null,
    rmax: radius?.rmax ?? null,
    rmaxError: radius?.rmaxError ?? null,
    warnings: [...curve.warnings, ...analysis.warnings],
  };
}

/** The result of `inspect` as text: one line per analysis, in their order. */
export function inspectionText(curve: MeasuredCurve, analysis: CurveAnalysis): string {
  const { guinier, kratky, porod, molecularWeight, pairDistance, shannon, radius } = analysis;
  const kind = `${curve.name} (${curve.format})`;
  const lines: [label: string, text: string | undefined][] = [
    ['curve', curve.title ? `${kind}, “${curve.title}”` : kind],
    [
      'unit of q',
      `${curve.qUnit}, confidence ${curve.qUnitConfidence.toFixed(3)}. ${sentence(curve.unitReason)}`,
    ],
    ['points', pointsLine(curve)],
    ['errors', `${curve.errors}. ${curve.errorsReason}`],
    ['Guinier', guinier && guinierLine(guinier)],
    ['Kratky', kratky && `${kratky.class}. ${kratky.reason}`],
    ['Porod', porod && `volume ${plusMinus(porod.volume, porod.volumeError)} Å³`],
    ['weight', molecularWeight && weightLine(molecularWeight)],
    ['P(r)', pairDistance && distanceLine(pairDistance)],
    [
      'channels',
      shannon && `${shannon.count.toFixed(1)} Shannon channels of ${shannon.width.toFixed(4)} 1/Å`,
    ],
    [
      'radius',
      radius && `about ${radius.rmax.toFixed(0)} ± ${radius.rmaxError.toFixed(0)} Å from centre to rim`,
    ],
    ...[...curve.warnings, ...analysis.warnings].map((text): [string, string] => ['warning', text]),
  ];
  return lines.map(([label, text]) => (text === undefined ? '' : `${label.padEnd(10)} ${text}\n`)).join('');
}

function pointsLine(curve: MeasuredCurve): string {
  const range = `q ${curve.q[0].toPrecision(3)}–${curve.q[curve.q.length - 1].toPrecision(3)} 1/Å`;
  const left = curve.leftOut.map(({ reason, count }) => `${count} left out: ${reason}`);
  const points = curve.leftOutPoints.length;
  const named =
    points > 0 ? [`${points} left out because they do not belong to the sample (see the warnings)`] : [];
  return [`${curve.pointsRead} read, ${curve.q.length} used, ${range}`, ...left, ...named].join('; ');
}

function guinierLine(fit: NonNullable<CurveAnalysis['guinier']>): string {
  const range = `q·Rg ${fit.qRgMin.toFixed(2)}–${fit.qRgMax.toFixed(2)}`;
  const where = fit.method === 'guinier' ? `points ${fit.first + 1}–${fit.last + 1}, ${range}` : 'from p(r)';
  const worth = `χ² ${fit.chi2.toFixed(2)}, quality ${fit.quality.toFixed(2)}`;
  return `Rg ${plusMinus(fit.rg, fit.rgError)} Å, I(0) ${plusMinus(fit.i0, fit.i0Error)} (${where}, ${worth})`;
}

function weightLine({
  mw,
  mwError,
  fromVc,
  fromPorod,
  interval,
}: NonNullable<CurveAnalysis['molecularWeight']>): string {
  const second = fromPorod ? `, Porod volume ${fromPorod.mw.toFixed(1)}` : '';
  const range = interval.map((bound) => bound.toFixed(bound < 20 ? 1 : 0)).join('–');
  return `${plusMinus(mw, mwError)} kDa, 90 % within ${range}, calibrated (by the formulas: volume of correlation ${fromVc.mw.toFixed(1)}${second})`;
}

function distanceLine(distances: NonNullable<CurveAnalysis['pairDistance']>): string {
  const { dmax, dmaxError, rg, rgError, i0, i0Error, qMax, chi2, quality } = distances;
  const sizes = `Dmax ${plusMinus(dmax, dmaxError)} Å, Rg ${plusMinus(rg, rgError)} Å, I(0) ${plusMinus(i0, i0Error)}`;
  return `${sizes} (q ≤ ${qMax.toFixed(3)} 1/Å, χ² ${chi2.toFixed(2)}, quality ${quality.toFixed(2)})`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function picked<T extends object, K extends keyof T>(record: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, record[key]])) as Pick<T, K>;
}
