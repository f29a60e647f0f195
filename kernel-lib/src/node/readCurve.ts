import * as path from 'node:path';
import type { MeasuredCurve } from '../curve/measuredCurve';
import { parseCurve, type ParseCurveOptions } from '../curve/format/parseCurve';
import { readBytes } from './files';

/** Largest size of a curve file. */
const MAX_BYTES = 64 * 2 ** 20;

/**
 * Reads a curve file, plain or gzipped, see `parseCurve`. The curve is named after the file.
 *
 * @throws InputError when the file does not exist, is a folder, cannot be read, is larger than 64 MiB or
 * holds no curve
 */
export function readCurve(file: string, options: ParseCurveOptions = {}): MeasuredCurve {
  return parseCurve(readBytes(file, MAX_BYTES), { name: path.basename(file), ...options });
}
