import { InputError } from '../inputError';
import { tf } from './tf';

/**
 * Starts the wasm backend in a browser, with the same results as on the command line; in Node use `useBackend`.
 *
 * @param folder address of the folder of the three wasm files of @tensorflow/tfjs-backend-wasm, ending in a slash
 * @returns sentences about what this browser lacks
 * @throws InputError when the browser has no WebAssembly, or the backend does not start
 */
export async function startWasm(folder: string): Promise<string[]> {
  if (typeof WebAssembly === 'undefined') {
    throw new InputError(
      'This browser has no WebAssembly, in which the shape is computed: a current Chrome, Edge, Firefox or Safari has it.',
    );
  }
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
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
