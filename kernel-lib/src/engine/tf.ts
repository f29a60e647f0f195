import * as tf from '@tensorflow/tfjs-core';

/**
 * The tensor library. Everything that computes with tensors imports it from here, so there is one
 * copy of it and one backend, which the edge chooses (`node/backend`) before anything is computed.
 */
export { tf };

/** Names of the backends that this library computes with. */
export type BackendName = 'tensorflow' | 'wasm';

/**
 * The backend that computes now.
 *
 * @throws Error when none, or another than the two supported ones, has been chosen: results of a
 *   backend that slipped in silently would be slow or wrong
 */
export function currentBackend(): BackendName {
  const name = tf.engine().backendName;
  if (name === 'tensorflow' || name === 'wasm') return name;
  throw new Error(`No tested backend is in use (found ${name || 'none'}): call useBackend() first.`);
}
