// Curves of known answer: the profile of a prolate or oblate ellipsoid, with noise from a seeded generator.

/** Rg in Å of an ellipsoid of revolution with semi-axes a, a, c in Å. */
export const ellipsoidRg = (a, c) => Math.sqrt((2 * a * a + c * c) / 5);

/** I(q)/I(0) of that ellipsoid, averaged over directions (Guinier 1939) by the midpoint rule. */
export function ellipsoidProfile(q, a, c, steps = 60) {
  let sum = 0;
  for (let k = 0; k < steps; k++) {
    const mu = (k + 0.5) / steps;
    const x = q * Math.sqrt(a * a * (1 - mu * mu) + c * c * mu * mu);
    const f = x < 1e-3 ? 1 - (x * x) / 10 : (3 * (Math.sin(x) - x * Math.cos(x))) / x ** 3;
    sum += f * f;
  }
  return sum / steps;
}

/**
 * A measured curve: I(0) 100, errors of `noise` at q = 0 that become relatively larger as the intensity falls.
 *
 * @returns {{q: number[], intensity: number[], sigma: number[], rg: number, dmax: number, mw: number}}
 *   q in 1/Å; mw in kDa of a protein of that volume (1.6 Å³ of hydrated volume per Da)
 */
export function knownCurve(
  random,
  { a = 24, c = 38, from = 0.01, to = 0.3, points = 120, noise = 0.01 } = {},
) {
  const q = Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1));
  const ideal = q.map((value) => 100 * ellipsoidProfile(value, a, c));
  const sigma = ideal.map((value) => noise * Math.sqrt(100 * (value + 1)));
  const intensity = ideal.map((value, i) => value + sigma[i] * random.normal());
  const volume = (4 / 3) * Math.PI * a * a * c;
  return { q, intensity, sigma, rg: ellipsoidRg(a, c), dmax: 2 * Math.max(a, c), mw: volume / 1600 };
}

/** Rows of a text table. */
export const rowsOf = ({ q, intensity, sigma }) =>
  q.map((value, i) => [value, intensity[i], sigma[i]].map((x) => String(Number(x.toPrecision(5)))));

/** A text table with a heading. */
export const table = (heading, rows, separator = ' ') =>
  `${[heading, ...rows.map((row) => row.join(separator))].join('\n')}\n`;
