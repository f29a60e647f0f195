// The functions of `node:fs` that the lessons need: files beside JupyterLite are fetched when they are read, and what a
// lesson writes is offered to be saved.
import { offerFile } from '../offerFile';
import { normalize, resolve } from './path';

/** The folder of the lessons on the host, ending in a slash. */
const base = new URL('./', import.meta.url).href;

/** Address of a file or folder by its path in the lessons. */
export function addressOf(path: string): string {
  return `${base}${path.replace(/^\//, '').split('/').map(encodeURIComponent).join('/')}`;
}

/** Sizes in bytes of the files on the host, by path. */
let onHost: ReadonlyMap<string, number> | undefined;
const written = new Map<string, Uint8Array>();
const fetched = new Map<string, Uint8Array>();
const folders = new Set<string>(['/']);

function listed(): ReadonlyMap<string, number> {
  onHost ??= new Map(
    Object.entries(JSON.parse(new TextDecoder().decode(download('/files.json'))) as Record<string, number>),
  );
  return onHost;
}

/** A file of the host, synchronously, as a web worker may. */
function download(path: string): Uint8Array {
  const request = new XMLHttpRequest();
  request.open('GET', addressOf(path), false);
  request.responseType = 'arraybuffer';
  try {
    request.send();
  } catch {
    throw failure('EIO', path);
  }
  if (request.status !== 200) throw failure('ENOENT', path);
  return new Uint8Array(request.response as ArrayBuffer);
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

function paths(): string[] {
  return [...listed().keys(), ...written.keys()];
}

function isFolder(path: string): boolean {
  return folders.has(path) || paths().some((file) => file.startsWith(`${path}/`));
}

export function existsSync(file: string): boolean {
  const path = resolve(file);
  return written.has(path) || listed().has(path) || isFolder(path);
}

/** What `statSync` answers. */
export interface Stats {
  readonly size: number;
  isFile(): boolean;
  isDirectory(): boolean;
  isCharacterDevice(): boolean;
  isBlockDevice(): boolean;
}

export function statSync(file: string, options?: { throwIfNoEntry?: boolean }): Stats | undefined {
  const path = resolve(file);
  const size = written.get(path)?.length ?? listed().get(path);
  const folder = size === undefined && isFolder(path);
  if (size === undefined && !folder) {
    if (options?.throwIfNoEntry === false) return undefined;
    throw failure('ENOENT', file);
  }
  return {
    size: size ?? 0,
    isFile: () => !folder,
    isDirectory: () => folder,
    isCharacterDevice: () => false,
    isBlockDevice: () => false,
  };
}

export function readFileSync(file: string): Uint8Array;
export function readFileSync(file: string, encoding: 'utf8'): string;
export function readFileSync(file: string, encoding?: 'utf8'): Uint8Array | string {
  const path = resolve(file);
  const bytes = written.get(path) ?? fetched.get(path) ?? downloadListed(path, file);
  return encoding ? new TextDecoder().decode(bytes) : bytes.slice();
}

function downloadListed(path: string, file: string): Uint8Array {
  if (isFolder(path)) throw failure('EISDIR', file);
  if (!listed().has(path)) throw failure('ENOENT', file);
  const bytes = download(path);
  fetched.set(path, bytes);
  return bytes;
}

export function readdirSync(folder: string): string[] {
  const path = resolve(folder);
  if (!isFolder(path)) throw failure('ENOENT', folder);
  const start = path === '/' ? '/' : `${path}/`;
  const within = paths().filter((file) => file.startsWith(start));
  return [...new Set(within.map((file) => file.slice(start.length).split('/')[0]))].sort();
}

export function mkdirSync(folder: string): void {
  folders.add(resolve(folder));
}

export function rmdirSync(folder: string): void {
  folders.delete(resolve(folder));
}

const open = new Map<number, string>();

export function openSync(file: string): number {
  const descriptor = open.size + 3;
  open.set(descriptor, resolve(file));
  return descriptor;
}

export function closeSync(descriptor: number): void {
  open.delete(descriptor);
}

export function fsyncSync(): void {
  // memory needs none
}

export function writeFileSync(file: string | number, data: string | Uint8Array): void {
  const path = typeof file === 'number' ? (open.get(file) ?? '') : resolve(file);
  written.set(path, typeof data === 'string' ? new TextEncoder().encode(data) : data.slice());
}

/** A temporary file becomes the file that was meant: the reader is offered it. */
export function renameSync(from: string, to: string): void {
  const [source, target] = [resolve(from), resolve(to)];
  const bytes = written.get(source);
  if (!bytes) throw failure('ENOENT', from);
  written.delete(source);
  written.set(target, bytes);
  offerFile(target, bytes);
}

export function rmSync(file: string): void {
  written.delete(resolve(file));
}

export const realpathSync = (file: string): string => normalize(resolve(file));
export const accessSync = (file: string): void => {
  if (!existsSync(file)) throw failure('ENOENT', file);
};
export const constants = { R_OK: 4, W_OK: 2, X_OK: 1 };
