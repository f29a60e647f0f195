import type { MeasuredCurve } from '../curve/measuredCurve';
import { readCurve } from './readCurve';
import { loadSasbdb, type LoadSasbdbOptions, type SasbdbModel } from './databank/sasbdb';

/** A curve and, from a data bank, the models deposited with it. */
export interface OpenedCurve {
  readonly curve: MeasuredCurve;
  readonly models: readonly SasbdbModel[];
  readonly warnings: readonly string[];
}

/**
 * A curve by its source: `sasbdb:SASDA25` is an entry of SASBDB (`loadSasbdb`), anything
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
