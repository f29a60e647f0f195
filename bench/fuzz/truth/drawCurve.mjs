// Curves of known answer: bodies whose profile is a formula, on instruments as there are.
import { ellipsoidProfile, ellipsoidRg } from '../knownCurve.mjs';

/** I(q)/I(0) of a shell between two radii in Å. */
function shellProfile(q, inner, outer) {
  const amplitude = (r) => {
    const x = q * r;
    return r ** 3 * (x < 1e-3 ? 1 - (x * x) / 10 : (3 * (Math.sin(x) - x * Math.cos(x))) / x ** 3);
  };
  return ((amplitude(outer) - amplitude(inner)) / (outer ** 3 - inner ** 3)) ** 2;
}

/** I(q)/I(0) of a Gaussian chain (Debye 1947). */
function chainProfile(q, rg) {
  const x = (q * rg) ** 2;
  return x < 1e-4 ? 1 - x / 3 : (2 * (Math.exp(-x) + x - 1)) / (x * x);
}

/** @returns {{name: string, rg: number, dmax?: number, profile: (q: number) => number}} Rg and Dmax in Å, q in 1/Å */
export function drawBody(random) {
  const rg = Math.exp(random.between(Math.log(13), Math.log(70)));
  const kind = random.uniform();
  if (kind < 0.75) {
    const ratio = Math.exp(random.between(Math.log(0.4), Math.log(2.5)));
    const a = rg / ellipsoidRg(1, ratio);
    return {
      name: 'ellipsoid',
      rg,
      dmax: 2 * Math.max(a, a * ratio),
      profile: (q) => ellipsoidProfile(q, a, a * ratio, 24),
    };
  }
  if (kind < 0.85) {
    const share = random.between(0.3, 0.8);
    const outer = rg / Math.sqrt((0.6 * (1 - share ** 5)) / (1 - share ** 3));
    return { name: 'shell', rg, dmax: 2 * outer, profile: (q) => shellProfile(q, share * outer, outer) };
  }
  return { name: 'chain', rg, profile: (q) => chainProfile(q, rg) };
}

const logBetween = (random, low, high) => Math.exp(random.between(Math.log(low), Math.log(high)));

/**
 * A measured curve of a body: errors of 0.1 to 3 % at q = 0 that become relatively larger as the intensity falls.
 *
 * @returns {{q: number[], intensity: number[], sigma: number[], i0: number}} q in 1/Å
 */
export function drawCurve(random, body) {
  const { rg, profile } = body;
  const from = Math.min(logBetween(random, 0.004, 0.02), 0.7 / rg);
  const to = Math.max(random.between(0.18, 0.5), 4 / rg);
  const points = Math.round(logBetween(random, 60, 250));
  const noise = logBetween(random, 0.001, 0.03);
  const i0 = logBetween(random, 0.01, 1e5);
  const truthful = random.uniform() < 0.7 ? 1 : logBetween(random, 0.5, 2);
  const logarithmic = random.uniform() < 0.15;
  const q = Array.from({ length: points }, (_, i) => {
    const t = i / (points - 1);
    return logarithmic ? from * (to / from) ** t : from + (to - from) * t;
  });
  const ideal = q.map((value) => profile(value));
  const error = ideal.map((value) => i0 * noise * Math.sqrt(value + 0.05));
  const intensity = ideal.map((value, i) => i0 * value + error[i] * random.normal());
  return { q, intensity, sigma: error.map((value) => truthful * value), i0 };
}
