// What the benchmarks of the search score against: the curve of one gene, 50 points, 1 % errors.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../kernel-lib/package.json', import.meta.url));
/** A module of the built library. */
export const dist = (path) => require(`decodesaxs/dist/${path}`);

const { zernikeMoments } = dist('moments/zernikeMoments.js');
const { invariants } = dist('moments/invariants.js');
const { profile } = dist('profile/profile.js');
const { layerTerms } = dist('reconstruct/hydration.js');
const { searchTarget } = dist('reconstruct/searchTarget.js');
const { initialise } = dist('search/initialise.js');
const { Random } = dist('random.js');

const RG = 25,
  POINTS = 50,
  NMAX = 20;
export const radius = { low: 1.2 * RG, high: 3.6 * RG };

/**
 * The evolution of a search for that curve, its target without a hydration layer, and what computes the layer.
 */
export function evolutionOf({ autoEncoder, prior }) {
  const q = Float64Array.from({ length: POINTS }, (_, i) => 0.012 + (0.188 * i) / (POINTS - 1));
  const model = autoEncoder.decodeShapes(initialise(1, prior, radius, new Random(9)).latents, 1);
  const intensity = profile(invariants(zernikeMoments(model, 1, NMAX), 1, NMAX), 1, NMAX, q, 2.2 * RG);
  const curve = { q, intensity, sigma: intensity.map((I) => 0.01 * I) };
  const bare = { ...searchTarget(curve, { rg: RG, i0: intensity[0] }), nmax: NMAX };
  const layer = () => layerTerms(model, 1, Float64Array.of(2.2 * RG), bare.curve.q, [0, 0.5]);
  const target = { ...bare, fit: { ...bare.fit, layer: layer() } };
  return { evolution: { network: autoEncoder, target, prior, priorWeight: 0.5, clean: {} }, bare, layer };
}

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
