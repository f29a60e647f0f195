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
/** Every so many curves that are read go through all analyses, whose Dmax and radius are not held against anything. */
const ANALYSED = 100;
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
      { length: 1 + (random.uniform() < 0.25) },
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

function judged({ bytes, name }, { rg }, whole) {
  try {
    const curve = parseCurve(bytes, { name });
    const analysis = analyseCurve(curve, { distances: whole });
    const fit = analysis.guinier;
    const warnings = [...curve.warnings, ...analysis.warnings];
    if (fit && Math.abs(fit.rg - rg) <= Math.max(ERRORS * fit.rgError, TOLERANCE * rg))
      return { outcome: 'right' };
    if (warnings.some((warning) => !NO_DOUBT.test(warning))) return { outcome: 'doubted' };
    return { outcome: 'wrong', why: `Rg ${fit?.rg} ± ${fit?.rgError}, right ${rg} (${curve.unitReason})` };
  } catch (error) {
    if (!(error instanceof InputError)) return { outcome: 'wrong', why: error.stack };
    return { outcome: 'refused' };
  }
}
