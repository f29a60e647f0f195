import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { tf } from 'decodesaxs/dist/engine/tf';
import { InputError } from 'decodesaxs/dist/inputError';

/**
 * Starts the wasm backend, the one whose results the command line shares.
 *
 * @returns sentences about what this browser lacks
 * @throws InputError when the browser has no WebAssembly
 */
export async function startBackend(folder: string): Promise<string[]> {
  if (typeof WebAssembly === 'undefined') {
    throw new InputError(
      'This browser has no WebAssembly, in which the shape is computed: a current Chrome, Edge, Firefox or Safari has it.',
    );
  }
  setWasmPaths(folder);
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  let started = false;
  try {
    started = await tf.setBackend('wasm');
    await tf.ready();
  } catch {
    started = false;
  }
  if (!started || tf.getBackend() !== 'wasm') {
    throw new InputError(
      'The computing core does not start in this browser: reload the page, or try a current Chrome, Edge, Firefox or Safari.',
    );
  }
  return simd ? [] : ['This browser computes without SIMD: expect the search to take several times longer.'];
}
