import { deepStrictEqual, strictEqual, throws } from 'node:assert';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCheckpoint, writeCheckpoint } from '../../../src/node/training/checkpoint';
import type { Weight } from '../../../src/network/weights';

describe('checkpoint in parts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'decodesaxs checkpoint '));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'training.checkpoint');
  const arrays = (by: number): Map<string, Weight> =>
    new Map(
      ['a', 'b', 'c', 'd'].map((name, i) => [name, { shape: [5], values: new Float32Array(5).fill(i + by) }]),
    );

  it('comes back whole, and leaves nothing of the one before it', () => {
    for (const by of [0.5, 7.25]) {
      writeCheckpoint(file, { arrays: arrays(by), metadata: { adam: '3' } }, 10);
      const read = readCheckpoint(file);
      deepStrictEqual([...read.arrays], [...arrays(by)]);
      strictEqual(read.metadata.adam, '3');
      strictEqual(readdirSync(folder).length, 2);
    }
  });

  it('is one file where it is small', () => {
    writeCheckpoint(file, { arrays: arrays(1), metadata: {} });
    deepStrictEqual(readdirSync(folder), ['training.checkpoint']);
    deepStrictEqual([...readCheckpoint(file).arrays], [...arrays(1)]);
  });

  it('says which part is missing', () => {
    writeCheckpoint(file, { arrays: arrays(1), metadata: {} }, 5);
    const part = readdirSync(folder).sort()[2];
    rmSync(join(folder, part));
    throws(() => readCheckpoint(file), new RegExp(`lacks its part ${part}`));
  });
});
