import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { integerOption, numberOption } from 'decodesaxs/dist/cli/numbers';
import { Interruption } from 'decodesaxs/dist/cli/interruptSignal';
import { follow } from 'decodesaxs/dist/cli/followReconstruction';
import { duration, ProgressLine } from 'decodesaxs/dist/cli/progressLine';
import type { Reconstruction, ReconstructionStep } from 'decodesaxs/dist/reconstruct/reconstruct';
import { PAPER_LIMITS } from 'decodesaxs/dist/search/geneticAlgorithm';
import { reportError } from 'decodesaxs/dist/cli/reportError';
import { InputError } from 'decodesaxs/dist/inputError';

const BIN = path.join(__dirname, '..', '..', 'bin', 'decodesaxs.js');
const run = (...words: string[]) => spawnSync(process.execPath, [BIN, ...words], { encoding: 'utf8' });

describe('decodesaxs', function () {
  this.timeout(20000);

  it('prints its version and help', () => {
    const { version } = JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8'));
    assert.deepEqual([run('--version').stdout, run('--version').status], [`${version}\n`, 0]);
    const help = run('--help');
    assert.equal(help.status, 0);
    assert.match(help.stdout, /compare[\s\S]*build-training-set/);
  });

  it('prints help without loading arrays, networks or Arrow', () => {
    const script = `require(${JSON.stringify(path.join(__dirname, '..', '..', 'dist', 'cli', 'main.js'))});
      console.log(Object.keys(require.cache).filter((file) => /tensorflow|flechette|arquero|vega|resvg/.test(file)).length)`;
    assert.equal(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout.trim(), '0');
  });

  it('answers wrong usage in one line and status 2', () => {
    for (const words of [
      ['nonsense'],
      ['compare', 'a'],
      ['compare', 'a', 'b', '--colour'],
      ['build-training-set', 'x'],
    ]) {
      const { status, stderr, stdout } = run(...words);
      assert.equal(status, 2, words.join(' '));
      assert.match(stderr, /^error: [^\n]+\n(\(Did you mean [^\n]+\n)?$/);
      assert.equal(stdout, '');
    }
  });

  it('answers bad input in one sentence and status 2, and leaves nothing behind', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cli test '));
    try {
      const { status, stderr } = run(
        'build-training-set',
        path.join(folder, 'nowhere'),
        '--out',
        path.join(folder, 'new', 'set.arrow'),
      );
      assert.equal(status, 2);
      assert.match(stderr, /^There is no folder or list [^\n]+\.\n$/);
      assert.deepEqual(fs.readdirSync(folder), []);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

describe('reportError', () => {
  const report = (error: unknown): [number, string] => {
    let text = '';
    const status = reportError(error, (part) => (text += part));
    return [status, text];
  };

  it('gives each kind of error its words and status', () => {
    assert.deepEqual(report(new InputError('It is empty: fill it.')), [2, 'It is empty: fill it.\n']);
    assert.deepEqual(report(new Interruption('SIGINT')), [130, 'Interrupted by SIGINT.\n']);
    assert.deepEqual(report(new Interruption('SIGTERM', 'after generation 3: no result was written.')), [
      143,
      'Interrupted by SIGTERM after generation 3: no result was written.\n',
    ]);
    assert.deepEqual(report(new DOMException('aborted', 'AbortError')), [130, 'Interrupted.\n']);
    const full = Object.assign(new Error('raw'), { code: 'ENOSPC', syscall: 'write' });
    assert.deepEqual(report(full), [
      2,
      'A file cannot be read or written (no space left): check the place, its space and its permissions.\n',
    ]);
    assert.deepEqual(report(Object.assign(new Error('boom'), { code: 'ERR_ODD' }))[0], 1);
    assert.deepEqual(report(new Error('boom\nmore')), [
      1,
      'decodesaxs failed: boom (DECODESAXS_DEBUG=1 shows where).\n',
    ]);
  });

  it('shows the stack on demand', () => {
    process.env.DECODESAXS_DEBUG = '1';
    try {
      assert.match(report(new Error('boom'))[1], /^Error: boom\n {4}at /);
    } finally {
      delete process.env.DECODESAXS_DEBUG;
    }
  });
});

describe('number options', () => {
  it('read numbers within their limits', () => {
    assert.equal(numberOption('--rmax', 1, 300)('45.5'), 45.5);
    assert.equal(integerOption('--seed', 0, 9)('7'), 7);
    const limits = /--rmax is ".*": give a number from 1 to 300 Å\./;
    for (const text of ['-5', '', ' ', 'abc', 'NaN', 'Infinity', '1e9']) {
      assert.throws(() => numberOption('--rmax', 1, 300, ' Å')(text), limits, text);
    }
    assert.throws(() => integerOption('--seed', 0, 9)('2.5'), /whole number from 0 to 9/);
  });
});

/** A search of that many generations, without islands. */
async function* generationsOf(count: number): AsyncGenerator<ReconstructionStep, Reconstruction> {
  for (let generation = 1; generation <= count; generation++)
    yield await Promise.resolve({
      stage: 'generation',
      record: { generation, bestScore: [1], meanScore: [1], bestRmax: [20], islands: [] },
    } as unknown as ReconstructionStep);
  return {} as Reconstruction;
}

describe('ProgressLine', () => {
  it('draws in place on a terminal and is taken off again', () => {
    let text = '';
    const line = new ProgressLine(4, false, { isTTY: true, columns: 60, write: (part) => (text += part) });
    line.update(2, 'half');
    assert.match(text, /^\r█{12}░{12} 2\/4, \d+ s left {2}half$/);
    text = '';
    line.clear();
    assert.match(text, /^\r {40,}\r$/);
  });

  it('writes whole lines to a log, and nothing when quiet', () => {
    let text = '';
    const output = { write: (part: string): unknown => (text += part) };
    const line = new ProgressLine(3, false, output);
    [1, 2, 3].forEach((done) => line.update(done));
    line.clear();
    assert.equal(text, '████████████████████████ 3/3\n');
    new ProgressLine(1, true, output).update(1);
    assert.equal(text.split('\n').length, 2);
  });

  it('counts the generations of the method at hand, and is never longer than its bar', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'generations-'));
    const written: string[] = [];
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
    try {
      await follow(generationsOf(80), {
        checkpoint: path.join(folder, 'search.checkpoint'),
        key: 'k',
        say: () => undefined,
        quiet: false,
        generations: PAPER_LIMITS.generations,
        history: [],
        signal: undefined,
      });
    } finally {
      process.stderr.write = write;
      fs.rmSync(folder, { recursive: true, force: true });
    }
    assert.match(written.join(''), /█{24} 80\/80 {2}score 1\.000/);
    let text = '';
    new ProgressLine(12, false, { write: (part) => (text += part) }).update(14);
    assert.equal(text, `${'█'.repeat(24)} 14/12\n`);
  });

  it('says times in words', () => {
    assert.deepEqual([800, 89e3, 100e3, 3.5 * 3600e3].map(duration), ['1 s', '89 s', '2 min', '3 h 30 min']);
  });
});
