import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockPlace } from '../../src/node/lockPlace';

describe('lockPlace', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lock '))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps a second run out while the first lives, and leaves nothing', () => {
    writeFileSync(join(folder, '.lock'), `${process.ppid} ${hostname()}\n`);
    assert.throws(() => lockPlace(folder), new RegExp(`process ${process.ppid}\\) writes to the folder`));
    rmSync(join(folder, '.lock'));
    lockPlace(folder).release();
    assert.deepEqual(readdirSync(folder), []);
  });

  it('takes over from a process that is gone', () => {
    const { pid } = spawnSync('true');
    writeFileSync(join(folder, '.lock'), `${pid} ${hostname()}\n`);
    lockPlace(folder).release();
    writeFileSync(join(folder, '.lock'), 'nonsense');
    lockPlace(folder).release();
  });

  it('takes over where the number of the process has gone to another one', function () {
    const written = (): string => readFileSync(join(folder, '.lock'), 'utf8');
    const lock = lockPlace(folder);
    const start = / (\d+)\n$/.exec(written())?.[1];
    lock.release();
    // only Linux tells when a process has started
    if (start === undefined) return this.skip();
    const other = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19];
    const holder = `${process.ppid} ${hostname()}`;
    writeFileSync(join(folder, '.lock'), `${holder} ${other}\n`);
    assert.throws(() => lockPlace(folder), /writes to the folder/);
    writeFileSync(join(folder, '.lock'), `${holder} ${Number(other) + 1}\n`);
    lockPlace(folder).release();
  });
});
