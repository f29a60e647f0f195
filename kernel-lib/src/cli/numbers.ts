import { InputError } from '../inputError';

/**
 * A parser of an option that must be a number within limits, for commander's `option`.
 *
 * @param option the option's name, for the message
 * @throws InputError (from the parser) when the text is no number or out of range
 */
export function numberOption(option: string, low: number, high: number, unit = ''): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < low || value > high) {
      const range = `a number from ${low} to ${high}${unit}`;
      throw new InputError(`${option} is ${JSON.stringify(text)}: give ${range}.`);
    }
    return value;
  };
}

/** Like `numberOption`, only for whole numbers. */
export function integerOption(option: string, low: number, high: number): (text: string) => number {
  const read = numberOption(option, low, high);
  return (text) => {
    const value = read(text);
    if (!Number.isInteger(value)) {
      throw new InputError(
        `${option} is ${JSON.stringify(text)}: give a whole number from ${low} to ${high}.`,
      );
    }
    return value;
  };
}

/** A share in percent: 0.561 is 56.1 %. */
export function percent(share: number, digits = 0): string {
  return `${(100 * share).toFixed(digits)} %`;
}

/** A number with its sign. */
export function signed(value: number, digits = 4): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}

/** Largest value that is written without an exponent. */
const LARGEST_PLAIN = 1e6;

/** A value with its standard error, both to the second digit of the error: 14.05 ± 0.47, 290 ± 120; without an error four digits. */
export function plusMinus(value: number, error: number): string {
  if (!(error > 0)) return `${Number(value.toPrecision(4))}`;
  const decimals = 1 - Math.floor(Math.log10(error));
  if (decimals >= 0) {
    const digits = Math.min(12, decimals);
    return `${value.toFixed(digits)} ± ${error.toFixed(digits)}`;
  }
  if (Math.abs(value) < LARGEST_PLAIN && error < LARGEST_PLAIN) {
    const unit = 10 ** -decimals;
    return `${unit * Math.round(value / unit)} ± ${unit * Math.round(error / unit)}`;
  }
  const more = Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(error));
  return `${value.toExponential(Math.max(0, more + 1))} ± ${error.toExponential(1)}`;
}
