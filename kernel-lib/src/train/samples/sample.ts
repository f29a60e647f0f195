import { distanceField } from '../../grid/distanceField';
import { GRID_POINTS } from '../../grid/shapeGrid';
import { voxelise } from '../../grid/voxelise';
import { BALL_INDEX, BALL_POINTS } from '../../grid/unitBall';
import { Random } from '../../random';
import { vary, type Variation, type VariedStructure } from './augment';
import { splitOf } from './split';
import { structurePoints, type StructureSet } from './structureSet';
import { tanh } from '../../elementary';

/** Squashed distance is c · tanh(d / c) with this c, in grid steps. */
export const SQUASH = 4;

/** The variations of each structure, in this order. */
export const VARIATIONS: readonly Variation[] = [
  'asIs',
  'beads',
  'affine',
  'smooth',
  'assembly',
  'pair',
  'bent',
  'tailed',
  'rough',
];
/** Those from which curves are computed: rough surfaces are not physical bodies. */
export const CURVE_VARIATIONS = VARIATIONS.slice(0, 8);

/**
 * A training sample: tanh(d / 4) of the signed distance d in grid steps at the 14147 points of the
 * unit ball, times 127 as a signed byte. Its sign is the shape.
 */
export function writeSample(grid: Uint8Array, out: Int8Array, offset: number, field: Float32Array): void {
  distanceField(grid, field);
  for (let b = 0; b < BALL_POINTS; b++) {
    const value = Math.round(127 * tanh(field[BALL_INDEX[b]] / SQUASH));
    out[offset + b] = value === 0 ? (field[BALL_INDEX[b]] > 0 ? 1 : -1) : value;
  }
}

/** Structure `s` of a set in one of its variations: a pure function of its arguments. */
export function variedStructure(
  set: StructureSet,
  s: number,
  variation: number,
  seed: number,
): VariedStructure {
  const random = Random.stream(seed, 'sample', s, variation);
  return vary(structurePoints(set, s), VARIATIONS[variation], random, () =>
    structurePoints(set, partnerOf(set, s, random)),
  );
}

/** Another structure on the same side of the split between training and tests. */
function partnerOf(set: StructureSet, s: number, random: Random): number {
  const n = set.ids.length;
  const { heldBack } = splitOf(set);
  for (let attempt = 0; attempt < 100; attempt++) {
    const partner = random.integer(n);
    if (partner !== s && heldBack[partner] === heldBack[s]) return partner;
  }
  return s;
}

/**
 * Makes the samples of structures first, first + 1, … of a set in the given variation; the seed of
 * a sample depends only on its structure and variation.
 *
 * @returns count × 14147 signed bytes
 */
export function makeSamples(
  set: StructureSet,
  structures: ArrayLike<number>,
  variation: number,
  seed: number,
): Int8Array {
  const out = new Int8Array(structures.length * BALL_POINTS);
  const field = new Float32Array(GRID_POINTS);
  for (let i = 0; i < structures.length; i++) {
    const varied = variedStructure(set, structures[i], variation, seed);
    const { grid } = voxelise(varied.xyz, { rmax: varied.rmax, radius: varied.radius, centre: false });
    writeSample(grid, out, i * BALL_POINTS, field);
  }
  return out;
}
