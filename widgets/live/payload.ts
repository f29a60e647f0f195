import type { Density } from './density';

/** A density in the packed form of the library: integers from `low` to `high`, x running fastest. */
export interface PackedMap {
  readonly size: readonly [number, number, number];
  readonly step: number;
  readonly origin: readonly [number, number, number];
  readonly block: number;
  readonly bytes: 1 | 2;
  readonly low: number;
  readonly high: number;
}

export interface Payload {
  readonly kind: 'density' | 'generations' | 'bodies';
  readonly title: string;
  /** description of the view, for screen readers */
  readonly description: string;
  /** density at which each map is cut; the first one serves all generations */
  readonly thresholds: readonly number[];
  readonly volumePerDalton: number;
  /** density, or one for each body or generation */
  readonly maps: readonly PackedMap[];
  /** names and looks of several bodies, in a grid of so many columns or over each other */
  readonly names?: readonly string[];
  readonly looks?: readonly {
    readonly threshold: number;
    readonly colour: string;
    readonly opacity: number;
    readonly mirrored: boolean;
  }[];
  readonly layout?: 'grid' | 'overlay';
  readonly columns?: number;
  /** true: the view rotates by itself */
  readonly spin?: boolean;
  readonly spread?: {
    readonly map: PackedMap;
    readonly range: readonly [number, number];
    readonly colours: readonly string[];
    readonly unit: string;
  };
  readonly model?: {
    readonly block: number;
    readonly kind: 'trace' | 'atoms' | 'beads';
    readonly radius: number;
  };
  readonly generations?: readonly {
    readonly generation: number;
    readonly score?: number;
    readonly rmax?: number;
  }[];
}

/** The text of an inert script element, unpacked from base64 and gzip. */
export async function unpacked(id: string): Promise<ArrayBuffer> {
  const text = (document.getElementById(id) as HTMLElement).textContent as string;
  const bytes = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

/** Header and binary blocks of the page's data. */
export class PageData {
  readonly header: Payload;
  private readonly blocks: readonly Uint8Array[];

  constructor(buffer: ArrayBuffer) {
    const [headerLength, ...lengths] = this.lengths(new DataView(buffer));
    let at = 4 * (lengths.length + 2);
    const take = (length: number): Uint8Array => {
      at += length;
      return new Uint8Array(buffer.slice(at - length, at));
    };
    this.header = JSON.parse(new TextDecoder().decode(take(headerLength)));
    this.blocks = lengths.map(take);
  }

  bytes(block: number): Uint8Array {
    return this.blocks[block];
  }

  text(block: number): string {
    return new TextDecoder().decode(this.blocks[block]);
  }

  density(map: PackedMap): Density {
    const block = this.blocks[map.block];
    const integers = map.bytes === 1 ? block : new Uint16Array(block.buffer);
    const unit = (map.high - map.low) / (map.bytes === 1 ? 255 : 65535);
    return {
      size: map.size,
      step: map.step,
      origin: map.origin,
      values: Float32Array.from(integers, (integer) => map.low + unit * integer),
    };
  }

  private lengths(view: DataView): number[] {
    const count = view.getUint32(0, true);
    return Array.from({ length: count }, (_, i) => view.getUint32(4 * (i + 1), true));
  }
}
