import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { readCurve } from '../../src/node/readCurve';
import { InputError } from '../../src/inputError';
import { guinier } from '../../src/curve/guinier';

const fixtures = path.join(__dirname, '..', '..', '..', 'fixtures');

describe('readCurve', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'curve '));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

  function refused(file: string, message: RegExp): void {
    assert.throws(
      () => readCurve(file),
      (error: Error) =>
        error instanceof InputError && message.test(error.message) && !error.message.includes('\n'),
      file,
    );
  }

  it('reads the fixtures, all points and errors, with sizes known for these proteins', () => {
    for (const [file, points, rg] of [
      ['SASDA25.dat', 1389, 19.9],
      ['SASDJG5.dat', 412, 26.9],
      ['glucose-isomerase.dat', 60, 33.6],
    ] as const) {
      const curve = readCurve(path.join(fixtures, file));
      assert.equal(curve.name, file);
      assert.equal(curve.q.length, points);
      assert.equal(curve.qUnit, '1/A');
      assert.equal(curve.errors, 'measured');
      assert.ok(Math.abs(guinier(curve).rg / rg - 1) < 0.03, `${file}: Rg ${guinier(curve).rg}`);
    }
  });

  it('unpacks gzip and takes a unit and a name', () => {
    const file = path.join(folder, 'packed.dat.gz');
    fs.writeFileSync(file, gzipSync(fs.readFileSync(path.join(fixtures, 'SASDA25.dat'))));
    const curve = readCurve(file, { unit: '1/nm', name: 'mine' });
    assert.equal(curve.name, 'mine');
    assert.ok(Math.abs(curve.q[0] - readCurve(path.join(fixtures, 'SASDA25.dat')).q[0] / 10) < 1e-12);
  });

  it('refuses folders, missing files, pictures, emptiness and what is too large, in one sentence each', () => {
    refused(folder, /is a folder/);
    refused(path.join(folder, 'none.dat'), /There is no file/);
    const write = (name: string, content: string | Uint8Array): string => {
      fs.writeFileSync(path.join(folder, name), content);
      return path.join(folder, name);
    };
    refused(
      write('picture.dat', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3)),
      /picture\.dat is a PNG picture/,
    );
    refused(write('empty.dat', ''), /empty\.dat is empty/);
    refused(write('three.dat', '0.01 5 0.1\n0.02 4 0.1\n0.03 3 0.1\n'), /three\.dat has 3 usable points/);
    const large = path.join(folder, 'large.dat');
    fs.truncateSync(write('large.dat', ''), 65 * 2 ** 20);
    refused(large, /is larger than 64 MiB/);
  });
});
