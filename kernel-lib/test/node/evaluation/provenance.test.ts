import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputError } from 'decodesaxs/dist/inputError';
import { packageVersion } from 'decodesaxs/dist/node/packageVersion';
import { provenance } from 'decodesaxs/dist/node/evaluation/provenance';

describe('provenance', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'weights-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (version: string, sums: Record<string, string>): void =>
    writeFileSync(
      join(folder, 'manifest.json'),
      JSON.stringify({
        version,
        files: Object.fromEntries(
          Object.entries(sums).map(([name, sum]) => [name, { sha256: sum.repeat(32), bytes: 1 }]),
        ),
        training: {},
      }),
    );

  it('tells weights of one version apart by their content, not by the order of their files', () => {
    write('7', { a: '11', b: '22' });
    const first = provenance(folder);
    assert.match(first.weights, /^7\+[0-9a-f]{8}$/);
    assert.match(first.version, /^\d+\.\d+\.\d+\+[0-9a-f]{8}$/);
    assert.equal(first.version.split('+')[0], packageVersion());
    write('7', { b: '22', a: '11' });
    assert.deepEqual(provenance(folder), first);
    write('7', { a: '11', b: '23' });
    const other = provenance(folder);
    assert.equal(other.version, first.version);
    assert.notEqual(other.weights, first.weights);
  });

  it('needs weights', () => assert.throws(() => provenance(join(folder, 'nowhere')), InputError));
});
