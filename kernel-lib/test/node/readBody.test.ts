import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { InputError } from '../../src/inputError';
import { shapeMap } from '../../src/map/shapeMap';
import { writeCcp4 } from '../../src/map/writeCcp4';
import { readBody } from '../../src/node/readBody';
import { vicinity } from '../../src/structure/vicinity';
import { writeBeads } from '../../src/structure/writeBeads';
import { peptide } from '../structure/lines';

describe('readBody', () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'body test '))));
  after(() => fs.rmSync(folder, { recursive: true }));
  const file = (name: string, content: string | Uint8Array): string => {
    fs.writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  const map = writeCcp4(shapeMap(new Uint8Array(31 ** 3).fill(1), 27, 0.3));
  const pdb = peptide('A', 8).join('\n');

  it('tells maps and structures by their content, packed or not', () => {
    for (const [name, content, kind] of [
      ['a.ccp4', map, 'map'],
      ['b.mrc.gz', gzipSync(map), 'map'],
      ['c.pdb', map, 'map'],
      ['d.pdb', pdb, 'structure'],
      ['e.gz', gzipSync(pdb), 'structure'],
      ['f.txt', pdb, 'structure'],
    ] as const) {
      assert.equal(readBody(file(name, content)).kind, kind, name);
    }
    const read = readBody(file('a.ccp4', map));
    assert.ok(read.kind === 'map' && read.map.rmax === 27 && read.name === 'a.ccp4');
  });

  it('refuses in one sentence what is neither', () => {
    const refuses = (name: string, content: string | Uint8Array, words: RegExp): void =>
      assert.throws(
        () => readBody(file(name, content)),
        (error: Error) =>
          error instanceof InputError && words.test(error.message) && /^[^\n]+\.$/.test(error.message),
        String(words),
      );
    refuses('x.map', 'text that is no map', /x\.map is not a CCP4 or MRC map/);
    refuses('x.mrc', map.subarray(0, 5000), /cut short/);
    refuses(
      'x.pdb',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 0x1a, 10, 0, 0, 0, 13]),
      /binary file, but no map/,
    );
    refuses('y.pdb', 'q I sigma', /neither PDB nor mmCIF/);
    refuses('z.pdb', '', /is empty/);
  });

  it('gives atoms 4 Å of vicinity, and beads 1.2 of their radii if that is more', () => {
    const of = (name: string, content: string): number => {
      const read = readBody(file(name, content));
      assert.ok(read.kind === 'structure');
      return vicinity(read.structure);
    };
    const lattice = (spacing: number): string =>
      writeBeads(
        Float64Array.from(
          { length: 3 * 27 },
          (_, i) => spacing * [Math.floor(i / 27), Math.floor(i / 9) % 3, Math.floor(i / 3) % 3][i % 3],
        ),
      );
    assert.equal(of('p.pdb', pdb), 4);
    assert.equal(of('q.pdb', lattice(3)), 4);
    assert.ok(Math.abs(of('r.pdb', lattice(10)) - 6) < 1e-9);
  });
});
