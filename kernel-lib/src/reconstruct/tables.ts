import { partialNote } from './partialNote';
import type { Reconstruction } from './reconstruct';

/** q, I, σ and fitted I of each point, as FoXS and CRYSOL write it. */
export function fitTable({
  fit,
  interruptedAfter,
}: Pick<Reconstruction, 'fit' | 'interruptedAfter'>): string {
  const lines = [
    ...comment(interruptedAfter),
    `# fit of the best shape: chi2 = ${fit.chi2.toFixed(4)}, rmax = ${fit.rmax.toFixed(2)} A, layer = ${fit.layer.toFixed(3)}, s2 = ${fit.s2.toFixed(2)} A^2, background = ${fit.background.toExponential(3)}`,
    '# q (1/A)      I_measured    sigma         I_model',
  ];
  const number = (x: number): string => x.toExponential(5).padStart(13);
  fit.curve.q.forEach((q, i) =>
    lines.push([q, fit.curve.intensity[i], fit.curve.sigma[i], fit.model[i]].map(number).join(' ')),
  );
  return `${lines.join('\n')}\n`;
}

/** Chi-square, radius and spread of each generation, as comma-separated values. */
export function historyTable({
  history,
  interruptedAfter,
}: Pick<Reconstruction, 'history' | 'interruptedAfter'>): string {
  const mean = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / values.length;
  const rows = history.map(({ generation, bestChi2, bestRmax, spread }) =>
    [
      generation,
      bestChi2[0].toFixed(5),
      mean(bestChi2).toFixed(5),
      mean(bestRmax).toFixed(3),
      spread.toFixed(5),
    ].join(','),
  );
  const head = [...comment(interruptedAfter), 'generation,chi2_best,chi2_mean,rmax_mean,latent_spread'];
  return `${[...head, ...rows].join('\n')}\n`;
}

/** The line that marks a table of a search that was cut short. */
function comment(interruptedAfter: number | undefined): string[] {
  return interruptedAfter === undefined ? [] : [`# ${partialNote(interruptedAfter)}`];
}
