import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCcp4 } from 'decodesaxs/dist/map/readCcp4';
import { parseStructure } from 'decodesaxs/dist/structure/parseStructure';

const root = join(__dirname, '..', '..', '..');
const program = join(root, 'kernel-lib', 'bin', 'decodesaxs.js');
const fixture = join(root, 'fixtures', 'SASDA25.dat');

describe('decodesaxs reconstruct', function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'decodesaxs reconstruct '));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves the checkpoint alone after SIGTERM, and with --keep-partial files that say so, never status 0', async () => {
    const out = join(folder, 'stopped');
    const args = [program, 'reconstruct', fixture, '--backend', 'wasm', '--out', out, '--quiet'];
    for (const [by, status, further] of [
      ['SIGTERM', 143, []],
      ['SIGINT', 130, ['--resume', '--keep-partial', '--report']],
    ] as const) {
      const run = spawn(process.execPath, [...args, ...further]);
      let said = '';
      run.stderr.on('data', (text) => (said += text));
      run.stdout.resume();
      const ended = new Promise((resolve) => run.once('close', resolve));
      const checkpoint = join(out, 'search.checkpoint');
      const before = existsSync(checkpoint) ? statSync(checkpoint).mtimeMs : 0;
      while (!existsSync(checkpoint) || statSync(checkpoint).mtimeMs === before) {
        ok(run.exitCode === null, `the run ended before its checkpoint: ${said}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      run.kill(by);
      strictEqual(await ended, status, said);
      ok(said.includes(`Interrupted by ${by} after generation`), said);
      if (by === 'SIGTERM') deepStrictEqual(readdirSync(out), ['search.checkpoint']);
    }
    ok(existsSync(join(out, 'search.checkpoint')), 'the checkpoint stays beside partial files');
    const note = /PARTIAL: the search was interrupted after generation \d/;
    for (const name of ['map.ccp4', 'spread.ccp4', 'fit.dat', 'history.csv', 'report.html'])
      ok(note.test(readFileSync(join(out, name), 'latin1')), `${name} says nothing`);
    ok(/^TITLE +PARTIAL, generation \d/.test(readFileSync(join(out, 'beads.pdb'), 'utf8')));
    strictEqual(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')).interrupted, true);
    ok(readCcp4(readFileSync(join(out, 'map.ccp4'))).rmax! > 20);
  });

  it('goes on after it was killed, and writes maps, tables and pictures', async () => {
    const out = join(folder, 'a result');
    const args = [program, 'reconstruct', fixture, '--backend', 'wasm', '--out', out, '--seed', '2'];
    const killed = spawn(process.execPath, args, { stdio: 'ignore' });
    while (!existsSync(join(out, 'search.checkpoint'))) {
      ok(killed.exitCode === null, 'the run ended before its first checkpoint');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    killed.kill('SIGKILL');
    await new Promise((resolve) => killed.once('exit', resolve));
    ok(!existsSync(join(out, 'summary.json')));

    const other = spawnSync(process.execPath, [...args.slice(0, -1), '3', '--resume'], { encoding: 'utf8' });
    strictEqual(other.status, 2, other.stderr);
    ok(/belongs to another curve, other options or another version/.test(other.stderr));

    const { status, stdout, stderr } = spawnSync(process.execPath, [...args, '--resume', '--workers', '3'], {
      encoding: 'utf8',
    });
    strictEqual(status, 0, stderr);
    ok(/goes on after generation \d+/.test(stderr));
    ok(/chi² \d/.test(stdout));
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
    for (const name of ['chi', 'rmax', 'rg', 'seconds', 'seed']) ok(Number.isFinite(summary[name]), name);
    strictEqual(summary.backend, 'wasm');
    strictEqual(summary.workers, 3);
    ok(Math.abs(summary.rg - 19.9) < 0.6);
    ok(summary.rmax > 1.2 * summary.rg && summary.rmax < 3.6 * summary.rg);
    for (const picture of ['curve.png', 'search.png', 'views.png']) {
      strictEqual(readFileSync(join(out, picture)).readUInt32BE(0), 0x89504e47, picture);
    }
    const map = readCcp4(readFileSync(join(out, 'map.ccp4')));
    ok(Math.abs(map.rmax! - summary.rmax) < 0.01);
    const beads = parseStructure(readFileSync(join(out, 'beads.pdb'), 'utf8'));
    strictEqual(beads.kind, 'bead');
    strictEqual(beads.atoms.length / 3, map.values.filter((v) => v > Math.fround(0.3)).length);
    strictEqual(
      readFileSync(join(out, 'history.csv'), 'utf8').trim().split('\n').length,
      2 + summary.generations,
    );
    ok(!readdirSync(out).some((name) => /checkpoint|\.tmp/.test(name)), 'nothing is left over');
  });

  it('refuses bad input in one sentence with status 2 and leaves nothing behind', () => {
    const file = (name: string, text: string): string => (
      writeFileSync(join(folder, name), text),
      join(folder, name)
    );
    const cases: [string[], RegExp][] = [
      [[file('three.dat', '0.01 10 1\n0.02 9 1\n0.03 8 1\n')], /3 usable points/],
      [[file('empty.dat', '')], /is empty/],
      [[file('picture.dat', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR')], /picture/],
      [[fixture, '--rmax', '-5'], /rmax is -5 Å/],
      [[fixture, '--workers', '0'], /number of workers is 0: a whole number from 1 to 100/],
      [[fixture, '--model', file('no-atoms.pdb', 'HEADER    NOTHING\nEND\n')], /without atoms/],
      [[fixture, '--out', join(fixture, 'inside')], /cannot be written/],
    ];
    for (const [args, sentence] of cases) {
      const out = join(folder, 'nothing');
      const { status, stderr } = spawnSync(
        process.execPath,
        [program, 'reconstruct', '--out', out, ...args],
        { encoding: 'utf8' },
      );
      strictEqual(status, 2, `${args.join(' ')}: ${stderr}`);
      ok(sentence.test(stderr), stderr);
      strictEqual(stderr.trim().split('\n').length, 1, stderr);
      ok(!existsSync(out), `${args.join(' ')} leaves a folder`);
    }
  });
});
