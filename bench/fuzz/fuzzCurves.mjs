// Reads mutated curve files and checks every result.
import { parseCurve } from 'decodesaxs/dist/curve/format/parseCurve.js';
import { analyseCurve } from 'decodesaxs/dist/curve/analyseCurve.js';
import { InputError } from 'decodesaxs/dist/inputError.js';
import { Random } from 'decodesaxs/dist/random.js';
import { mutate } from './mutate.mjs';
import { notFinite } from './notFinite.mjs';
import { seedCurves } from './seedCurves.mjs';

/** Milliseconds of computing that a file may take; waiting for a busy machine does not count. */
const PATIENCE = 1000;
/** One of so many files that are read goes through all analyses. */
const ANALYSED = 25;

/**
 * @param {{count: number, seed: number, onFile?: (done: number) => void}} options
 * @returns {{read: number, refused: number, analysed: number, slowest: number, slowestFile: number, failures: {file: number, why: string, bytes: Uint8Array}[]}}
 */
export function fuzzCurves({ count, seed, onFile = () => {} }) {
  const random = new Random(seed);
  const seeds = seedCurves();
  const result = { read: 0, refused: 0, analysed: 0, slowest: 0, slowestFile: 0, failures: [] };
  for (let file = 0; file < count; file++) {
    const bytes = mutate(seeds, random);
    const start = computed();
    const why = trouble(bytes, file, result);
    const took = computed() - start;
    if (took > result.slowest) [result.slowest, result.slowestFile] = [took, file];
    if (why || took > PATIENCE)
      result.failures.push({ file, why: why ?? `took ${took.toFixed(0)} ms`, bytes });
    onFile(file + 1);
  }
  return result;
}

function computed() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function trouble(bytes, file, result) {
  try {
    const unit = /** @type {const} */ ([undefined, '1/A', '1/nm'])[file % 3];
    const curve = parseCurve(bytes, { name: 'mutant', unit });
    result.read++;
    const fault = faultOf(curve);
    if (fault || result.read % ANALYSED) return fault;
    result.analysed++;
    return analysisTrouble(curve);
  } catch (error) {
    result.refused++;
    return refusalTrouble(error);
  }
}

/** The analysis of a curve that was read may refuse it in its turn: there is no particle in it. */
function analysisTrouble(curve) {
  try {
    return notFinite(analyseCurve(curve), 'analysis');
  } catch (error) {
    return refusalTrouble(error);
  }
}

function refusalTrouble(error) {
  if (!(error instanceof InputError)) return error.stack;
  return /\n|NaN|undefined/.test(error.message) ? `the refusal reads: ${error.message}` : undefined;
}

/** @param {import('decodesaxs').MeasuredCurve} curve */
function faultOf({ q, intensity, sigma, qUnit, qUnitConfidence, pointsRead, errors: kind, gnom, ...rest }) {
  const n = q.length;
  if (n < 10 || intensity.length !== n || sigma.length !== n)
    return `${n} points, ${intensity.length} intensities, ${sigma.length} errors`;
  for (let i = 0; i < n; i++) {
    if (!(q[i] > 0 && q[i] < Infinity && (i === 0 || q[i] > q[i - 1]))) return `q ${q[i]} at point ${i}`;
    if (!Number.isFinite(intensity[i]) || !(sigma[i] > 0 && sigma[i] < Infinity))
      return `I ${intensity[i]}, sigma ${sigma[i]} at point ${i}`;
  }
  if (qUnit !== '1/A' && qUnit !== '1/nm') return `unit ${qUnit}`;
  if (!(qUnitConfidence >= 0.9 && qUnitConfidence <= 1)) return `confidence ${qUnitConfidence}`;
  if (!(pointsRead >= n)) return `${pointsRead} points read, ${n} used`;
  if (kind !== 'measured' && kind !== 'model') return `errors ${kind}`;
  const said = JSON.stringify(rest);
  return /NaN|Infinity|undefined/.test(said) ? `the result says ${said}` : undefined;
}
