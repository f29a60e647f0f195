import { existsSync, readFileSync, rmSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { InputError } from '../inputError';
import type { SavedSearch } from '../reconstruct/reconstruct';
import type { SearchState } from '../search/geneticAlgorithm';
import { writeAtomic } from './files';

/** Format of the file; another one is not gone on with. */
const FORMAT = 2;

interface CheckpointFile {
  readonly format: number;
  readonly key: string;
  readonly saved: SavedSearch;
}

/**
 * Writes where a search is, so that it can go on after the process was killed.
 *
 * @param key tells the curve, options and version that the search belongs to
 */
export function writeCheckpoint(file: string, key: string, saved: SavedSearch): void {
  const states = saved.states.map((state) => withShapes(state, pack(state.population.eliteShapes)));
  const content: CheckpointFile = { format: FORMAT, key, saved: { states, history: saved.history } };
  writeAtomic(file, serialize(content));
}

/**
 * The search in a checkpoint, or undefined where there is none.
 *
 * @throws InputError when it belongs to another curve, other options or another version
 */
export function readCheckpoint(file: string, key: string): SavedSearch | undefined {
  if (!existsSync(file)) return undefined;
  let content: CheckpointFile;
  try {
    content = deserialize(readFileSync(file)) as CheckpointFile;
  } catch {
    throw new InputError(`The checkpoint ${file} is damaged: start again without --resume.`);
  }
  if (content.format !== FORMAT || content.key !== key) {
    throw new InputError(
      `The checkpoint ${file} belongs to another curve, other options or another version: start again without --resume.`,
    );
  }
  return {
    history: content.saved.history,
    states: content.saved.states.map((state) => withShapes(state, unpack(state.population.eliteShapes))),
  };
}

/** Removes a checkpoint that is no longer needed. */
export function removeCheckpoint(file: string): void {
  rmSync(file, { force: true });
}

function withShapes(state: SearchState, eliteShapes: Uint8Array): SearchState {
  return { ...state, population: { ...state.population, eliteShapes } };
}

/** Eight voxels a byte; the first byte says how many of the last count. */
function pack(shapes: Uint8Array): Uint8Array {
  const packed = new Uint8Array(1 + Math.ceil(shapes.length / 8));
  packed[0] = shapes.length % 8;
  for (let i = 0; i < shapes.length; i++) packed[1 + (i >> 3)] |= shapes[i] << (i & 7);
  return packed;
}

function unpack(packed: Uint8Array): Uint8Array {
  const bytes = packed.length - 1;
  const shapes = new Uint8Array(packed[0] === 0 ? 8 * bytes : 8 * (bytes - 1) + packed[0]);
  for (let i = 0; i < shapes.length; i++) shapes[i] = (packed[1 + (i >> 3)] >> (i & 7)) & 1;
  return shapes;
}
