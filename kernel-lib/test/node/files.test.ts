import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { InputError } from '../../src/inputError';
import {
  prepareOutputFolder,
  readBytes,
  readText,
  removeEmptyFolders,
  writeAtomic,
} from '../../src/node/files';

/** One sentence: a capital or path at the start, one full stop, at the end. */
function refuses(action: () => unknown, words: RegExp): void {
  assert.throws(action, (error: Error) => {
    assert.ok(error instanceof InputError, String(error));
    assert.match(error.message, words);
    assert.match(error.message, /\.$/);
    assert.ok(!error.message.includes('\n'));
    return true;
  });
}

describe('files', () => {
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'files test '));
  });
  afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));
  const at = (name: string): string => path.join(folder, name);

  it('reads plain and gzipped files alike, whatever their name', () => {
    fs.writeFileSync(at('plain.gz'), 'ATOM');
    fs.writeFileSync(at('packed.pdb'), gzipSync('ATOM'));
    assert.deepEqual([...readBytes(at('plain.gz'))], [65, 84, 79, 77]);
    assert.deepEqual([...readBytes(at('packed.pdb'))], [65, 84, 79, 77]);
  });

  it('reads several gzip members in one file', () => {
    fs.writeFileSync(at('two.gz'), Buffer.concat([gzipSync('AB'), gzipSync('CD')]));
    assert.equal(readText(at('two.gz')), 'ABCD');
  });

  it('decodes UTF-8, Windows-1252 and UTF-16, byte order marks left out', () => {
    fs.writeFileSync(at('utf8'), '\ufeff1/Å');
    fs.writeFileSync(at('1252'), Buffer.from([0x31, 0x2f, 0xc5]));
    fs.writeFileSync(at('utf16'), Buffer.from('\ufeff1/Å', 'utf16le'));
    for (const name of ['utf8', '1252', 'utf16']) assert.equal(readText(at(name)), '1/Å', name);
  });

  it('refuses what is missing, a folder, a device, too large or damaged', () => {
    fs.writeFileSync(at('big'), Buffer.alloc(2000));
    fs.writeFileSync(at('bomb.gz'), gzipSync(Buffer.alloc(100000)));
    fs.writeFileSync(at('cut.gz'), gzipSync('some text, cut short').subarray(0, 20));
    refuses(() => readBytes(at('nothing')), /There is no file .*nothing/);
    refuses(() => readBytes(at('big/inside')), /There is no file/);
    refuses(() => readBytes(folder), /is a folder/);
    refuses(() => readBytes('/dev/zero'), /is a device/);
    refuses(() => readBytes(at('big'), 1999), /larger than/);
    refuses(() => readBytes(at('bomb.gz'), 50000), /larger than/);
    refuses(() => readBytes(at('cut.gz')), /damaged gzip/);
    assert.equal(readBytes(at('bomb.gz'), 100000).length, 100000);
  });

  it('reads a pipe, and no further than the limit', function () {
    if (process.platform === 'win32') return this.skip();
    const script = `const { readBytes } = require(${JSON.stringify(path.join(__dirname, '..', '..', 'dist', 'node', 'files.js'))});
      try { console.log(readBytes('/dev/stdin', 1000000).length); }
      catch (error) { console.log(error.message, Math.round(process.resourceUsage().maxRSS / 1024)); }`;
    const read = (command: string): string =>
      spawnSync('bash', ['-c', `${command} | "$0" -e "$1"`, process.execPath, script], { encoding: 'utf8' })
        .stdout;
    assert.equal(read('(printf AB; sleep 0.1; printf CD)'), '4\n');
    const [, words, mib] = /^(.*\.) (\d+)\n$/.exec(read('head -c 500000000 /dev/zero'))!;
    assert.match(words, /stdin is larger than/);
    assert.ok(Number(mib) < 300, `${mib} MiB`);
  });

  it('writes to the longest name that a folder takes, and refuses a longer one', () => {
    const longest = `${'é'.repeat(125)}.txt`;
    writeAtomic(at(longest), 'x');
    assert.deepEqual(fs.readdirSync(folder), [longest]);
    refuses(() => writeAtomic(at('n'.repeat(256)), 'x'), /the name is too long/);
    refuses(() => writeAtomic(at(`${'n'.repeat(256)}/a.txt`), 'x'), /the name is too long/);
  });

  it('replaces a file in one step and leaves no temporary file', () => {
    writeAtomic(at('a.txt'), 'first');
    writeAtomic(at('a.txt'), new Uint8Array([50]));
    assert.equal(fs.readFileSync(at('a.txt'), 'utf8'), '2');
    assert.deepEqual(fs.readdirSync(folder), ['a.txt']);
  });

  it('writes through a symbolic link', () => {
    fs.writeFileSync(at('real'), 'old');
    fs.symlinkSync(at('real'), at('link'));
    writeAtomic(at('link'), 'new');
    assert.equal(fs.readFileSync(at('real'), 'utf8'), 'new');
    assert.ok(fs.lstatSync(at('link')).isSymbolicLink());
  });

  it('keeps the old file and leaves nothing behind when writing fails', () => {
    fs.mkdirSync(at('taken'));
    fs.writeFileSync(at('taken/inside'), '');
    refuses(() => writeAtomic(at('taken'), 'x'), /cannot be written \(it is a folder\)/);
    refuses(() => writeAtomic(at('none/a.txt'), 'x'), /its folder does not exist/);
    refuses(() => writeAtomic('/dev/null', 'x'), /not a regular file/);
    assert.ok(fs.statSync('/dev/null').isCharacterDevice());
    assert.deepEqual(fs.readdirSync(folder), ['taken']);
    assert.deepEqual(fs.readdirSync(at('taken')), ['inside']);
  });

  it('makes a folder with its parents, and takes it back while empty', () => {
    const made = prepareOutputFolder(at('a/b'));
    assert.deepEqual(made, [at('a'), at('a/b')]);
    assert.deepEqual(prepareOutputFolder(at('a/b')), []);
    assert.deepEqual(fs.readdirSync(at('a/b')), []);
    removeEmptyFolders(made);
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  it('refuses an output folder that cannot be made, and removes what it made', () => {
    fs.writeFileSync(at('file'), '');
    refuses(() => prepareOutputFolder(at('file')), /output folder .*cannot be written .*another folder/);
    refuses(() => prepareOutputFolder(at('file/out')), /a part of the path is a file/);
    refuses(() => prepareOutputFolder(at(`new/${'n'.repeat(300)}`)), /name is too long/);
    refuses(() => prepareOutputFolder('/proc/out'), /cannot be written/);
    assert.deepEqual(fs.readdirSync(folder), ['file']);
  });
});
