import { InputError, type QUnit } from 'decodesaxs/core';
import { deflateSync, inflateSync } from 'fflate';
import type { RunSettings } from './runSettings';
import type { Run } from './visit';

/** Version of the library, put in by the build. */
declare const VERSION: string;

/** Largest number of generations of a run. */
const MOST_GENERATIONS = 1000;
/** Largest length of an address accepted by browsers and by most programs that carry links. */
const LONGEST_ADDRESS = 60_000;

/** Everything that repeats a run: settings, versions, and the curve's file itself. */
export interface RunFile {
  readonly decodesaxsRun: 1;
  readonly version: string;
  readonly weights: string;
  readonly settings: RunSettings;
  readonly unit?: QUnit;
  readonly keepPoints?: boolean;
  readonly curve: { readonly name: string; readonly base64: string };
}

/** Bytes in base64. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** A run that was read from its file or from an address, with the bytes of its curve. */
export interface ReadRun {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly unit?: QUnit;
  readonly keepPoints?: boolean;
  readonly settings: RunSettings;
}

/** Text of the file with which a finished run can be repeated. */
export function writeRun({ read, settings, result }: Run, weights: string): string {
  const run: RunFile = {
    decodesaxsRun: 1,
    version: VERSION,
    weights,
    settings: result?.settings ?? settings,
    ...(read.unit ? { unit: read.unit } : {}),
    ...(read.file.keepPoints ? { keepPoints: true } : {}),
    curve: { name: read.file.name, base64: toBase64(read.file.bytes) },
  };
  return `${JSON.stringify(run, null, 1)}\n`;
}

/** Reads the file of a run. @throws InputError when it is another file, damaged, or has impossible settings */
export function readRun(bytes: Uint8Array, name: string): ReadRun {
  const bad = (): InputError =>
    new InputError(`${name} is not readable as the file of a run: expected one that this page has saved.`);
  let run: RunFile;
  let curve: Uint8Array;
  try {
    run = JSON.parse(new TextDecoder().decode(bytes)) as RunFile;
    curve = Uint8Array.from(atob(run.curve.base64), (letter) => letter.charCodeAt(0));
    if (run.decodesaxsRun !== 1 || typeof run.settings !== 'object' || typeof run.curve.name !== 'string')
      throw bad();
  } catch {
    throw bad();
  }
  const unit = run.unit === '1/A' || run.unit === '1/nm' ? run.unit : undefined;
  const keepPoints = run.keepPoints === true;
  return {
    name: run.curve.name,
    bytes: curve,
    unit,
    keepPoints,
    settings: soundSettings({ ...run.settings }),
  };
}

/** Settings in their ranges. @throws InputError naming the one that is not */
export function soundSettings({
  seed,
  rmax,
  generations,
}: { [name in keyof RunSettings]: unknown }): RunSettings {
  const number = (name: string, value: unknown, low: number, high: number, whole: boolean): number => {
    const sound = typeof value === 'number' && value >= low && value <= high;
    if (sound && (!whole || Number.isInteger(value))) return value;
    const found =
      value === undefined ? 'missing' : typeof value === 'object' ? 'no number' : String(value).slice(0, 30);
    throw new InputError(
      `The ${name} is ${found}: expected a ${whole ? 'whole ' : ''}number from ${low} to ${high}${name === 'radius' ? ' Å' : ''}.`,
    );
  };
  return {
    seed: number('seed', seed, 0, 2 ** 32 - 1, true),
    ...(rmax === undefined ? {} : { rmax: number('radius', rmax, 1, 1000, false) }),
    ...(generations === undefined
      ? {}
      : { generations: number('number of generations', generations, 0, MOST_GENERATIONS, true) }),
  };
}

/** Contents of an address: an example with settings, or a packed run. */
export type Wanted = { readonly example: string; readonly settings: RunSettings } | { readonly run: ReadRun };

/** Settings in the part of an address after #; the curve is an example's name. */
export function runAddress(example: string, settings: RunSettings): string {
  const parts = new URLSearchParams({ example, seed: String(settings.seed) });
  if (settings.rmax !== undefined) parts.set('rmax', String(settings.rmax));
  if (settings.generations !== undefined) parts.set('generations', String(settings.generations));
  return `#${parts}`;
}

/** A whole run in the part of an address after #, the curve packed in it; undefined where it would be too long. */
export function packedAddress(runFile: string): string | undefined {
  const packed = toBase64(deflateSync(new TextEncoder().encode(runFile), { level: 9 }));
  const text = packed.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return text.length <= LONGEST_ADDRESS ? `#run=${text}` : undefined;
}

/**
 * Reads an address of `runAddress` or `packedAddress`.
 *
 * @returns undefined for an address without contents
 * @throws InputError when it is damaged or impossible
 */
export function readAddress(hash: string): Wanted | undefined {
  if (hash.startsWith('#run=')) return { run: readRun(unpacked(hash.slice(5)), 'The link') };
  const parts = new URLSearchParams(hash.slice(1));
  const example = parts.get('example')?.replace(/[^\w-]/g, '');
  if (!example) return undefined;
  const number = (name: string): unknown => {
    const text = parts.get(name);
    if (text === null) return undefined;
    return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
  };
  return {
    example,
    settings: soundSettings({
      seed: number('seed') ?? 1,
      rmax: number('rmax'),
      generations: number('generations'),
    }),
  };
}

function unpacked(text: string): Uint8Array {
  try {
    const packed = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return inflateSync(Uint8Array.from(packed, (letter) => letter.charCodeAt(0)));
  } catch {
    throw new InputError('The link is damaged: expected the whole address, as it was copied from this page.');
  }
}
