import { GRID_POINTS } from '../../src/grid/shapeGrid';
import { invariants } from '../../src/moments/invariants';
import { zernikeMoments } from '../../src/moments/zernikeMoments';
import type { AutoEncoder } from '../../src/network/autoEncoder';
import { profile } from '../../src/profile/profile';

/** A decoder of ellipsoids: the first three latents are their half-axes about 8, the largest made 13.5 steps. */
export const ellipsoids: AutoEncoder = {
  name: 'ellipsoids',
  encode: () => {
    throw new Error('not needed');
  },
  decode: (latents, count) => Float32Array.from(ellipsoids.decodeShapes(latents, count)),
  decodeShapes(latents, count) {
    const grids = new Uint8Array(count * GRID_POINTS);
    for (let g = 0; g < count; g++) {
      const axes = [0, 1, 2].map((k) => Math.max(2, 8 + latents[g * 200 + k]));
      const [a, b, c] = axes.map((axis) => ((axis / Math.max(...axes)) * 13.5) ** 2);
      for (let x = -13; x <= 13; x++)
        for (let y = -13; y <= 13; y++) {
          const left = 1 - (x * x) / a - (y * y) / b;
          for (let z = -13; z <= 13; z++)
            if (z * z <= left * c) grids[g * GRID_POINTS + ((x + 15) * 31 + y + 15) * 31 + z + 15] = 1;
        }
    }
    return grids;
  },
};
export const prior = { mean: new Float32Array(200), deviation: new Float32Array(200).fill(2.5) };
const NMAX = 12;
const q = Float64Array.from({ length: 40 }, (_, i) => 0.01 + i * 0.004);

/** The profile of one ellipsoid of these half-axes (8 + latent) at a radius, 1 % errors. */
export function target(latents: number[], rmax: number, low: number, high: number) {
  const z = new Float32Array(200);
  z.set(latents);
  const intensity = profile(
    invariants(zernikeMoments(ellipsoids.decodeShapes(z, 1), 1, NMAX), 1, NMAX),
    1,
    NMAX,
    q,
    rmax,
  );
  return {
    curve: { q, intensity, sigma: intensity.map((I) => 0.01 * I) },
    radius: { low, high },
    nmax: NMAX,
    fit: {},
  };
}
