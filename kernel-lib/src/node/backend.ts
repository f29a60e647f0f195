import { dirname, sep } from 'node:path';
import { currentBackend, tf, type BackendName } from '../engine/tf';
import { InputError } from '../inputError';

/** The backend in use, with a sentence to show where the preferred one is not available. */
export interface ChosenBackend {
  readonly name: BackendName;
  readonly note?: string;
}

/**
 * Chooses the backend, once, for the whole process: `tensorflow` (native, through
 * @tensorflow/tfjs-node) where it loads, else `wasm`, with a note. DECODESAXS_BACKEND
 * sets the default choice.
 *
 * @throws InputError when the backend requested by name is unknown or not available
 */
export async function useBackend(
  wish: string | undefined = process.env.DECODESAXS_BACKEND,
): Promise<ChosenBackend> {
  if (wish && wish !== 'tensorflow' && wish !== 'wasm') {
    throw new InputError(`Backend ${JSON.stringify(wish)} is not known: choose tensorflow or wasm.`);
  }
  if (wish !== 'wasm') {
    const reason = await startTensorflow();
    if (reason === undefined) return { name: currentBackend() };
    if (wish === 'tensorflow') {
      throw new InputError(
        `The tensorflow backend does not load (${reason}): run "npm run setup", or choose --backend wasm.`,
      );
    }
    await startWasm();
    return {
      name: currentBackend(),
      note: `The tensorflow backend does not load (${reason}), so wasm computes: slower, same results.`,
    };
  }
  await startWasm();
  return { name: currentBackend() };
}

/**
 * tfjs-node 4.22 calls two functions of `util` that Node 22 warns of and Node 23 begins to remove. They do not concern
 * tensors; this provides the same two without the warning.
 */
function giveBackRemovedHelpers(): void {
  const util = require('node:util') as Record<string, unknown>;
  util.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
  util.isArray = Array.isArray;
}

/** True where the backend computes: one that only loads would fail during a search. */
function multiplies(): boolean {
  const product = tf.matMul([[1, 2]], [[3], [4]]);
  const [value] = product.dataSync();
  product.dispose();
  return value === 11;
}

/** Loads tfjs-node and multiplies once; returns the reason of a failure, or undefined. */
async function startTensorflow(): Promise<string | undefined> {
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  try {
    giveBackRemovedHelpers();
    require('@tensorflow/tfjs-node');
    await tf.setBackend('tensorflow');
    await tf.ready();
    if (tf.getBackend() !== 'tensorflow') return `it fell back to ${tf.getBackend()}`;
    return multiplies() ? undefined : 'it multiplies wrongly';
  } catch (error) {
    return (error as Error).message.split('\n')[0].slice(0, 160);
  }
}

async function startWasm(): Promise<void> {
  const wasm = require('@tensorflow/tfjs-backend-wasm') as typeof import('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(
    dirname(require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm')) + sep,
  );
  if (!(await tf.setBackend('wasm')))
    throw new InputError('The wasm backend does not start: this Node has no WebAssembly.');
  await tf.ready();
}
