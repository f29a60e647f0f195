import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCcp4 } from 'decodesaxs/dist/map/readCcp4';
import { chiSquare } from 'decodesaxs/dist/profile/chiSquare';
import { debyeProfile } from 'decodesaxs/dist/profile/debyeProfile';
import { parseStructure } from 'decodesaxs/dist/structure/parseStructure';
import { atomLine } from '../structure/lines';

const root = join(__dirname, '..', '..', '..');
const program = join(root, 'kernel-lib', 'bin', 'decodesaxs.js');
const fixture = join(root, 'fixtures', 'SASDA25.dat');

/** The number after a name in a text. */
function numberAfter(text: string, pattern: RegExp): number {
  const found = pattern.exec(text);
  ok(found, `${pattern} is not in ${text.slice(0, 300)}`);
  return Number(found[1]);
}

/** Table of a fit: q, I, σ, model. */
function fitColumns(text: string): Float64Array[] {
  const rows = text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.trim().split(/\s+/).map(Number));
  return [0, 1, 2, 3].map((c) => Float64Array.from(rows, (row) => row[c]));
}

/** chi² of points with weights by a Debye sum over the points of fit.dat. */
function debyeChi2(xyz: number[], weights: number[], step: number, table: string, i0: number): number {
  const [q, intensity, sigma] = fitColumns(table);
  const radius = step * (3 / (4 * Math.PI)) ** (1 / 3);
  return chiSquare({ q, intensity, sigma }, debyeProfile(xyz, q, { radius, weights, binWidth: 0.05 }), {
    background: [-0.003 * i0, 0.003 * i0],
    formFactor: [-12, 12],
  }).chi2;
}

/** Reads every file of a run: no two numbers of one name differ, and chi² of map and beads are those of Debye sums. */
function oneNameOneNumber(out: string, stdout: string): void {
  const text = (name: string): string => readFileSync(join(out, name), 'utf8');
  const summary = JSON.parse(text('summary.json'));
  const near = (value: number, wanted: number, tolerance: number, name: string): void =>
    ok(Math.abs(value - wanted) <= tolerance, `${name}: ${value} for ${wanted}`);
  const fit = text('fit.dat');
  near(numberAfter(fit, /chi2 = ([\d.]+)/), summary.chi2, 1e-4, 'chi2 of fit.dat');
  near(numberAfter(fit, /rmax = ([\d.]+)/), summary.rmax, 0.01, 'rmax of fit.dat');
  near(numberAfter(fit, /Rg = ([\d.]+)/), summary.rg, 0.01, 'Rg of fit.dat');
  near(numberAfter(stdout, /chi² ([\d.]+)/), summary.chi2, 1e-3, 'chi² of stdout');
  near(numberAfter(stdout, /rmax ([\d.]+)/), summary.rmax, 0.06, 'rmax of stdout');
  near(numberAfter(stdout, /, Rg ([\d.]+)/), summary.rg, 0.06, 'Rg of stdout');
  near(numberAfter(stdout, /beads chi² ([\d.]+)/), summary.beads.chi2, 1e-3, 'chi² of the beads on stdout');
  const beadsText = text('beads.pdb');
  near(
    numberAfter(beadsText, /chi-square of these beads ([\d.]+)/),
    summary.beads.chi2,
    1e-3,
    'chi² of beads.pdb',
  );
  const [, I, sigma, model] = fitColumns(fit);
  const chi2 = model.reduce((sum, m, i) => sum + ((I[i] - m) / sigma[i]) ** 2, 0) / model.length;
  near(chi2, summary.chi2, 0.01 * summary.chi2, 'chi² of the columns of fit.dat');
  for (const name of ['map.ccp4', ...summary.members.map(({ file }: { file: string }) => file)]) {
    const { values, step, origin, rmax } = readCcp4(readFileSync(join(out, name)));
    const xyz: number[] = [],
      weights: number[] = [];
    values.forEach((value, e) => {
      if (value < 1e-4) return;
      xyz.push(
        origin[0] + Math.floor(e / 961) * step,
        origin[1] + (Math.floor(e / 31) % 31) * step,
        origin[2] + (e % 31) * step,
      );
      weights.push(value);
    });
    const own =
      name === 'map.ccp4' ? summary : summary.members.find(({ file }: { file: string }) => file === name);
    near(rmax!, own.rmax, 0.01, `rmax of ${name}`);
    near(debyeChi2(xyz, weights, step, fit, summary.i0), own.chi2, 0.02 * own.chi2 + 0.02, `chi² of ${name}`);
  }
  const beads = parseStructure(beadsText);
  const step = readCcp4(readFileSync(join(out, 'map.ccp4'))).step;
  const ones = new Array<number>(beads.atoms.length / 3).fill(1);
  near(
    debyeChi2(Array.from(beads.atoms), ones, step, fit, summary.i0),
    summary.beads.chi2,
    0.03 * summary.beads.chi2 + 0.03,
    'chi² of the beads by a Debye sum',
  );
}

/** Two chains with atoms beside CA and a ligand. */
function twoStrands(): string {
  const lines: string[] = [];
  for (const [c, chain] of ['A', 'B'].entries()) {
    for (let i = 0; i < 12; i++) {
      const at = [4 * i - 20, 9 * c + Math.sin(i), 3 * c * i];
      lines.push(atomLine('ATOM', 'CA', 'ALA', chain, i + 1, at, { element: 'C' }));
      lines.push(atomLine('ATOM', 'CB', 'ALA', chain, i + 1, [at[0], at[1] + 1.5, at[2]], { element: 'C' }));
    }
    lines.push('TER');
  }
  lines.push(atomLine('HETATM', 'ZN', 'ZN', 'A', 99, [0, 5, 5], { element: 'ZN' }), 'END', '');
  return lines.join('\n');
}

describe('decodesaxs reconstruct', function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'decodesaxs reconstruct '));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('leaves the checkpoint alone after SIGTERM, and with --keep-partial files that say so, never status 0', async () => {
    const out = join(folder, 'stopped');
    const model = join(folder, 'strands.pdb');
    writeFileSync(model, twoStrands());
    const args = [program, 'reconstruct', fixture, '--backend', 'wasm', '--out', out, '--quiet'];
    for (const [by, status, further] of [
      ['SIGTERM', 143, []],
      ['SIGINT', 130, ['--resume', '--keep-partial', '--report', '--model', model, '--other-hand']],
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
    const marked = readdirSync(out).filter(
      (name) => !/checkpoint|\.png$|beads\.pdb|summary\.json/.test(name),
    );
    ok(marked.includes('superposed-other-hand.pdb') && marked.includes('difference.ccp4'), marked.join());
    for (const name of marked) ok(note.test(readFileSync(join(out, name), 'latin1')), `${name} says nothing`);
    ok(/^TITLE +PARTIAL, generation \d/.test(readFileSync(join(out, 'beads.pdb'), 'utf8')));
    strictEqual(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')).interrupted, true);
    ok(readCcp4(readFileSync(join(out, 'map.ccp4'))).rmax! > 20);
  });

  it('goes on after it was killed, and writes maps, tables and pictures', async () => {
    const out = join(folder, 'a result');
    const model = join(folder, 'model.pdb');
    writeFileSync(model, twoStrands());
    const paper = join(folder, 'paper');
    const further = ['--model', model, '--other-hand', '--publication', paper];
    const args = [program, 'reconstruct', fixture, '--out', out, ...further, '--seed', '2'];
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

    // a signal while the files are written leaves no numbers of another run, and the checkpoint
    for (const name of ['summary.json', 'report.html']) writeFileSync(join(out, name), 'of an earlier run');
    const writing = spawn(process.execPath, [...args, '--resume', '--quiet']);
    let said = '';
    writing.stderr.on('data', (text) => (said += text));
    writing.stdout.resume();
    const ended = new Promise((resolve) => writing.once('close', resolve));
    while (!existsSync(join(out, 'map.ccp4'))) {
      ok(writing.exitCode === null, `the run ended before its map: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    writing.kill('SIGTERM');
    strictEqual(await ended, 143, said);
    ok(
      /Interrupted by SIGTERM after generation \d+: not all files were written; .*--resume continues/.test(
        said,
      ),
    );
    ok(!['summary.json', 'report.html', '.lock'].some((name) => existsSync(join(out, name))));

    const { status, stdout, stderr } = spawnSync(process.execPath, [...args, '--resume', '--workers', '3'], {
      encoding: 'utf8',
    });
    strictEqual(status, 0, stderr);
    ok(/continues after generation \d+/.test(stderr));
    ok(/chi² \d/.test(stdout));
    const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
    for (const name of ['chi', 'rmax', 'rg', 'seconds', 'seed']) ok(Number.isFinite(summary[name]), name);
    ok(['tensorflow', 'wasm'].includes(summary.backend), summary.backend);
    strictEqual(summary.workers, 3);
    ok(Math.abs(summary.rgGuinier - 19.9) < 0.6);
    ok(Math.abs(summary.rg / summary.rgGuinier - 1) < 0.05, 'the map has the Rg of the curve');
    ok(summary.rmax > 1.2 * summary.rg && summary.rmax < 3.6 * summary.rg);
    for (const picture of ['curve.png', 'search.png', 'views.png']) {
      strictEqual(readFileSync(join(out, picture)).readUInt32BE(0), 0x89504e47, picture);
    }
    const map = readCcp4(readFileSync(join(out, 'map.ccp4')));
    ok(Math.abs(map.rmax! - summary.rmax) < 0.01);
    const beads = parseStructure(readFileSync(join(out, 'beads.pdb'), 'utf8'));
    strictEqual(beads.kind, 'bead');
    ok(beads.atoms.length / 3 > 100);
    strictEqual(
      readFileSync(join(out, 'history.csv'), 'utf8').trim().split('\n').length,
      2 + summary.generations,
    );
    oneNameOneNumber(out, stdout);
    const tables = readFileSync(join(paper, 'publication.md'), 'utf8');
    ok(tables.includes(`the density map has χ² = ${summary.chi2.toFixed(2)} and`), tables);
    ok(tables.includes(`| Rg of the map (Å) | ${summary.rg.toFixed(1)} |`), tables);
    ok(tables.includes(`${summary.cc.ownRadius.toFixed(3)}, ${summary.cc.trueScale.toFixed(3)} |`), tables);
    ok(readFileSync(join(paper, 'publication.sascif'), 'utf8').includes('_sas_model_fitting.fit'));
    // the model whole on the map, once in each hand, with the atoms and records that it came with
    const hands = ['superposed.pdb', 'superposed-other-hand.pdb'].map((name) =>
      readFileSync(join(out, name), 'utf8'),
    );
    strictEqual(hands.filter((hand) => hand.includes('MIRROR IMAGE')).length, 1);
    const kept = (text: string): string[] =>
      text
        .split('\n')
        .filter((line) => /^(ATOM|HETATM|TER)/.test(line))
        .map((line) => line.slice(0, 30) + line.slice(54));
    for (const hand of hands) deepStrictEqual(kept(hand), kept(twoStrands()));
    deepStrictEqual(
      Array.from(readCcp4(readFileSync(join(out, 'other-hand.ccp4'))).values),
      Array.from(map.values).reverse(),
    );
    ok(!readdirSync(out).some((name) => /checkpoint|\.tmp/.test(name)), 'nothing is left over');
  });

  it('writes the tables of a publication for the method of the paper, which expects no correlation', () => {
    const out = join(folder, 'paper'),
      tables = join(folder, 'paper tables');
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        ...[program, 'reconstruct', fixture, '--method', 'paper', '--generations', '1', '--quiet'],
        ...['--out', out, '--publication', tables],
      ],
      { encoding: 'utf8' },
    );
    strictEqual(status, 0, stderr);
    strictEqual(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')).expectedCC, null);
    const table = readFileSync(join(tables, 'publication.md'), 'utf8');
    ok(/Radius rmax of the map/.test(table) && !/Expected correlation/.test(table), table);
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
      [[fixture, '--publication', join(fixture, 'inside')], /cannot be written/],
      [[fixture, '--generations', '1.5'], /--generations is 1\.5: expected a whole number from 0 to 10000/],
      [[fixture, '--symmetry', 'D9'], /The symmetry is "D9": expected C2/],
      [[fixture, '--symmetry', 'D6'], /cannot have the symmetry D6, with 12 parts of/],
      [[fixture, '--start', join(folder, 'no-atoms.pdb')], /without atoms/],
      [[fixture, '--start', 'model.pdb', '--symmetry', 'D2'], /--start and --symmetry are given together/],
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
