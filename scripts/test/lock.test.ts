import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { withLock } from '../setup/lock.mjs';

const lockModule = pathToFileURL(path.resolve(__dirname, '..', '..', 'scripts', 'setup', 'lock.mjs')).href;

/** Begins and ends a piece of work under the lock in a process of its own, and writes both down. */
function work(root: string): Promise<number | null> {
  const program = `
    import { appendFileSync } from 'node:fs';
    import { withLock } from ${JSON.stringify(lockModule)};
    const log = process.argv[1] + '/log';
    withLock(process.argv[1], () => {
      appendFileSync(log, 'begin ' + process.pid + '\\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      appendFileSync(log, 'end ' + process.pid + '\\n');
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, root], { stdio: 'ignore' });
  return new Promise((resolve) => child.on('close', resolve));
}

describe('the lock of the set-up', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'set-up lock '));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('lets one process work after another', async () => {
    assert.deepEqual(await Promise.all([work(root), work(root), work(root)]), [0, 0, 0]);
    const lines = readFileSync(path.join(root, 'log'), 'utf8').trim().split('\n');
    assert.equal(lines.length, 6);
    for (let i = 0; i < 6; i += 2) assert.equal(lines[i].replace('begin', 'end'), lines[i + 1]);
  });

  it('is taken over from a process that is no more, and given back', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await new Promise((resolve) => gone.on('close', resolve));
    const file = path.join(root, '.cache', 'set-up.lock');
    mkdirSync(path.dirname(file));
    writeFileSync(file, `${gone.pid}`);
    assert.equal(
      withLock(root, () => 'done'),
      'done',
    );
    assert.ok(!existsSync(file));
  });

  it('is given back when the work fails', () => {
    assert.throws(
      () =>
        withLock(root, () => {
          throw new Error('broken');
        }),
      /broken/,
    );
    assert.ok(!existsSync(path.join(root, '.cache', 'set-up.lock')));
  });
});
