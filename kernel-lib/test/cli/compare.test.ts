import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { voxelise } from 'decodesaxs/dist/grid/voxelise';
import { readCcp4 } from 'decodesaxs/dist/map/readCcp4';
import { shapeMap } from 'decodesaxs/dist/map/shapeMap';
import { writeCcp4 } from 'decodesaxs/dist/map/writeCcp4';
import { parseStructure } from 'decodesaxs/dist/structure/parseStructure';
import { atomLine } from '../structure/lines';

const BIN = path.join(__dirname, '..', '..', 'bin', 'decodesaxs.js');
const NAMES = ['ALA', 'GLY', 'SER', 'LEU', 'LYS', 'TRP', 'HIS'];

/** A chain without any symmetry: three arms of different length, one of them bent. */
function arms(): number[][] {
  const points: number[][] = [];
  for (let i = 0; i < 16; i++) points.push([3.7 * i, 0.12 * i * i, 0]);
  for (let i = 1; i < 10; i++) points.push([0, -3.7 * i, 0.2 * i * i]);
  for (let i = 1; i < 6; i++) points.push([0.25 * i * i, 0, 3.7 * i]);
  return points;
}
const pdb = (points: readonly (readonly number[])[]): string =>
  points.map((p, i) => atomLine('ATOM', 'CA', NAMES[i % 7], 'A', i + 1, p)).join('\n');

/** Turn by 2 rad about (1, 2, 2)/3, by Rodrigues' formula. */
function turn([x, y, z]: readonly number[]): number[] {
  const [u, v, w] = [1 / 3, 2 / 3, 2 / 3],
    c = Math.cos(2),
    s = Math.sin(2);
  const dot = (u * x + v * y + w * z) * (1 - c);
  return [
    x * c + (v * z - w * y) * s + u * dot,
    y * c + (w * x - u * z) * s + v * dot,
    z * c + (u * y - v * x) * s + w * dot,
  ];
}

describe('decodesaxs compare', function () {
  this.timeout(30000);
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'compare test '))));
  after(() => fs.rmSync(folder, { recursive: true }));
  const file = (name: string, content: string | Uint8Array): string => {
    fs.writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [BIN, 'compare', ...words], { encoding: 'utf8' });
  const json = (...words: string[]) => JSON.parse(run(...words, '--json').stdout);

  it('finds a structure again that was turned, moved and mirrored', () => {
    const moved = arms().map((p) =>
      turn(p.map((value) => -value)).map((value, axis) => value + [50, -20, 7][axis]),
    );
    const result = json(
      file('a.pdb', pdb(arms())),
      file('b.pdb.gz', gzipSync(pdb(moved))),
      '--vicinity-a',
      '8',
      '--vicinity-b',
      '8',
    );
    assert.ok(result.cc.ownRadius > 0.98, `own radius ${result.cc.ownRadius}`);
    assert.ok(result.cc.trueScale > 0.98, `true scale ${result.cc.trueScale}`);
    assert.equal(result.mirror, true);
    arms().forEach((p, i) => {
      const about = moved[i].map((value, axis) => -(value - result.b.centre[axis]));
      const back = [0, 1, 2].map((row) =>
        about.reduce(
          (sum, value, axis) => sum + result.rotation[3 * row + axis] * value,
          result.a.centre[row],
        ),
      );
      assert.ok(Math.hypot(...back.map((value, axis) => value - p[axis])) < 1.5, `atom ${i}`);
    });
  });

  it('tells the hand where nothing was mirrored, and the kinds of both', () => {
    const { grid, rmax } = voxelise(arms().flat(), { radius: 8 });
    const map = file('map.ccp4', writeCcp4(shapeMap(grid, rmax, 0.3)));
    const { status, stdout } = run(map, file('turned.pdb', pdb(arms().map(turn))), '--vicinity-b', '8');
    assert.equal(status, 0);
    const radius = rmax.toFixed(1).replace('.', '\\.');
    assert.match(
      stdout,
      new RegExp(
        `^A +map\\.ccp4: map, rmax ${radius} Å\nB +turned\\.pdb: atomic, 30 points, rmax ${radius} Å\n`,
      ),
    );
    assert.match(
      stdout,
      /CC at own radius {2}(0\.9[89]\d|1\.000)\nCC at true scale {2}(0\.9[89]\d|1\.000)\nmirror image {6}no\n$/,
    );
  });

  it('is blind to size at own radius only', () => {
    const { grid, rmax } = voxelise(arms().flat());
    const result = json(
      file('s.ccp4', writeCcp4(shapeMap(grid, rmax))),
      file('l.mrc.gz', gzipSync(writeCcp4(shapeMap(grid, 1.5 * rmax)))),
    );
    assert.ok(result.cc.ownRadius > 0.9999, `own radius ${result.cc.ownRadius}`);
    assert.ok(result.cc.trueScale < 0.8, `true scale ${result.cc.trueScale}`);
    assert.ok(Math.abs(result.b.rmax / result.a.rmax - 1.5) < 1e-5);
  });

  it('builds assemblies and takes another vicinity on demand', () => {
    const biomt = [1, 2, 3].map(
      (row) =>
        `REMARK 350   BIOMT${row}   1 ${[1, 2, 3].map((c) => (c === row ? '1.0' : '0.0')).join(' ')} 0.0`,
    );
    const half = ['REMARK 350 BIOMOLECULE: 1', 'REMARK 350 APPLY THE FOLLOWING TO CHAINS: A', ...biomt].join(
      '\n',
    );
    const other = arms().map((p) => turn(p).map((value) => value + 90));
    const two = file('two.pdb', `${half}\n${pdb(arms())}\n${pdb(other).replace(/ A( *\d+    )/g, ' B$1')}`);
    const one = file('one.pdb', pdb(arms()));
    assert.equal(json(two, one, '--assembly-a', '1').cc.trueScale > 0.9999, true);
    assert.equal(json(two, one).cc.trueScale < 0.9, true);
    const fat = json(one, one, '--vicinity-b', '9').cc.ownRadius;
    assert.ok(fat < 0.95, `a fat body against a slim one: ${fat}`);
  });

  it('writes the structure whole, superposed on the map, and the other hand of both', () => {
    const model = file('arms.pdb', pdb(arms()));
    const body = voxelise(arms().flat(), { radius: 4 });
    const map = file('arms.ccp4', writeCcp4(shapeMap(body.grid, body.rmax, 0.5)));
    const out = path.join(folder, 'docked');
    const { status, stderr } = run(map, model, '--out', out, '--other-hand');
    assert.equal(status, 0, stderr);
    const text = (name: string): string => fs.readFileSync(path.join(out, name), 'utf8');
    assert.match(text('superposed.pdb'), /REMARK   6 (Not mirrored|MIRROR IMAGE)/);
    const hands = [text('superposed.pdb'), text('superposed-other-hand.pdb')];
    assert.equal(hands.filter((hand) => hand.includes('MIRROR IMAGE')).length, 1);
    // each lies on the map of its hand as it stands
    for (const [name, hand] of [
      [map, 'superposed.pdb'],
      [path.join(out, 'other-hand.ccp4'), 'superposed-other-hand.pdb'],
    ]) {
      const { values, step, origin } = readCcp4(fs.readFileSync(name));
      const points = parseStructure(text(hand)).trace;
      let inside = 0;
      for (let p = 0; p < points.length; p += 3) {
        const at = [0, 1, 2].map((axis) => Math.round((points[p + axis] - origin[axis]) / step));
        if (values[(at[0] * 31 + at[1]) * 31 + at[2]] > 0.5) inside++;
      }
      assert.ok(inside > 0.97 * (points.length / 3), `${hand}: ${inside} of ${points.length / 3} inside`);
    }
  });

  it('refuses in one sentence what it cannot compare', () => {
    const good = file('good.pdb', pdb(arms()));
    for (const [words, message] of [
      [[good, path.join(folder, 'none.pdb')], /There is no file .*none\.pdb/],
      [[good, file('picture.pdb', Uint8Array.from([0x89, 0x50, 0, 0, 0]))], /picture\.pdb is a binary file/],
      [[good, good, '--assembly-a', '2'], /no biological assembly 2/],
      [
        [good, file('far.pdb', pdb(arms().map((p) => p.map((x) => 60 * x))))],
        /The bodies have radii of \d+ and \d+ Å: expected sizes that show on one grid/,
      ],
      [[good, good, '--vicinity-a', '-4'], /--vicinity-a is "-4": give a number from 0 to 100 Å/],
      [
        [
          file(
            'flat.ccp4',
            writeCcp4({ size: [3, 3, 3], step: 1, origin: [0, 0, 0], values: new Float32Array(27) }),
          ),
          good,
        ],
        /no point above 0/,
      ],
    ] as const) {
      const { status, stderr, stdout } = run(...words);
      assert.equal(status, 2, stderr);
      assert.match(stderr, message);
      assert.match(stderr, /^[^\n]+\.\n$/);
      assert.equal(stdout, '');
    }
  });
});
