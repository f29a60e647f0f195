import { zlibSync } from 'fflate';
import { Buffer } from './buffer';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** What a CRC makes of each byte (PNG specification, annex D). */
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

interface Picture {
  readonly width: number;
  readonly height: number;
  /** red, green, blue, alpha of each pixel */
  readonly data: Uint8Array;
}

/** A picture that is written as a PNG of 8 bits a channel: all that the widgets want of the package of this name. */
export class PNG implements Picture {
  readonly width: number;
  readonly height: number;
  data = new Uint8Array(0);

  constructor({ width, height }: { width: number; height: number }) {
    this.width = width;
    this.height = height;
  }

  static readonly sync = {
    write({ width, height, data }: Picture): Buffer {
      const rows = new Uint8Array(height * (4 * width + 1));
      for (let y = 0; y < height; y++)
        rows.set(data.subarray(4 * width * y, 4 * width * (y + 1)), y * (4 * width + 1) + 1);
      const header = new Uint8Array(13);
      new DataView(header.buffer).setUint32(0, width);
      new DataView(header.buffer).setUint32(4, height);
      header.set([8, 6, 0, 0, 0], 8);
      return Buffer.concat([
        Uint8Array.from(SIGNATURE),
        chunk('IHDR', header),
        chunk('IDAT', zlibSync(rows)),
        chunk('IEND', new Uint8Array(0)),
      ]);
    },
  };
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
