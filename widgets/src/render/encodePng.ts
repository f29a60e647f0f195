import { zlibSync } from 'fflate';

/** Kinds of colour (PNG specification, table 11.1). */
const RGBA = 6,
  INDEXED = 3;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Table of the CRC-32 of each byte (PNG specification, annex D). */
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** Whether a PNG has a palette, from its header. */
export const isIndexed = (png: Uint8Array): boolean => png[25] === INDEXED;

/**
 * A square or oblong picture as the bytes of a PNG with 8 bits per channel, in Node and in a browser.
 * @param rgba red, green, blue and opacity of each pixel, row by row from the top
 * @param level of compression, 0 to 9: low for a picture that is drawn at once and not kept
 */
export function encodePng(rgba: Uint8Array, width: number, height: number, level: 0 | 3 | 6 = 6): Uint8Array {
  const line = 4 * width;
  const rows = new Uint8Array(height * (line + 1)); // each row begins with its filter, 0
  for (let y = 0; y < height; y++) rows.set(rgba.subarray(line * y, line * (y + 1)), y * (line + 1) + 1);
  return joined(width, height, RGBA, [chunk('IDAT', zlibSync(rows, { level }))]);
}

/**
 * A picture of at most 256 colours as the bytes of a PNG, one byte per pixel.
 * @param palette red, green, blue and opacity of each colour
 * @param indices the colour of each pixel, row by row from the top
 */
export function encodeIndexedPng(
  palette: Uint8Array,
  indices: Uint8Array,
  width: number,
  height: number,
): Uint8Array {
  const rows = new Uint8Array(height * (width + 1)); // each row begins with its filter, 0
  for (let y = 0; y < height; y++)
    rows.set(indices.subarray(width * y, width * (y + 1)), y * (width + 1) + 1);
  const channel = (which: number): Uint8Array => palette.filter((_, at) => at % 4 === which);
  const [red, green, blue, opacity] = [0, 1, 2, 3].map(channel);
  const colours = red.length;
  const rgb = new Uint8Array(3 * colours);
  for (let i = 0; i < colours; i++) rgb.set([red[i], green[i], blue[i]], 3 * i);
  return joined(width, height, INDEXED, [
    chunk('PLTE', rgb),
    ...(opacity.some((value) => value < 255) ? [chunk('tRNS', opacity)] : []),
    chunk('IDAT', zlibSync(rows)),
  ]);
}

/** A file of 8 bits per channel or index. */
function joined(width: number, height: number, kind: number, parts: readonly Uint8Array[]): Uint8Array {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, kind, 0, 0, 0], 8);
  const chunks = [
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', header),
    ...parts,
    chunk('IEND', new Uint8Array(0)),
  ];
  const png = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const each of chunks) {
    png.set(each, at);
    at += each.length;
  }
  return png;
}

function chunk(kind: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(kind), 4);
  bytes.set(content, 8);
  let crc = 0xffffffff;
  for (const byte of bytes.subarray(4, content.length + 8)) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
  view.setUint32(content.length + 8, ~crc >>> 0);
  return bytes;
}
