import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

/** A volume as NGL holds it. */
export interface NglVolume {
  /** from grid indices to Å, column by column */
  readonly matrix: { readonly elements: readonly number[] };
  readonly data: Float32Array;
  readonly nx: number;
  readonly ny: number;
  readonly mean: number;
  readonly rms: number;
}

const NGL = join(__dirname, '..', '..', '..', 'widgets', 'ngl', 'ngl.js');

/** A map file as the viewer of the notebooks reads it. NGL runs outside a browser here, with the few names that it looks for. */
export async function nglVolume(bytes: Uint8Array): Promise<NglVolume> {
  const canvas = { getContext: () => null, style: {} };
  const exported: { autoLoad?: (file: Blob, options: { ext: string }) => Promise<NglVolume> } = {};
  const names: Record<string, unknown> = {
    ...{ console, performance, setTimeout, clearTimeout, URL, Blob, File: class {}, FileReader: BlobReader },
    navigator: { userAgent: 'node' },
    location: { search: '', hostname: '' },
    document: { createElement: () => canvas, addEventListener: () => undefined },
    addEventListener: () => undefined,
    exports: exported,
    module: { exports: exported },
  };
  names.window = names.self = names;
  runInContext(readFileSync(NGL, 'utf8'), createContext(names));
  return exported.autoLoad!(new Blob([bytes.slice()]), { ext: 'ccp4' });
}

/** The part of a browser's FileReader that NGL uses. */
class BlobReader {
  result: ArrayBuffer | undefined;
  onload: ((event: { target: BlobReader }) => void) | undefined;

  readAsArrayBuffer(blob: Blob): void {
    void blob.arrayBuffer().then((buffer) => {
      this.result = buffer;
      this.onload?.({ target: this });
    });
  }
}
