import { deepStrictEqual, strictEqual } from 'node:assert';
import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { curveCache } from 'decodesaxs/dist/node/training/curveCache';
import { readStructureSet } from 'decodesaxs/dist/train/samples/structureSet';
import { writeStructureSet } from 'decodesaxs/dist/train/samples/writeStructureSet';

describe('the cache of training curves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'curves-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('makes a file again that was cut short', async () => {
    const xyz = Int16Array.from({ length: 90 }, (_, i) => 10 * (17 * Math.sin(i) + (i % 7)));
    const record = { id: 'a', source: 's', kind: 'chain' as const, chains: 1, rmax: 30, xyz };
    const set = readStructureSet(writeStructureSet([record]));
    const made: string[] = [];
    const [whole] = await curveCache(set, folder, 1, 1, (name) => made.push(name));
    truncateSync(join(folder, readdirSync(folder)[0]), 40);
    const [again] = await curveCache(set, folder, 1, 1, (name) => made.push(name));
    deepStrictEqual(again, whole);
    await curveCache(set, folder, 1, 1, (name) => made.push(name));
    strictEqual(made.length, 2, 'a sound file is made once');
  });
});
