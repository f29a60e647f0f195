import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from '../src/node/dataFolder';

/**
 * A file or folder of the evaluation data, see `dataFolder`. Where it is missing the test that asks is skipped, with a
 * message.
 *
 * @param test `this` of the test
 */
export function evaluationData(test: Mocha.Context, ...parts: string[]): string {
  const place = join(dataFolder(), ...parts);
  if (!existsSync(place)) {
    console.log(`      skipped: ${place} is missing (DECODESAXS_DATA names the folder of the data)`);
    test.skip();
  }
  return place;
}
