import { InputError } from '../inputError';
import { chart, type Chart, type ChartOptions } from './chart';
import { rows } from './rows';
import { colours } from './theme';

/** Options of `latentsChart`. */
export interface LatentsChartOptions extends ChartOptions {
  /** latents drawn as separate lines, counted from 1; default none */
  readonly single?: readonly number[];
}

const lineColours = [colours.fit, colours.third, colours.fourth, colours.quiet];

/**
 * Distributions of many latents, each in standard deviations about its own mean, over one another: the
 * middle 90 % of the latents as a band, their median as a line, and the normal distribution dashed.
 * @param histograms latents × bins shares, one latent after the other
 * @param bins number of bins of each
 * @param range standard deviations that the bins cover, from −range to range; default 4
 * @throws InputError when the histograms are incomplete or a latent does not exist
 */
export function latentsChart(
  histograms: ArrayLike<number>,
  bins: number,
  range = 4,
  options: LatentsChartOptions = {},
): Chart {
  const { single = [], ...rest } = options;
  const count = histograms.length / bins;
  if (!(Number.isInteger(count) && count >= 1))
    throw new InputError(
      `the histograms have ${histograms.length} shares in ${bins} bins each: expected complete histograms`,
    );
  const strange = single.find((k) => !(Number.isInteger(k) && k >= 1 && k <= count));
  if (strange !== undefined)
    throw new InputError(`there is no latent ${strange}: expected one from 1 to ${count}`);
  const width = (2 * range) / bins;
  const at = Array.from({ length: bins }, (_, b) => -range + (b + 0.5) * width);
  const density = (k: number, b: number): number => histograms[k * bins + b] / width;
  const sorted = at.map((_, b) => Float64Array.from({ length: count }, (_, k) => density(k, b)).sort());
  const share = (p: number): number[] => sorted.map((values) => values[Math.round(p * (count - 1))]);
  const band = rows({ at, low: share(0.05), median: share(0.5), high: share(0.95) });
  const lines = single.flatMap((k) =>
    rows({ at, density: at.map((_, b) => density(k - 1, b)), latent: at.map(() => `latent ${k}`) }),
  );
  const fine = Array.from({ length: 161 }, (_, i) => -range + (i * range) / 80);
  const normal = rows({
    at: fine,
    density: fine.map((z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)),
  });
  const x = {
    field: 'at',
    type: 'quantitative',
    title: 'latent  (standard deviations from its mean)',
    scale: { domain: [-range, range], nice: false },
  };
  const y = { type: 'quantitative', title: 'density' };
  const layer = [
    {
      data: { values: band },
      mark: { type: 'area', color: colours.measured, opacity: 0.22 },
      encoding: { x, y: { field: 'low', ...y }, y2: { field: 'high' } },
    },
    {
      data: { values: band },
      mark: { type: 'line', color: colours.measured, strokeWidth: 2.2 },
      encoding: { x, y: { field: 'median', ...y } },
    },
    {
      data: { values: normal },
      mark: { type: 'line', color: colours.quiet, strokeDash: [5, 4], strokeWidth: 1.6 },
      encoding: { x, y: { field: 'density', ...y } },
    },
    ...(lines.length > 0 ? [singleLines(lines, single, x, y)] : []),
  ];
  return chart(
    `Distributions of ${count} latents in standard deviations about their means: median and middle 90 %, with the normal distribution dashed.`,
    `Distributions of ${count} latents`,
    { layer },
    { subtitle: 'line: median latent; band: 90 % of the latents; dashed: normal distribution', ...rest },
  );
}

function singleLines(values: object[], single: readonly number[], x: object, y: object): object {
  const names = single.map((k) => `latent ${k}`);
  return {
    data: { values },
    mark: { type: 'line', strokeWidth: 1.4 },
    encoding: {
      x,
      y: { field: 'density', ...y },
      color: {
        field: 'latent',
        type: 'nominal',
        scale: { domain: names, range: names.map((_, i) => lineColours[i % lineColours.length]) },
        legend: { title: null },
      },
    },
  };
}
