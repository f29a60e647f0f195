import { GRID_POINTS } from '../grid/shapeGrid';
import { keepLargestRegion } from '../grid/largestRegion';
import { LATENT_SIZE, type AutoEncoder } from '../network/autoEncoder';

/** Options of `cleanRegions`. */
export interface CleanOptions {
  /** number of passes of a broken shape through the auto-encoder; 0: only its largest region is kept */
  readonly rounds?: number;
  /** share of the voxels outside the largest region from which a shape counts as broken */
  readonly above?: number;
  /** largest number of shapes per call that pass through the auto-encoder, the most broken first */
  readonly atMost?: number;
}

/**
 * Region cleaning (He, Liu & Liu 2020): a particle is one piece, so each shape keeps its largest
 * region. The cleaned shape of a badly broken gene goes through encoder and decoder once more and
 * replaces the gene, so that the gene matches the scored shape; repeated a limited number of times,
 * and omitted where the network has no encoder.
 *
 * @param latents count × 200, replaced in place where a shape was broken
 * @param shapes count × 31³ of 0 and 1 decoded from them, cleaned in place
 * @returns number of genes replaced
 */
export function cleanRegions(
  network: AutoEncoder,
  latents: Float32Array,
  shapes: Uint8Array,
  count: number,
  { rounds = 1, above = 0.25, atMost = 2 }: CleanOptions = {},
): number {
  let replaced = 0;
  let candidates = Array.from({ length: count }, (_, g) => g);
  for (let round = 0; ; round++) {
    const broken: { gene: number; lost: number }[] = [];
    for (const gene of candidates) {
      const [{ regions, lost }] = keepLargestRegion(
        shapes.subarray(gene * GRID_POINTS, (gene + 1) * GRID_POINTS),
      );
      if (regions > 1) broken.push({ gene, lost });
    }
    if (round >= rounds || network.encodes === false) return replaced;
    const worst = broken
      .filter(({ lost }) => lost > above)
      .sort((a, b) => b.lost - a.lost)
      .slice(0, atMost);
    if (worst.length === 0) return replaced;
    candidates = worst.map(({ gene }) => gene);
    throughNetwork(network, latents, shapes, candidates);
    replaced += candidates.length;
  }
}

function throughNetwork(
  network: AutoEncoder,
  latents: Float32Array,
  shapes: Uint8Array,
  genes: readonly number[],
): void {
  const grids = new Uint8Array(genes.length * GRID_POINTS);
  genes.forEach((g, i) =>
    grids.set(shapes.subarray(g * GRID_POINTS, (g + 1) * GRID_POINTS), i * GRID_POINTS),
  );
  const codes = network.encode(grids, genes.length, 'quick');
  const decoded = network.decodeShapes(codes, genes.length);
  genes.forEach((g, i) => {
    latents.set(codes.subarray(i * LATENT_SIZE, (i + 1) * LATENT_SIZE), g * LATENT_SIZE);
    shapes.set(decoded.subarray(i * GRID_POINTS, (i + 1) * GRID_POINTS), g * GRID_POINTS);
  });
}
