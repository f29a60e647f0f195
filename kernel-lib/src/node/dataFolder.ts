import { join } from 'node:path';

/**
 * The folder of the evaluation data, which are not part of the repository (docs/data.md): the one that
 * DECODESAXS_DATA names, else `shared/data` beside the checkout.
 */
export function dataFolder(): string {
  return process.env.DECODESAXS_DATA || join(__dirname, '..', '..', '..', '..', 'shared', 'data');
}
