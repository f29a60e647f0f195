const superscripts: Record<string, string> = Object.fromEntries(
  [...'0123456789-'].map((c, i) => [c, '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'[i]]),
);

/**
 * Scale and axis of a logarithmic quantity over [low, high] (both > 0), with ticks at the powers of
 * ten, written 10⁻³; at 1, 2 and 5 times them where the range has fewer than three powers, and closer
 * where these are fewer than four.
 */
export function logAxis(
  title: string,
  low: number,
  high: number,
): { scale: object; axis: object; title: string } {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const exponents = range(first, last, Math.max(1, Math.ceil((last - first + 1) / 8)));
  const between = (factors: readonly number[]): number[] =>
    range(first - 1, last, 1)
      .flatMap((exponent) => factors.map((factor) => Number(`${factor}e${exponent}`)))
      .filter((tick) => tick >= low && tick <= high);
  const few = between([1, 2, 5]);
  const ticks =
    last - first >= 2
      ? exponents.map((exponent) => 10 ** exponent)
      : few.length >= 4
        ? few
        : between([1, 1.2, 1.5, 2, 3, 4, 5, 6, 8]);
  const words = Object.fromEntries(ticks.map((tick) => [String(tick), tickWord(tick)]));
  return {
    title,
    scale: { type: 'log', domain: [low, high], nice: false },
    axis: { values: ticks, labelExpr: `(${JSON.stringify(words)})[toString(datum.value)]` },
  };
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, i) => from + i * step);
}

function tickWord(tick: number): string {
  const exponent = Math.floor(Math.log10(tick) + 1e-9);
  if (exponent >= -3 && exponent <= 3) return String(Number(tick.toPrecision(3)));
  const factor = Math.round(tick / 10 ** exponent);
  const power = `10${[...String(exponent)].map((c) => superscripts[c]).join('')}`;
  return factor === 1 ? power : `${factor}·${power}`;
}
