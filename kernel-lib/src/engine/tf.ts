import * as tf from '@tensorflow/tfjs-core';

/**
 * The tensor library. Everything that computes with tensors imports it from here, so there is one
 * copy of it and one backend, which the edge chooses (`node/backend`) before anything is computed.
 */
export { tf };

/** Names of the backends that this library computes with. */
export type BackendName = 'tensorflow' | 'wasm';

/**
 * The backend in use.
 *
 * @throws Error when none of the two supported backends has been chosen: results of a
 *   backend chosen by accident would be slow or wrong
 */
export function currentBackend(): BackendName {
  const name = tf.engine().backendName;
  if (name === 'tensorflow' || name === 'wasm') return name;
  throw new Error(`No tested backend is in use (found ${name || 'none'}): call useBackend() first.`);
}
