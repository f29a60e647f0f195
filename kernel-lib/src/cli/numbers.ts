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
