/** A value with its error, both to the second digit of the error. */
export function withError(value: number, error: number, unit: string): string {
  if (!(error > 0)) return `${Number(value.toPrecision(4))} ${unit}`.trim();
  const decimals = Math.min(12, 1 - Math.floor(Math.log10(error)));
  if (decimals < 0) return `${Math.round(value)} ± ${Math.round(error)} ${unit}`.trim();
  return `${value.toFixed(decimals)} ± ${error.toFixed(decimals)} ${unit}`.trim();
}

/** A number to three digits, without an exponent where it needs none. */
export function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A sentence that begins with a capital letter and ends with a full stop. */
export function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

/** Bytes in MB. */
export function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** A number with its noun, in the singular for one. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
