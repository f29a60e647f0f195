import type { MeasuredCurve } from '../curve/measuredCurve';
import { readCurve } from './readCurve';
import { loadSasbdb, type LoadSasbdbOptions, type SasbdbModel } from './databank/sasbdb';

/** A curve with the models that were deposited with it, where it comes from a data bank. */
export interface OpenedCurve {
  readonly curve: MeasuredCurve;
  readonly models: readonly SasbdbModel[];
  readonly warnings: readonly string[];
}

/**
 * A curve by the name a user gives it: `sasbdb:SASDA25` is an entry of SASBDB (`loadSasbdb`), anything
 * else a file (`readCurve`).
 *
 * @throws InputError as these
 */
export async function openCurve(source: string, options: LoadSasbdbOptions = {}): Promise<OpenedCurve> {
  const entry = /^sasbdb:(.*)$/i.exec(source)?.[1];
  if (entry === undefined)
    return {
      curve: readCurve(source, { unit: options.unit, keepPoints: options.keepPoints }),
      models: [],
      warnings: [],
    };
  return loadSasbdb(entry, options);
}
