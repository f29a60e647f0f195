import { requireMap, type VolumeMap } from '../volume/volumeMap';

/** A density in the packed form of a page: integers from `low` to `high`, x running fastest. */
export interface PackedMap {
  readonly size: readonly [number, number, number];
  readonly step: number;
  readonly origin: readonly [number, number, number];
  readonly block: number;
  readonly bytes: 1 | 2;
  readonly low: number;
  readonly high: number;
}

/** The binary blocks of a page's data. */
export class Blocks {
  readonly list: Uint8Array[] = [];

  /** Adds a block and returns its number. */
  add(bytes: Uint8Array): number {
    return this.list.push(bytes) - 1;
  }

  /** Adds text as UTF-8. */
  addText(text: string): number {
    return this.add(new TextEncoder().encode(text));
  }

  /**
   * Adds the values of a map as integers: two bytes per point resolve 1/65535 of the range of its
   * values, one byte 1/255, a difference invisible on a surface.
   */
  addMap(map: VolumeMap, bytes: 1 | 2 = 2): PackedMap {
    requireMap(map);
    const low = map.values.reduce((a, b) => Math.min(a, b), Infinity);
    const high = map.values.reduce((a, b) => Math.max(a, b), -Infinity);
    const most = bytes === 1 ? 255 : 65535;
    const unit = high > low ? most / (high - low) : 0;
    const integers = bytes === 1 ? new Uint8Array(map.values.length) : new Uint16Array(map.values.length);
    const [nx, ny, nz] = map.size;
    for (let i = 0; i < nx; i++) {
      for (let j = 0; j < ny; j++) {
        for (let k = 0; k < nz; k++) {
          integers[(k * ny + j) * nx + i] = Math.round((map.values[(i * ny + j) * nz + k] - low) * unit);
        }
      }
    }
    const block = this.add(new Uint8Array(integers.buffer));
    return { size: map.size, step: map.step, origin: map.origin, block, bytes, low, high };
  }
}

/**
 * Header and blocks in one array: the number of lengths, the lengths (header first) as little-endian
 * 32-bit integers, the header as JSON, the blocks.
 */
export function joined(header: object, blocks: Blocks): Uint8Array {
  const parts = [new TextEncoder().encode(JSON.stringify(header)), ...blocks.list];
  const lengths = [parts.length, ...parts.map((part) => part.length)];
  let at = 4 * lengths.length;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, at));
  const view = new DataView(whole.buffer);
  lengths.forEach((value, index) => view.setUint32(4 * index, value, true));
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
