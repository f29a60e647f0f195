// Bodies whose Rg and Dmax are known, and curves of them as instruments measure them.
const sinc = (x) => (Math.abs(x) < 1e-6 ? 1 : Math.sin(x) / x);
const amplitude = (x) => (x < 1e-3 ? 1 - (x * x) / 10 : (3 * (Math.sin(x) - x * Math.cos(x))) / x ** 3);

/** 2 J1(x)/x from Bessel's integral J1(x) = 1/π ∫ cos(t − x sin t) dt. */
function disc(x) {
  if (x < 1e-6) return 1;
  const steps = 40 + Math.ceil(2 * x);
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const t = ((i + 0.5) * Math.PI) / steps;
    sum += Math.cos(t - x * Math.sin(t));
  }
  return (2 * sum) / steps / x;
}

const overDirections = (steps, value) => {
  let sum = 0;
  for (let i = 0; i < steps; i++) sum += value((i + 0.5) / steps) / steps;
  return sum;
};

const ball = (radius) => ({
  name: `ball ${radius}`,
  rg: radius * Math.sqrt(0.6),
  dmax: 2 * radius,
  intensity: (q) => amplitude(q * radius) ** 2,
});
const ellipsoid = (a, c) => ({
  name: `ellipsoid ${a}, ${a}, ${c}`,
  rg: Math.sqrt((2 * a * a + c * c) / 5),
  dmax: 2 * Math.max(a, c),
  intensity: (q) =>
    overDirections(100, (u) => amplitude(q * Math.sqrt(a * a * (1 - u * u) + c * c * u * u)) ** 2),
});
const cylinder = (radius, length) => ({
  name: `cylinder ${radius}, ${length}`,
  rg: Math.sqrt(radius ** 2 / 2 + length ** 2 / 12),
  dmax: Math.hypot(2 * radius, length),
  intensity: (q) =>
    overDirections(150, (u) => (disc(q * radius * Math.sqrt(1 - u * u)) * sinc((q * length * u) / 2)) ** 2),
});
const twoBalls = (radius, distance) => ({
  name: `two balls ${radius}, ${distance} apart`,
  rg: Math.sqrt(0.6 * radius ** 2 + distance ** 2 / 4),
  dmax: distance + 2 * radius,
  intensity: (q) => (amplitude(q * radius) ** 2 * (1 + sinc(q * distance))) / 2,
});
/** A ball of density 1 with a core of another. */
const coreShell = (inner, outer, core) => {
  const mass = outer ** 3 - (1 - core) * inner ** 3;
  return {
    name: `core–shell ${inner}, ${outer}, core ${core}`,
    rg: Math.sqrt((0.6 * (outer ** 5 - (1 - core) * inner ** 5)) / mass),
    dmax: 2 * outer,
    intensity: (q) =>
      ((outer ** 3 * amplitude(q * outer) - (1 - core) * inner ** 3 * amplitude(q * inner)) / mass) ** 2,
  };
};
/** Debye 1947; it has no longest distance. */
const chain = (rg) => ({
  name: `Gaussian chain ${rg}`,
  rg,
  intensity: (q) => {
    const x = (q * rg) ** 2;
    return x < 1e-4 ? 1 - x / 3 : (2 * (Math.exp(-x) + x - 1)) / x ** 2;
  },
});

export const bodies = [
  ball(25),
  ball(45),
  ellipsoid(15, 45),
  ellipsoid(40, 18),
  cylinder(20, 90),
  cylinder(30, 20),
  twoBalls(20, 50),
  coreShell(25, 40, 0.5),
  coreShell(30, 45, 0),
  cylinder(10, 200),
  chain(30),
];

/** A curve with the noise of counts: σ = level √(I + 0.002) √(0.02/q), in units of I(0). */
export function measured(intensity, { qMin, qMax, level, points = 600 }, random) {
  const q = Float64Array.from({ length: points }, (_, i) => qMin + ((qMax - qMin) * i) / (points - 1));
  const exact = q.map(intensity);
  const sigma = exact.map((value, i) => level * Math.sqrt((value + 0.002) * (0.02 / q[i])));
  return { q, intensity: exact.map((value, i) => value + sigma[i] * random.normal()), sigma };
}
