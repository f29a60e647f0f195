// What goes wrong with the points of a curve. Each takes a curve (q in 1/Å) of a body and gives the spoilt one.

const logBetween = (random, low, high) => Math.exp(random.between(Math.log(low), Math.log(high)));
const withIntensity = (curve, change) => ({ ...curve, intensity: curve.intensity.map(change) });
const chosen = (curve, keep) => {
  const part = (values) => values.filter((_, i) => keep(i));
  return { ...curve, q: part(curve.q), intensity: part(curve.intensity), sigma: part(curve.sigma) };
};
/** The number of points up to a q·Rg. */
const upTo = ({ q }, { rg }, reach) => q.filter((value) => value * rg < reach).length;

export const pointFaults = {
  none: (curve) => curve,
  outlier: (curve, random) => {
    const at = random.integer(curve.q.length);
    const factor = logBetween(random, 2, 1e4);
    return withIntensity(curve, (value, i) => (i === at ? Math.abs(value) * factor : value));
  },
  'first point': (curve, random) => {
    const factor = random.uniform() < 0.7 ? logBetween(random, 1.5, 1e5) : random.between(-1, 0.6);
    return withIntensity(curve, (value, i) => (i === 0 ? value * factor : value));
  },
  'several outliers': (curve, random) => {
    const many = 2 + random.integer(4);
    const at = new Set(Array.from({ length: many }, () => random.integer(curve.q.length)));
    const more = curve.i0 * logBetween(random, 0.3, 100);
    return withIntensity(curve, (value, i) => (at.has(i) ? value + more : value));
  },
  'outliers side by side': (curve, random) => {
    const at = random.integer(curve.q.length - 3);
    const wide = 2 + random.integer(2);
    const more = curve.i0 * logBetween(random, 0.5, 1000);
    return withIntensity(curve, (value, i) => (i >= at && i < at + wide ? value + more : value));
  },
  'dead pixels': (curve, random) => {
    const many = 1 + random.integer(4);
    const at = new Set(Array.from({ length: many }, () => random.integer(curve.q.length)));
    const to = [0, 0.01, -0.02][random.integer(3)] * curve.i0;
    return withIntensity(curve, (value, i) => (at.has(i) ? to : value));
  },
  leak: (curve, random) => {
    const height = curve.i0 * logBetween(random, 0.3, 100);
    const power = random.between(3.5, 7);
    return withIntensity(curve, (value, i) => value + height * (curve.q[0] / curve.q[i]) ** power);
  },
  'narrow beam': (curve, random, body) => {
    const height = curve.i0 * logBetween(random, 0.5, 1000);
    const width = random.between(0.05, 0.25) / body.rg;
    return withIntensity(
      curve,
      (value, i) => value + height * Math.exp(-(((curve.q[i] - curve.q[0]) / width) ** 2)),
    );
  },
  shadow: (curve, random, body) => {
    const dark = 1 + random.integer(Math.max(1, upTo(curve, body, 0.7)));
    const factor = random.between(0, 0.5);
    return withIntensity(curve, (value, i) => (i < dark ? value * factor : value));
  },
  'soft shadow': (curve, random, body) => {
    const middle = random.integer(Math.max(1, upTo(curve, body, 0.5)));
    const width = random.between(0.3, 0.1 * middle + 0.4);
    return withIntensity(curve, (value, i) => value / (1 + Math.exp((middle - i) / width)));
  },
  'negative shadow': (curve, random, body) => {
    const dark = 1 + random.integer(Math.max(1, upTo(curve, body, 0.6)));
    return withIntensity(curve, (value, i) => (i < dark ? -Math.abs(value) * random.uniform() : value));
  },
  'constant left': (curve, random) => {
    const constant = curve.i0 * logBetween(random, 0.001, 0.3);
    return withIntensity(curve, (value) => value + constant);
  },
  'constant taken': (curve, random) => {
    const constant = curve.i0 * logBetween(random, 0.001, 0.05);
    return withIntensity(curve, (value) => value - constant);
  },
  'more noise': (curve, random) => {
    const factor = logBetween(random, 2, 20);
    const sigma = curve.sigma.map((value) => value * factor);
    return { ...withIntensity(curve, (value, i) => value + sigma[i] * random.normal()), sigma };
  },
  'late start': (curve, random, body) => {
    const start = random.between(0.7, 1.6) / body.rg;
    return chosen(curve, (i) => curve.q[i] >= start);
  },
  'early end': (curve, random, body) => {
    const end = random.between(1.2, 3) / body.rg;
    return chosen(curve, (i) => curve.q[i] <= end);
  },
  gap: (curve, random) => {
    const from = random.integer(curve.q.length);
    const to = from + random.integer(Math.ceil(0.3 * curve.q.length));
    return chosen(curve, (i) => i < from || i >= to);
  },
  'two detectors': (curve, random) => {
    const [low, high] = [random.between(0.2, 0.5), random.between(0.5, 0.7)].map((share) =>
      Math.floor(share * curve.q.length),
    );
    const scale = 1 + 0.02 * random.normal();
    const second = chosen(curve, (i) => i >= low);
    const first = chosen(curve, (i) => i < high);
    const joined = (name, factor = 1) => [...first[name], ...second[name].map((value) => value * factor)];
    return {
      ...curve,
      q: joined('q', 1.0001),
      intensity: joined('intensity', scale),
      sigma: joined('sigma', scale),
    };
  },
  'masked ends': (curve, random) => {
    const [low, high] = [random.integer(30), random.integer(30)];
    const mark = [0, -1, -2][random.integer(3)];
    const masked = (i) => i < low || i >= curve.q.length - high;
    const steps = curve.q[1] - curve.q[0];
    const before = Array.from({ length: low }, (_, i) => curve.q[0] - (low - i) * steps).filter((v) => v > 0);
    const q = [...before, ...curve.q];
    const pad = (values, value) => [...before.map(() => value), ...values];
    return {
      ...curve,
      q,
      intensity: pad(
        curve.intensity.map((value, i) => (masked(i + low) && i >= low ? mark : value)),
        mark,
      ),
      sigma: pad(
        curve.sigma.map((value, i) => (masked(i + low) && i >= low ? mark : value)),
        mark,
      ),
    };
  },
  'errors copied': (curve) => ({ ...curve, sigma: curve.intensity.map(Math.abs) }),
  'errors zero': (curve) => ({ ...curve, sigma: curve.sigma.map(() => 0) }),
  'errors far off': (curve, random) => {
    const factor = random.uniform() < 0.5 ? logBetween(random, 3, 1000) : logBetween(random, 0.001, 0.3);
    return { ...curve, sigma: curve.sigma.map((value) => value * factor) };
  },
  'errors absent': (curve) => ({ ...curve, sigma: undefined }),
  'errors equal': (curve, random) => {
    const error = curve.i0 * logBetween(random, 0.0005, 0.01);
    return {
      ...withIntensity(curve, (value) => value + error * random.normal()),
      sigma: curve.q.map(() => error),
    };
  },
};
