import { InputError } from '../../inputError';
import type { QUnit } from '../measuredCurve';
import { inverseLength } from './namedUnit';
import type { RawCurve } from './rawCurve';

/** Largest first and last value of a scattering vector, in 1/Å or 1/nm. */
const LARGEST_FIRST = 5;
const LARGEST_LAST = 60;

const SINE_VECTOR: readonly RegExp[] = [
  /(?<![\d.])2\s*[*·]?\s*sin\s*[( ]*(?:th\w*|θ)\s*\)?\s*\/\s*(?:lambda|λ|wavelength|wl)/iu,
  /^[\s#%;"']*(?:1\s*\/\s*d|q\s*\/\s*\(?\s*2\s*\*?\s*(?:pi|π))(?![\p{L}\d])/iu,
  /(?<!\p{L})[sh]\s*=\s*(?:1\s*\/\s*d|\|?q\|?\s*\/\s*\(?\s*2\s*\*?\s*(?:pi|π))(?![\p{L}\d])/iu,
];

/**
 * The line of a header that calls the first column s = 2 sin θ/λ = 1/d, so that q = 2π s. The s of
 * ATSAS, 4π sin θ/λ, is q itself.
 */
export function sineVector(lines: readonly string[]): string | undefined {
  const found = lines.find(
    (line) => SINE_VECTOR.some((pattern) => pattern.test(line)) && !/(?:pi|π)\s*\*?\s*sin/iu.test(line),
  );
  return found?.trim().replace(/\s+/g, ' ').slice(0, 60);
}

/**
 * The same columns with q as a scattering vector in 1/Å or 1/nm: s is multiplied by 2π, other units of
 * length are converted to 1/Å.
 *
 * @param unit unit that the caller gives; it overrules that of the file
 * @throws InputError when the file gives q in a unit that is not known, or numbers that are no q
 */
export function asScatteringVector(raw: RawCurve, name: string, unit: QUnit | undefined): RawCurve {
  const converted = convertUnit(raw, name, unit);
  const { sineVector: words } = converted;
  if (words === undefined) return requireVector(converted, name);
  return requireVector(
    {
      ...converted,
      q: converted.q.map((s) => 2 * Math.PI * s),
      warnings: [
        ...converted.warnings,
        `The line "${words}" calls the first column s = 2 sin θ/λ = 1/d: it was multiplied by 2π to give q.`,
      ],
    },
    name,
  );
}

function convertUnit(raw: RawCurve, name: string, unit: QUnit | undefined): RawCurve {
  if (raw.otherUnit === undefined || unit !== undefined) return raw;
  const factor = inverseLength(raw.otherUnit);
  if (factor === undefined)
    throw new InputError(
      `${name} gives q in "${raw.otherUnit.slice(0, 20)}", which is not known; say 1/A or 1/nm.`,
    );
  return {
    ...raw,
    q: raw.q.map((value) => value * factor),
    unit: { value: '1/A', from: `the unit "${raw.otherUnit}", converted,` },
  };
}

function requireVector(raw: RawCurve, name: string): RawCurve {
  const values = raw.q.filter((value) => Number.isFinite(value) && value > 0);
  let first = Infinity;
  let last = 0;
  for (const value of values) {
    first = Math.min(first, value);
    last = Math.max(last, value);
  }
  if (values.length > 0 && (first > LARGEST_FIRST || last > LARGEST_LAST))
    throw new InputError(
      `${name} is no scattering curve: its first column runs from ${short(first)} to ${short(last)}, which is no scattering vector in 1/A or 1/nm; give columns of q, intensity and error.`,
    );
  return raw;
}

const short = (value: number): string => String(Number(value.toPrecision(3)));
