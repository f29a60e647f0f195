import type { Curve } from '../curve/curve';
import type { CurveSeries } from '../curve/curveSeries';
import { plusMinus } from './numbers';
import type { MeasuredCurve } from '../curve/measuredCurve';

/** The result of `series --json`. */
export function seriesJson(curves: readonly MeasuredCurve[], series: CurveSeries): Record<string, unknown> {
  return {
    curves: series.members.map((member, k) => ({
      name: curves[k].name,
      rg: member.rg ?? null,
      rgError: member.rgError ?? null,
      i0: member.i0 ?? null,
      i0Error: member.i0Error ?? null,
      alike: series.alike.includes(k),
    })),
    pairs: series.pairs.map(({ first, second, runs, adjustedP }) => ({
      first: curves[first].name,
      second: curves[second].name,
      longestRun: runs.longest,
      p: runs.p,
      adjustedP,
    })),
    warnings: series.warnings,
  };
}

/** The result of `series` as text. */
export function seriesText(
  curves: readonly MeasuredCurve[],
  series: CurveSeries,
  average: string | undefined,
): string {
  const width = Math.max(...curves.map(({ name }) => name.length));
  const members = series.members.map(({ rg, rgError, i0, i0Error }, k) => {
    const size =
      rg === undefined
        ? 'shows no size'
        : `Rg ${plusMinus(rg, rgError!)} Å, I(0) ${plusMinus(i0!, i0Error!)}`;
    return `${String(k + 1).padStart(3)}  ${curves[k].name.padEnd(width)}  ${size}${series.alike.includes(k) ? '' : '  (differs)'}`;
  });
  const worst = [...series.pairs].sort((a, b) => a.runs.p - b.runs.p).slice(0, 10);
  const lines = [
    ...members,
    '',
    'CorMap, the pairs that are least alike (p of the longest run of differences of one sign):',
    ...worst.map(
      ({ first, second, runs, adjustedP }) =>
        `  ${first + 1}–${second + 1}: run of ${runs.longest}, p ${chance(runs.p)}${series.pairs.length > 1 ? `, for ${series.pairs.length} pairs ${chance(adjustedP)}` : ''}`,
    ),
    `alike      ${series.alike.map((k) => k + 1).join(', ')} of ${curves.length} curves (p above 0.01 for all pairs)`,
    ...series.warnings.map((warning) => `warning    ${warning}`),
    ...(average === undefined ? [] : [`written    ${average}: the mean of ${series.alike.length}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/** A probability; below 0.001 its size does not matter. */
const chance = (p: number): string => (p < 0.001 ? '< 0.001' : p.toPrecision(2));

/** q, I and σ of a mean, as text that the reader reads back. */
export function averageTable({ q, intensity, sigma }: Curve, names: readonly string[]): string {
  const number = (x: number): string => x.toExponential(6).padStart(14);
  return [
    `# mean of ${names.length} curves, weighted by their errors: ${names.join(', ').replace(/[\r\n]/g, ' ')}`,
    '# q (1/A)       I             sigma        (I in the unit of the curves)',
    ...Array.from(q, (value, i) => [value, intensity[i], sigma[i]].map(number).join(' ')),
    '',
  ].join('\n');
}

/** All curves in one picture, each with its own colour. */
export async function seriesPicture(curves: readonly MeasuredCurve[]): Promise<Uint8Array> {
  const { seriesChart, toPng } = await import('decodesaxs-widgets');
  return toPng(seriesChart(curves, { title: `${curves.length} curves` }));
}
