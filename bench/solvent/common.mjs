// What the measurements of the solvent correction share: entries, targets with and without it, means.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../kernel-lib/package.json', import.meta.url));
export const dist = (path) => require(`decodesaxs/dist/${path}`);
const { openDataset } = dist('node/evaluation/dataset.js');
const { guinier } = dist('curve/guinier.js');
const { rebin } = dist('curve/rebin.js');
const { searchTarget } = dist('reconstruct/searchTarget.js');
const { layeredProfile } = dist('reconstruct/hydration.js');
const { chiSquare } = dist('profile/chiSquare.js');

/** Every n-th entry of a dataset from the given one on, with its Guinier fit and its model. */
export function entriesOf(dataset, { every = 1, first = 0 }) {
  return openDataset(dataset)
    .filter((_, i) => i % every === first)
    .map((entry) => {
      const curve = entry.curve(),
        model = entry.model();
      return { id: entry.id, curve, model, guinier: guinier(curve) };
    });
}

/** The bounds and errors of the fit before there was a correction. */
const BEFORE = { formFactor: [-2, 9], error: 0.01 };

/**
 * A target of an entry: `before` as the search had it without a correction, else as it is now.
 * `change` replaces bounds of the fit.
 *
 * @param {any} entry
 * @param {{before?: boolean, qMax?: number, change?: object, modelError?: number}} options
 */
export function targetOf(
  { curve, guinier: { rg, i0, first } },
  { before = false, qMax = 0.2, change = {}, modelError } = {},
) {
  const points = rebin(curve, { qMin: curve.q[first], qMax, points: 60 });
  const target = searchTarget(points, { rg, i0, modelError: before ? 0 : modelError });
  const fit = { ...target.fit, ...(before ? { formFactor: BEFORE.formFactor } : {}), ...change };
  if (!before) return { ...target, fit };
  const { q, intensity, sigma } = target.curve;
  return {
    ...target,
    fit,
    curve: { q, intensity, sigma: sigma.map((s, i) => Math.hypot(s, BEFORE.error * intensity[i])) },
  };
}

/** Bounds of the contrast of a layer relative to the body's. */
const LAYER = [0, 0.5];

/** The layer of a body as `chiSquare` takes it. */
export function layerTerms({ body, cross, own }, bounds = LAYER) {
  return { bounds, cross: cross.map((x, i) => x / body[i]), own: own.map((l, i) => l / body[i]) };
}

/** A shape of 31³ voxels with its layer, fitted to a curve at a radius in Å. */
export function fitShape(shape, rmax, curve, fit) {
  const profiles = layeredProfile(shape, rmax, curve.q);
  return { ...chiSquare(curve, profiles.body, { ...fit, layer: layerTerms(profiles) }), profiles };
}

export const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;
export const geometricMean = (values) => Math.exp(mean(values.map(Math.log)));

/** Mean of paired differences with its standard error. */
export function paired(values, others) {
  const d = values.map((v, i) => v - others[i]),
    m = mean(d);
  const error = Math.sqrt(mean(d.map((x) => (x - m) ** 2)) / (d.length - 1));
  return `${m < 0 ? '−' : '+'}${Math.abs(m).toFixed(4)} ± ${error.toFixed(4)}`;
}

/** Options `--name number` of the command line. */
export function numbersOf(args) {
  const options = {};
  for (let i = 0; i + 1 < args.length; i++)
    if (args[i].startsWith('--')) options[args[i].slice(2)] = Number(args[i + 1]);
  return options;
}
