import type { MeasuredCurve } from '../curve/measuredCurve';
import { partialNote } from './partialNote';
import type { Reconstruction } from './reconstruct';

/**
 * q, I, σ and fitted I of each point, in the format of FoXS and CRYSOL: the fit of the map. Comments name the points of
 * the curve that are not in the table.
 *
 * @param measured the curve as read
 */
export function fitTable(
  { fit, rg, interruptedAfter }: Pick<Reconstruction, 'fit' | 'rg' | 'interruptedAfter'>,
  measured?: Pick<MeasuredCurve, 'q' | 'leftOutPoints'>,
): string {
  const lines = [
    ...comment(interruptedAfter),
    `# fit of map.ccp4: chi2 = ${fit.chi2.toFixed(4)}, rmax = ${fit.rmax.toFixed(2)} A, Rg = ${rg.toFixed(2)} A, s2 = ${fit.s2.toFixed(2)} A^2, constant = ${fit.background.toExponential(3)}`,
    '# I_model = scale * (Debye sum over the voxels of map.ccp4) * exp(-s2 q^2) + constant; q in 1/A, I in the unit of the curve',
    ...(measured ? leftOutComments(measured, fit.curve.q) : []),
    '# q (1/A)      I_measured    sigma         I_model',
  ];
  const number = (x: number): string => x.toExponential(5).padStart(13);
  fit.curve.q.forEach((q, i) =>
    lines.push([q, fit.curve.intensity[i], fit.curve.sigma[i], fit.model[i]].map(number).join(' ')),
  );
  return `${lines.join('\n')}\n`;
}

function leftOutComments(
  { q, leftOutPoints }: Pick<MeasuredCurve, 'q' | 'leftOutPoints'>,
  fitted: Float64Array,
): string[] {
  const before = q.filter((value) => value < fitted[0]).length;
  const after = q.filter((value) => value > fitted[fitted.length - 1]).length;
  return [
    ...leftOutPoints.map(
      (point) =>
        `# left out: q ${point.q.toExponential(5)}, I ${point.intensity.toExponential(5)}: ${point.reason}`,
    ),
    ...(before > 0
      ? [
          `# not fitted: the first ${before} of ${q.length} points, below the Guinier range or the least q that was given`,
        ]
      : []),
    ...(after > 0 ? [`# not fitted: the last ${after} of ${q.length} points, beyond the largest q`] : []),
  ];
}

/** Score, radius of the genes and spread of each generation, as comma-separated values. */
export function historyTable({
  history,
  interruptedAfter,
}: Pick<Reconstruction, 'history' | 'interruptedAfter'>): string {
  const mean = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / values.length;
  const rows = history.map(({ generation, bestScore, bestRmax, spread }) =>
    [
      generation,
      bestScore[0].toFixed(5),
      mean(bestScore).toFixed(5),
      mean(bestRmax).toFixed(3),
      spread.toFixed(5),
    ].join(','),
  );
  const head = [
    ...comment(interruptedAfter),
    'generation,score_best,score_mean,gene_radius_mean,latent_spread',
  ];
  return `${[...head, ...rows].join('\n')}\n`;
}

/** The line that marks a table of an interrupted search. */
function comment(interruptedAfter: number | undefined): string[] {
  return interruptedAfter === undefined ? [] : [`# ${partialNote(interruptedAfter)}`];
}
