import fs from 'node:fs';
import path from 'node:path';
import { Random } from '../../src/random';
import type { Curve } from '../../src/curve/curve';

/** q from `first` to `last`, evenly. */
export function evenQ(first: number, last: number, points: number): Float64Array {
  return Float64Array.from({ length: points }, (_, i) => first + ((last - first) * i) / (points - 1));
}

/** Intensity of a uniform ball, 1 at q = 0 (Rayleigh 1911). */
export function ball(q: number, radius: number): number {
  const x = q * radius;
  return x < 1e-4 ? 1 : ((3 * (Math.sin(x) - x * Math.cos(x))) / x ** 3) ** 2;
}

/** p(r) of a ball whose I(0) is 1: 4π ∫ p dr = 1. */
export function ballDistances(r: number, radius: number): number {
  const x = r / (2 * radius);
  return x >= 1 ? 0 : (12 * x * x * (2 - 3 * x + x ** 3)) / (2 * radius) / (4 * Math.PI);
}

/** Intensity of an ellipsoid of revolution with half axes a, a, c: the mean over its directions. */
export function ellipsoid(q: number, a: number, c: number): number {
  const steps = 200;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const cosine = (i + 0.5) / steps;
    sum += ball(q, Math.sqrt(a * a * (1 - cosine ** 2) + c * c * cosine ** 2));
  }
  return sum / steps;
}

/** Intensity of a long chain with Gaussian statistics (Debye 1947). */
export function gaussianChain(q: number, rg: number): number {
  const x = (q * rg) ** 2;
  return x < 1e-4 ? 1 - x / 3 : (2 * (Math.exp(-x) - 1 + x)) / (x * x);
}

/** A curve of an intensity with errors of a share of it and of I(0), with that noise on it. */
export function noisy(
  q: Float64Array,
  intensity: (q: number) => number,
  seed: number,
  relative = 0.01,
  absolute = 2e-4,
): Curve {
  const random = new Random(seed);
  const exact = q.map(intensity);
  const i0 = intensity(1e-6);
  const sigma = exact.map((value) => Math.hypot(relative * value, absolute * i0));
  return { q, intensity: exact.map((value, i) => value + sigma[i] * random.normal()), sigma };
}

/** The text of a curve as instruments write it. */
export function asText({ q, intensity, sigma }: Curve, factor = 1): string {
  return Array.from(
    q,
    (value, i) =>
      `${(value * factor).toExponential(6)} ${intensity[i].toExponential(6)} ${sigma[i].toExponential(6)}`,
  ).join('\n');
}

/** What the evaluation data say of one of their measured curves, of that which the tests read. */
export interface CurveFacts {
  readonly id: string;
  readonly file: string;
  readonly q_unit: '1/A' | '1/nm';
  readonly n_points: number;
  readonly q_min: number;
  readonly q_max: number;
  readonly has_errors: boolean;
  readonly rg_guinier: number | null;
  readonly rg_model: number;
  readonly model_kind: string;
  readonly model_has_nucleic: boolean;
  readonly n_model_points: number;
}

/** The measured curves of the evaluation data, path of the curve included. */
export function measuredCurves(root: string): CurveFacts[] {
  return fs
    .readdirSync(root)
    .sort()
    .map((id) => {
      const facts = JSON.parse(fs.readFileSync(path.join(root, id, 'meta.json'), 'utf8'));
      const { file } = facts.source.find((source: { role: string }) => source.role === 'curve');
      return { ...facts, id, file: path.join(root, id, file) };
    });
}
