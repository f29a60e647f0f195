export function meanAndSd(values) {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length);
  return `${(100 * mean).toFixed(1)} ± ${(100 * sd).toFixed(1)} %`;
}
export const share = (items, test) => `${((100 * items.filter(test).length) / items.length).toFixed(0)} %`;
export function percentiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return [0.05, 0.25, 0.5, 0.75, 0.95]
    .map((p) => sorted[Math.floor(p * (sorted.length - 1))].toFixed(2))
    .join(' ');
}
