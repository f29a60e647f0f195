import * as fs from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { textOf } from '../curve/format/decodeText';
import { InputError } from '../inputError';

/** Largest size of a file in bytes, plain or unpacked, by kind. */
export const LARGEST = {
  /** tables of Arrow, which hold many structures */
  table: 2 ** 30,
  /** maps: 512³ values of 4 bytes and their header */
  map: 2 ** 29 + 2 ** 16,
  /** weights and states of a training: the most that Node reads at once */
  weights: 2 ** 31 - 1,
  /** texts of structures, lists and tables */
  text: 2 ** 28,
} as const;

/**
 * The bytes of a file; gzip is recognised by its first two bytes, not by the name, and unpacked.
 *
 * @param file path of the file
 * @param maxBytes largest size accepted, before and after unpacking
 * @throws InputError when there is no such file, it is a folder or a device, may not be read, is
 *   too large, or is damaged gzip
 */
export function readBytes(file: string, maxBytes: number = LARGEST.table): Uint8Array {
  let bytes: Buffer;
  try {
    const stat = fs.statSync(file);
    if (stat.isDirectory()) throw new InputError(`${file} is a folder: give a file in it.`);
    if (stat.isCharacterDevice() || stat.isBlockDevice()) {
      throw new InputError(`${file} is a device: give a file.`);
    }
    if (stat.size > maxBytes) throw tooLarge(file, maxBytes);
    bytes = stat.isFile() ? fs.readFileSync(file) : readStream(file, maxBytes);
  } catch (error) {
    throw error instanceof InputError ? error : readingError(file, error);
  }
  if (bytes.length > maxBytes) throw tooLarge(file, maxBytes);
  return isGzip(bytes) ? gunzip(file, bytes, maxBytes) : view(bytes);
}

/** Bytes of a pipe, which states no size: it is read in pieces, and no further than the limit. */
function readStream(file: string, maxBytes: number): Buffer {
  const pieces: Buffer[] = [];
  const descriptor = fs.openSync(file, 'r');
  try {
    for (let total = 0; total <= maxBytes;) {
      const piece = Buffer.allocUnsafe(PIECE);
      const length = fs.readSync(descriptor, piece);
      if (length === 0) return Buffer.concat(pieces);
      pieces.push(piece.subarray(0, length));
      total += length;
    }
    throw tooLarge(file, maxBytes);
  } finally {
    fs.closeSync(descriptor);
  }
}

/**
 * The text of a file, unpacked as by `readBytes`: UTF-8, or Windows-1252 where it is not valid
 * UTF-8; a byte order mark (UTF-8, UTF-16) is honoured and left out.
 *
 * @throws InputError as `readBytes`
 */
export function readText(file: string, maxBytes: number = LARGEST.text): string {
  return textOf(readBytes(file, maxBytes));
}

/**
 * Writes a file so that readers see either the old one or the complete new one: into a
 * temporary file of the same folder, which is then renamed. On failure nothing is left behind.
 *
 * @param file path of the file; its folder must exist
 * @throws InputError when it cannot be written
 */
export function writeAtomic(file: string, data: string | Uint8Array): void {
  let opened: string | undefined;
  try {
    const target = replaceable(file);
    const temporary = temporaryBeside(target);
    const descriptor = fs.openSync(temporary, 'wx');
    opened = temporary;
    try {
      fs.writeFileSync(descriptor, data);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(temporary, target);
  } catch (error) {
    if (opened !== undefined) fs.rmSync(opened, { force: true });
    throw new InputError(`${file} cannot be written (${reason(error)}): choose another place.`);
  }
}

/**
 * Makes a folder, its parents included, and makes sure that files can be written in it.
 *
 * @returns the folders that were made, outermost first, for a caller who removes them again
 * @throws InputError when it cannot be made or written in; folders already made are removed
 */
export function prepareOutputFolder(folder: string): string[] {
  const made: string[] = [];
  try {
    for (const missing of missingFolders(path.resolve(folder))) {
      fs.mkdirSync(missing);
      made.push(missing);
    }
    const probe = temporaryBeside(path.join(folder, 'probe'));
    fs.writeFileSync(probe, '', { flag: 'wx' });
    fs.rmSync(probe);
    return made;
  } catch (error) {
    removeEmptyFolders(made);
    throw new InputError(
      `The output folder ${folder} cannot be written (${reason(error)}): choose another folder.`,
    );
  }
}

/**
 * Checks, before the work, that files can be written: their folders exist and can be written
 * to, and no folder has their name.
 *
 * @param files an undefined one was not asked for
 * @throws InputError when one of them cannot be written
 */
export function checkWritable(...files: readonly (string | undefined)[]): void {
  for (const file of files) if (file !== undefined) checkOne(file);
}

function checkOne(file: string): void {
  try {
    const target = replaceable(file);
    const probe = temporaryBeside(target);
    fs.writeFileSync(probe, '', { flag: 'wx' });
    fs.rmSync(probe);
  } catch (error) {
    throw new InputError(`${file} cannot be written (${reason(error)}): choose another place.`);
  }
}

/** Removes a file, if it exists. */
export function removeFile(file: string): void {
  fs.rmSync(file, { force: true });
}

/** Removes the folders that `prepareOutputFolder` made, if they are empty. */
export function removeEmptyFolders(folders: readonly string[]): void {
  for (const folder of [...folders].reverse()) {
    try {
      fs.rmdirSync(folder);
    } catch {
      continue;
    }
  }
}

/** The file behind a link; devices and folders are not replaced. */
function replaceable(file: string): string {
  if (!fs.existsSync(file)) return file;
  const stat = fs.statSync(file);
  if (stat.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  if (!stat.isFile()) throw new Error('it is not a regular file');
  return fs.realpathSync(file);
}

function missingFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let at = folder; !fs.existsSync(at); at = path.dirname(at)) {
    missing.unshift(at);
    if (path.dirname(at) === at) break;
  }
  return missing;
}

let temporaries = 0;

function temporaryBeside(file: string): string {
  const name = path.basename(file).slice(0, NAME_KEPT);
  return path.join(path.dirname(file), `.${name}.${process.pid}-${temporaries++}.tmp`);
}

/** Number of bytes of a pipe read at once. */
const PIECE = 2 ** 16;
/** Letters of the name of a file that the name of its temporary file keeps: the longest name has 255 bytes. */
const NAME_KEPT = 50;
/** Largest number of bytes into which one byte of deflate unpacks. */
const DEFLATE_MOST = 1032;

function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 18 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function gunzip(file: string, bytes: Uint8Array, maxBytes: number): Uint8Array {
  // the last four bytes give the size (RFC 1952, modulo 4 GiB): a file with a stated size above the limit is not unpacked;
  // a size that no compression reaches means damage
  const said = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(bytes.length - 4, true);
  if (said > maxBytes && said <= DEFLATE_MOST * bytes.length) throw tooLarge(file, maxBytes);
  try {
    return view(gunzipSync(bytes, { maxOutputLength: maxBytes }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(file, maxBytes);
    throw new InputError(`${file} is damaged gzip: fetch or pack it again.`);
  }
}

function view(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

function tooLarge(file: string, maxBytes: number): InputError {
  const mib = Number((maxBytes / 2 ** 20).toPrecision(3));
  return new InputError(`${file} is larger than ${mib} MiB, the limit: give a smaller file.`);
}

function readingError(file: string, error: unknown): InputError {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new InputError(`There is no file ${file}: check the name.`);
  }
  return new InputError(`${file} cannot be read (${reason(error)}): check its permissions.`);
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'read-only file system',
  ENOSPC: 'no space left',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'a file has that name',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'the name is too long',
  ENOTEMPTY: 'the folder is not empty',
  EDQUOT: 'the quota is used up',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk or network reports an error',
  ELOOP: 'the link leads back to itself',
  ERR_FS_FILE_TOO_LARGE: 'it is too large',
};

/** The sentence for an error of the file system that no reader or writer has put in words; undefined for another error. */
export function fileProblem(error: unknown): string | undefined {
  const { code, syscall, path: file } = error as NodeJS.ErrnoException;
  const ofFiles = syscall !== undefined && !/^(spawn|connect|kill)/.test(syscall);
  if (!ofFiles || code === undefined || !(code in REASONS)) return undefined;
  return `${file ?? 'A file'} cannot be read or written (${reason(error)}): check the place, its space and its permissions.`;
}

/** Reason for the failure of a file operation, in words. */
export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return REASONS[code] ?? (code || (error as Error).message);
}
