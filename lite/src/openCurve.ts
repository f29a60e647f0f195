import type { ParseCurveOptions } from '../../kernel-lib/src/curve/format/parseCurve';
import { InputError } from '../../kernel-lib/src/inputError';
import type { OpenedCurve } from '../../kernel-lib/src/node/openCurve';
import { readCurve } from '../../kernel-lib/src/node/readCurve';

/**
 * A curve from a file. A data bank cannot be asked: it does not answer pages of other hosts.
 *
 * @throws InputError as `readCurve`, and for an entry of a data bank
 */
export async function openCurve(source: string, options: ParseCurveOptions = {}): Promise<OpenedCurve> {
  if (/^sasbdb:/i.test(source))
    throw new InputError(`A page in a browser cannot fetch ${source}: expected a file.`);
  return { curve: readCurve(source, options), models: [], warnings: [] };
}
