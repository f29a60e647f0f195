import * as v from 'valibot';
import { checked } from '../input/checked';
import { finite, length, text } from '../input/schemas';
import { compareShapes } from '../superposition/compare';
import type { DensityMap } from '../grid/densityMap';
import { GRID_POINTS, RMAX_SHARE } from '../grid/shapeGrid';
import { readArrow } from '../input/readArrow';
import { InputError } from '../inputError';
import { BODY_THRESHOLD } from '../map/mapToBeads';
import { shapeMap } from '../map/shapeMap';
import { pairedDifference, type PairedDifference } from './pairedDifference';
import type { ModelPoints } from './modelPoints';

/** A result of the authors of decodeSAXS for one entry and one mode. */
export interface PublishedResult {
  readonly id: string;
  /** correlation as published: without mirror images, of the body above 0.3 */
  readonly cc?: number;
  /** their map, 0…1, at the radius given or found */
  readonly map?: DensityMap;
  /** radius found by their search, and that of the model as they computed it, in Å */
  readonly rmaxFound: number;
  readonly rmaxReal: number;
}

const REMEDY = 'a bundle that holds the results of the authors is needed';
/** Fields of a row in the order of its columns, and their values. */
const FIELDS = ['id', 'cc', 'map', 'cell', 'rmaxFound', 'rmaxReal'] as const;
const ROW = v.object({
  id: v.pipe(text, v.minLength(1, 'expected a name')),
  cc: v.nullish(finite),
  map: v.nullish(v.instance(Uint8Array, 'expected bytes')),
  cell: v.nullish(length),
  rmaxFound: length,
  rmaxReal: length,
});

/** Their cell is 2 · rmax / 0.9. */
const RMAX_OF_CELL = RMAX_SHARE / 2;

/**
 * The authors' results in an evaluation bundle, an Arrow IPC file with the columns id, authors_cc_…,
 * authors_map_…, authors_cell_… (… = withrmax and withoutrmax), authors_rmax_found and authors_rmax_real.
 *
 * @param mode `given`: the radius was given; `free`: it was searched
 * @throws InputError when a column is missing, or a value is of another kind or not finite
 */
export function readPublishedResults(
  ipc: Uint8Array,
  mode: 'given' | 'free',
  name = 'The evaluation bundle',
): PublishedResult[] {
  const suffix = mode === 'given' ? 'withrmax' : 'withoutrmax';
  const columns = [
    'id',
    `authors_cc_${suffix}`,
    `authors_map_${suffix}`,
    `authors_cell_${suffix}`,
    'authors_rmax_found',
    'authors_rmax_real',
  ];
  const table = readArrow(ipc, columns, {
    what: name,
    remedy: REMEDY,
  });
  return Array.from({ length: table.rows }, (_, i) => {
    const found = Object.fromEntries(FIELDS.map((field, c) => [field, table.at(columns[c], i)]));
    const { id, cc, map, cell, rmaxFound, rmaxReal } = checked(ROW, found, {
      what: `Row ${i + 1} of ${name}`,
      remedy: REMEDY,
    });
    return {
      id,
      ...(typeof cc === 'number' ? { cc } : {}),
      ...(map?.length === GRID_POINTS && typeof cell === 'number'
        ? {
            map: shapeMap(
              Float32Array.from(map, (value) => value / 255),
              RMAX_OF_CELL * cell,
              BODY_THRESHOLD,
            ),
          }
        : {}),
      rmaxFound,
      rmaxReal,
    };
  });
}

/**
 * The authors' map scored like our own maps: soft values, mirror images allowed, each body at its own
 * radius. Undefined where there is no map.
 */
export function rescorePublished(published: PublishedResult, model: ModelPoints): number | undefined {
  return published.map && compareShapes({ points: model.xyz, radius: model.radius }, published.map).ownRadius;
}

/** Correlations of two methods for the entries that both have, and their paired difference. */
export interface MethodComparison {
  readonly entries: readonly { readonly id: string; readonly ours: number; readonly theirs: number }[];
  readonly meanOurs: number;
  readonly meanTheirs: number;
  /** ours − theirs */
  readonly difference: PairedDifference;
}

/**
 * Compares correlations entry by entry.
 *
 * @param ours correlation by entry; entries without one are left out
 * @throws InputError when fewer than two entries have both
 */
export function compareMethods(
  ours: ReadonlyMap<string, number | undefined>,
  theirs: ReadonlyMap<string, number | undefined>,
  seed = 1,
): MethodComparison {
  const entries = [...ours].flatMap(([id, cc]) => {
    const other = theirs.get(id);
    return cc === undefined || other === undefined ? [] : [{ id, ours: cc, theirs: other }];
  });
  if (entries.length < 2)
    throw new InputError(
      `${entries.length} entries have a correlation by both methods: two or more are needed.`,
    );
  const mean = (pick: (entry: (typeof entries)[number]) => number): number =>
    entries.reduce((sum, entry) => sum + pick(entry), 0) / entries.length;
  return {
    entries,
    meanOurs: mean((e) => e.ours),
    meanTheirs: mean((e) => e.theirs),
    difference: pairedDifference(
      entries.map((e) => e.ours),
      entries.map((e) => e.theirs),
      { seed },
    ),
  };
}
