import { InputError, type QUnit } from 'decodesaxs/core';
import type { RunSettings } from './messages';

/** Everything that repeats a run: settings, versions, and the curve's file itself. */
export interface RunFile {
  readonly decodesaxsRun: 1;
  readonly version: string;
  readonly weights: string;
  readonly settings: RunSettings;
  readonly unit?: QUnit;
  readonly curve: { readonly name: string; readonly base64: string };
}

/** Bytes in base64. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Whether a file may be one that repeats a run. */
export function looksLikeRun(bytes: Uint8Array): boolean {
  return (
    new TextDecoder().decode(bytes.subarray(0, 200)).trimStart().startsWith('{') &&
    new TextDecoder().decode(bytes.subarray(0, 400)).includes('decodesaxsRun')
  );
}

/** Reads a file that repeats a run. @throws InputError when it is none, or damaged */
export function readRun(bytes: Uint8Array, name: string): RunFile & { readonly bytes: Uint8Array } {
  const bad = (): InputError =>
    new InputError(`${name} is not readable as the file of a run: take one that this page has saved.`);
  try {
    const run = JSON.parse(new TextDecoder().decode(bytes)) as RunFile;
    const { seed, rmax, generations } = run.settings;
    const sound = (value: unknown): boolean =>
      value === undefined || (typeof value === 'number' && Number.isFinite(value));
    if (run.decodesaxsRun !== 1 || typeof seed !== 'number' || !sound(rmax) || !sound(generations))
      throw bad();
    const unit = run.unit === '1/A' || run.unit === '1/nm' ? run.unit : undefined;
    const curve = Uint8Array.from(atob(run.curve.base64), (letter) => letter.charCodeAt(0));
    return {
      ...run,
      unit,
      settings: { seed, rmax, generations },
      curve: { ...run.curve, name: String(run.curve.name) },
      bytes: curve,
    };
  } catch {
    throw bad();
  }
}

/** Settings in the part of an address after #; the curve is an example's name. */
export function runAddress(example: string, settings: RunSettings): string {
  const parts = new URLSearchParams({ example, seed: String(settings.seed) });
  if (settings.rmax !== undefined) parts.set('rmax', String(settings.rmax));
  if (settings.generations !== undefined) parts.set('generations', String(settings.generations));
  return `#${parts}`;
}

/** Reads what `runAddress` writes. */
export function readAddress(hash: string): { example: string; settings: RunSettings } | undefined {
  const parts = new URLSearchParams(hash.slice(1));
  const example = parts.get('example');
  const number = (name: string): number | undefined => {
    const text = parts.get(name);
    return text === null || !Number.isFinite(Number(text)) ? undefined : Number(text);
  };
  return example === null
    ? undefined
    : {
        example,
        settings: { seed: number('seed') ?? 1, rmax: number('rmax'), generations: number('generations') },
      };
}
