// Reads spoilt files of curves whose answer is known: the answer must be right, or refused, or with a warning.
import { parseCurve } from 'decodesaxs/dist/curve/format/parseCurve.js';
import { analyseCurve } from 'decodesaxs/dist/curve/analyseCurve.js';
import { InputError } from 'decodesaxs/dist/inputError.js';
import { Random } from 'decodesaxs/dist/random.js';
import { drawBody, drawCurve } from './truth/drawCurve.mjs';
import { pointFaults } from './truth/pointFaults.mjs';
import { writeCurve } from './truth/writeCurve.mjs';

/** Rg is right within four stated errors (of a hundred thousand answers, six are not by chance) or this share. */
const ERRORS = 4;
const TOLERANCE = 0.06;
/** Every so many curves, and those with a wrong Rg, go through all analyses, as in `inspect`. */
const ANALYSED = 10;
/** Dmax of a body is right within four stated errors or this share: its tail is the least known of all. */
const DMAX_TOLERANCE = 0.25;
/** Warnings about what was read, which do not question the answer. */
const NO_DOUBT =
  /^(?:The point at|\d+ points at) q .*left out|^The file has \d+ columns|^The (?:second|first) column of the file|^The first column numbers|^q was read from|^The intensity is column|tables; the longest|were sorted|it was multiplied with 2π/;

/** @typedef {{right: number, doubted: number, refused: number, wrong: number}} Tally */

/**
 * @param {{count: number, seed: number, onFile?: (done: number) => void}} options
 * @returns {{outcomes: Tally, kinds: Record<string, Tally>, failures: {file: number, kind: string, why: string, bytes: Uint8Array}[]}}
 *   numbers of answers that were right, doubted (wrong, with a warning), refused, wrong (without a word); the same per
 *   kind of fault; the wrong ones
 */
export function fuzzTruth({ count, seed, onFile = () => {} }) {
  const random = new Random(seed);
  const result = { outcomes: tally(), kinds: {}, failures: [] };
  const faults = Object.keys(pointFaults);
  for (let file = 0; file < count; file++) {
    const body = drawBody(random);
    const names = Array.from(
      { length: random.uniform() < 0.25 ? 2 : 1 },
      () => faults[random.integer(faults.length)],
    );
    let curve = drawCurve(random, body);
    for (const name of new Set(names)) if (curve.sigma) curve = pointFaults[name](curve, random, body);
    const written = writeCurve(curve, random);
    const { outcome, why } = judged(written, body, file % ANALYSED === 0);
    const kinds = [body.name, ...new Set(names), ...written.ways];
    result.outcomes[outcome]++;
    for (const kind of kinds) (result.kinds[kind] ??= tally())[outcome]++;
    if (outcome === 'wrong')
      result.failures.push({ file, kind: kinds.join(', '), why, bytes: written.bytes });
    onFile(file + 1);
  }
  return result;
}

const tally = () => ({ right: 0, doubted: 0, refused: 0, wrong: 0 });

function judged({ bytes, name }, body, whole) {
  try {
    const curve = parseCurve(bytes, { name });
    const faults = (distances) => {
      const analysis = analyseCurve(curve, { distances });
      const warnings = [...curve.warnings, ...analysis.warnings];
      const doubted = warnings.some((warning) => !NO_DOUBT.test(warning));
      return {
        why: [rgFault(analysis, body), dmaxFault(analysis, body)].filter(Boolean).join('; '),
        doubted,
      };
    };
    let found = faults(whole);
    if (found.why && !found.doubted && !whole) found = faults(true);
    if (!found.why) return { outcome: 'right' };
    return found.doubted
      ? { outcome: 'doubted' }
      : { outcome: 'wrong', why: `${found.why} (${curve.unitReason})` };
  } catch (error) {
    if (!(error instanceof InputError)) return { outcome: 'wrong', why: error.stack };
    return { outcome: 'refused' };
  }
}

/**
 * @param {import('decodesaxs').CurveAnalysis} analysis
 * @param {{rg: number}} body
 */
function rgFault({ guinier }, { rg }) {
  if (guinier && Math.abs(guinier.rg - rg) <= Math.max(ERRORS * guinier.rgError, TOLERANCE * rg)) return '';
  return `Rg ${guinier?.rg} ± ${guinier?.rgError}, right ${rg}`;
}

/**
 * A chain has no largest distance, and without p(r) nothing is said of it.
 *
 * @param {import('decodesaxs').CurveAnalysis} analysis
 * @param {{dmax?: number}} body
 */
function dmaxFault({ pairDistance }, { dmax }) {
  if (!dmax || !pairDistance) return '';
  const { dmax: found, dmaxError } = pairDistance;
  if (Math.abs(found - dmax) <= Math.max(ERRORS * dmaxError, DMAX_TOLERANCE * dmax)) return '';
  return `Dmax ${found} ± ${dmaxError}, right ${dmax}`;
}
