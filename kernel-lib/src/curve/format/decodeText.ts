import { InputError } from '../../inputError';

const SIGNATURES: readonly (readonly [name: string, ...bytes: number[]])[] = [
  ['a PNG picture', 0x89, 0x50, 0x4e, 0x47],
  ['a JPEG picture', 0xff, 0xd8, 0xff],
  ['a gzip archive', 0x1f, 0x8b],
  ['a ZIP archive or spreadsheet', 0x50, 0x4b, 0x03, 0x04],
  ['an HDF5 file', 0x89, 0x48, 0x44, 0x46],
  ['a PDF document', 0x25, 0x50, 0x44, 0x46],
];

/**
 * The text of a curve file: UTF-8, UTF-16, or else Windows-1252, in which
 * older instruments write Å and °.
 *
 * @throws InputError when there are no bytes, or they are not text
 */
export function decodeText(bytes: Uint8Array, name = 'the file'): string {
  if (bytes.length === 0) throw new InputError(`${name} is empty; a curve needs columns of q and intensity.`);
  for (const [kind, ...signature] of SIGNATURES) {
    if (signature.every((byte, i) => bytes[i] === byte)) {
      throw new InputError(
        `${name} is ${kind}, not text; export the curve as columns of q, intensity and error.`,
      );
    }
  }
  const text = textOf(bytes);
  if (controlCharacters(text) > 0.01 * text.length) {
    throw new InputError(
      `${name} holds binary data, not text; export the curve as columns of q, intensity and error.`,
    );
  }
  return text;
}

/** Text of bytes: UTF-8 or, where it is not valid, Windows-1252; byte order marks are honoured and left out. */
export function textOf(bytes: Uint8Array): string {
  const wide = wideText(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** UTF-16 without a byte-order mark: plain text of which every other byte is 0. */
function wideText(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const n = Math.min(bytes.length, 2000);
  const zeros = [0, 0];
  for (let i = 0; i < n; i++) if (bytes[i] === 0) zeros[i % 2]++;
  if (n < 20) return undefined;
  if (zeros[1] > 0.45 * n && zeros[0] === 0) return 'utf-16le';
  return zeros[0] > 0.45 * n && zeros[1] === 0 ? 'utf-16be' : undefined;
}

function controlCharacters(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13 && code !== 26) count++;
  }
  return count;
}
