import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lockPlace } from '../../src/node/lockPlace';

const BUILT = join(__dirname, '..', '..', 'dist', 'node', 'lockPlace.js');

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

  it('goes to one of several processes that begin at once, whether or not a lock was left', async () => {
    const { pid } = spawnSync('true');
    const script = `const { lockPlace } = require(process.argv[1]);
      while (Date.now() < Number(process.argv[3]));
      try { lockPlace(process.argv[2]); console.log('locked'); } catch (error) { console.log(error.message); }
      setTimeout(() => {}, 600)`;
    for (const left of [false, true]) {
      if (left) writeFileSync(join(folder, '.lock'), `${pid} ${hostname()}\n`);
      const at = String(Date.now() + 600);
      const begin = async (): Promise<string> =>
        (await promisify(execFile)(process.execPath, ['-e', script, BUILT, folder, at])).stdout.trim();
      const answers = await Promise.all(Array.from({ length: 8 }, begin));
      assert.equal(answers.filter((answer) => answer === 'locked').length, 1, answers.join('\n'));
      assert.equal(answers.filter((answer) => /^Another run .*another folder\.$/.test(answer)).length, 7);
      assert.deepEqual(readdirSync(folder), []);
    }
  });

  it('leaves a folder with the name of the lock alone', () => {
    mkdirSync(join(folder, '.lock'));
    writeFileSync(join(folder, '.lock', 'kept'), '');
    assert.throws(
      () => lockPlace(folder),
      /cannot be locked \(.lock in it is a folder\): choose another one\.$/,
    );
    assert.deepEqual(readdirSync(join(folder, '.lock')), ['kept']);
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
