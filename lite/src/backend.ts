import type { ChosenBackend } from '../../kernel-lib/src/node/backend';
import { currentBackend } from '../../kernel-lib/src/engine/tf';
import { startWasm } from '../../kernel-lib/src/engine/startWasm';
import { InputError } from '../../kernel-lib/src/inputError';
import { addressOf } from './node/fs';

/**
 * Starts the backend, which in a browser is always `wasm`.
 *
 * @throws InputError when another one is asked for, or the browser has no WebAssembly
 */
export async function useBackend(wish: string = 'wasm'): Promise<ChosenBackend> {
  if (wish !== 'wasm')
    throw new InputError(`The backend is ${JSON.stringify(wish)}: a browser has only wasm.`);
  const [note] = await startWasm(addressOf('/wasm/'));
  return { name: currentBackend(), note };
}
