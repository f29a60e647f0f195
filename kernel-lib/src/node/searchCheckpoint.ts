import { createHash } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import * as v from 'valibot';
import { GRID_POINTS } from '../grid/shapeGrid';
import { checked } from '../input/checked';
import { count, finite } from '../input/schemas';
import { InputError } from '../inputError';
import { LATENT_SIZE } from '../network/autoEncoder';
import type { SavedSearch } from '../reconstruct/reconstruct';
import { ELITE } from '../search/generation';
import type { SearchState } from '../search/geneticAlgorithm';
import { readBytes, writeAtomic } from './files';

/** Version of the format; other versions are refused. */
const FORMAT = 3;
/** Number of bytes of the SHA-256 at the beginning of the file. */
const DIGEST = 32;
/** Largest file, bytes: 100 islands of 10,000 genes. */
const MOST = 2 ** 30;

interface CheckpointFile {
  readonly format: number;
  readonly key: string;
  readonly saved: SavedSearch;
}

/**
 * Writes the state of a search, so that it can continue after the process was killed. The file begins with the
 * SHA-256 of the rest.
 *
 * @param key identifies the curve, options and version of the search
 */
export function writeCheckpoint(file: string, key: string, saved: SavedSearch): void {
  const states = saved.states.map((state) => withShapes(state, pack(state.population.eliteShapes)));
  const content: CheckpointFile = { format: FORMAT, key, saved: { states, history: saved.history } };
  const bytes = serialize(content);
  writeAtomic(file, Buffer.concat([digestOf(bytes), bytes]));
}

/**
 * The search in a checkpoint, or undefined where there is none.
 *
 * @throws InputError when it is damaged, or belongs to another curve, other options or another version
 */
export function readCheckpoint(file: string, key: string): SavedSearch | undefined {
  if (!existsSync(file)) return undefined;
  const remedy = 'start again without --resume';
  const damaged = (): InputError => new InputError(`The checkpoint ${file} is damaged: ${remedy}.`);
  const bytes = Buffer.from(readBytes(file, MOST));
  const rest = bytes.subarray(DIGEST);
  if (!digestOf(rest).equals(bytes.subarray(0, DIGEST))) throw damaged();
  let content: unknown;
  try {
    content = deserialize(rest);
  } catch {
    throw damaged();
  }
  const source = { what: `The checkpoint ${file}`, remedy };
  const head = checked(HEAD, content, source);
  if (head.format !== FORMAT || head.key !== key) {
    throw new InputError(
      `The checkpoint ${file} belongs to another curve, other options or another version: ${remedy}.`,
    );
  }
  const saved = checked(SAVED, head.saved, source) as unknown as SavedSearch;
  return {
    history: saved.history,
    states: saved.states.map((state) => withShapes(state, unpack(state.population.eliteShapes))),
  };
}

/** Removes a checkpoint that is no longer needed. */
export function removeCheckpoint(file: string): void {
  rmSync(file, { force: true });
}

const HEAD = v.object({ format: v.number(), key: v.string(), saved: v.unknown() });

const floats = (kind: typeof Float32Array | typeof Float64Array): v.GenericSchema =>
  v.custom((x) => x instanceof kind && x.every(Number.isFinite), 'expected finite numbers');
const bytes = v.instance(Uint8Array, 'expected bytes');

const POPULATION = v.pipe(
  v.looseObject({
    count,
    latents: floats(Float32Array),
    rmax: floats(Float64Array),
    fitness: floats(Float64Array),
    scores: v.looseObject({ chi2: floats(Float64Array) }),
    eliteShapes: bytes,
  }),
  v.check((population) => {
    const {
      count: n,
      latents,
      rmax,
      fitness,
      scores,
      eliteShapes,
    } = population as unknown as {
      count: number;
      latents: Float32Array;
      rmax: Float64Array;
      fitness: Float64Array;
      scores: { chi2: Float64Array };
      eliteShapes: Uint8Array;
    };
    return (
      n > 0 &&
      latents.length === n * LATENT_SIZE &&
      rmax.length === n &&
      fitness.length === n &&
      scores.chi2.length === n &&
      eliteShapes.length === 1 + Math.ceil((Math.min(ELITE, n) * GRID_POINTS) / 8)
    );
  }, 'expected arrays that fit each other'),
);
const SAVED = v.object({
  states: v.pipe(
    v.array(
      v.looseObject({
        generation: count,
        size: count,
        sinceBetter: count,
        bestFitness: finite,
        population: POPULATION,
        random: v.looseObject({ state: v.pipe(v.array(count), v.minLength(1)) }),
      }),
    ),
    v.minLength(1, 'expected one island or more'),
  ),
  history: v.array(v.looseObject({ generation: count })),
});

function digestOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}

function withShapes(state: SearchState, eliteShapes: Uint8Array): SearchState {
  return { ...state, population: { ...state.population, eliteShapes } };
}

/** Eight voxels per byte; the first byte is the number of voxels in the last one. */
function pack(shapes: Uint8Array): Uint8Array {
  const packed = new Uint8Array(1 + Math.ceil(shapes.length / 8));
  packed[0] = shapes.length % 8;
  for (let i = 0; i < shapes.length; i++) packed[1 + (i >> 3)] |= shapes[i] << (i & 7);
  return packed;
}

function unpack(packed: Uint8Array): Uint8Array {
  const whole = packed.length - 1;
  const shapes = new Uint8Array(packed[0] === 0 ? 8 * whole : 8 * (whole - 1) + packed[0]);
  for (let i = 0; i < shapes.length; i++) shapes[i] = (packed[1 + (i >> 3)] >> (i & 7)) & 1;
  return shapes;
}
