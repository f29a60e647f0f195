import * as assert from 'node:assert/strict';
import { Random } from '../../src/random';
import { parseStructure } from '../../src/structure/parseStructure';
import { medianNearestDistance } from '../../src/structure/pointCells';
import { writeBeads } from '../../src/structure/writeBeads';
import { atomLine } from './lines';

/** Points of a simple cubic lattice within a ball, shuffled, x, y, z in turn. */
function ball(spacing: number, steps: number): Float64Array {
  const points: number[][] = [];
  for (let i = -steps; i <= steps; i++) {
    for (let j = -steps; j <= steps; j++) {
      for (let k = -steps; k <= steps; k++) {
        if (i * i + j * j + k * k <= steps * steps) points.push([i, j, k].map((n) => n * spacing));
      }
    }
  }
  return Float64Array.from(new Random(3).shuffle(points).flat());
}

/** The definition, by looking at all pairs. */
function bruteMedian(xyz: ArrayLike<number>): number {
  const nearest: number[] = [];
  for (let p = 0; p < xyz.length; p += 3) {
    let best = Infinity;
    for (let q = 0; q < xyz.length; q += 3) {
      const d = Math.hypot(xyz[p] - xyz[q], xyz[p + 1] - xyz[q + 1], xyz[p + 2] - xyz[q + 2]);
      if (d > 1e-6 && d < best) best = d;
    }
    nearest.push(best);
  }
  nearest.sort((a, b) => a - b);
  const half = nearest.length / 2;
  return (nearest[Math.floor(half)] + nearest[Math.ceil(half) - 1]) / 2;
}

describe('medianNearestDistance', () => {
  it('agrees with all pairs for scattered, flat, straight and distant points', () => {
    const random = new Random(1);
    for (const scale of [
      [30, 30, 30],
      [50, 50, 0],
      [200, 0, 0],
      [5, 400, 40],
    ]) {
      const xyz = Array.from({ length: 3 * 201 }, (_, i) => scale[i % 3] * random.normal() + 1000);
      assert.ok(Math.abs(medianNearestDistance(xyz) - bruteMedian(xyz)) < 1e-9, String(scale));
    }
  });

  it('is the spacing of a lattice, and NaN without two places', () => {
    assert.ok(Math.abs(medianNearestDistance(ball(3.5, 4)) - 3.5) < 1e-9);
    assert.ok(Number.isNaN(medianNearestDistance([1, 2, 3])));
    assert.ok(Number.isNaN(medianNearestDistance([1, 2, 3, 1, 2, 3])));
  });
});

describe('bead models', () => {
  const kind = (lines: string[]): string => parseStructure(lines.join('\n')).kind;
  const beads = ball(4, 3);
  const at = (i: number): number[] => [...beads.subarray(3 * i, 3 * i + 3)];
  const many = Array.from({ length: beads.length / 3 }, (_, i) => i);

  it('are known by dummy names, one residue name, or spacing off a chain', () => {
    const ten = ['ALA', 'GLY', 'SER', 'LEU', 'LYS', 'ASP', 'TRP', 'HIS', 'PRO', 'VAL'];
    assert.equal(kind(many.map((i) => atomLine('ATOM', 'CA', 'ASP', 'B', i % 10, at(i)))), 'bead');
    assert.equal(kind(many.map((i) => atomLine('HETATM', 'DUM', 'DUM', 'A', i, at(i)))), 'bead');
    assert.equal(kind(many.map((i) => atomLine('ATOM', 'CA', ten[i % 10], 'A', i, at(i)))), 'bead');
    assert.equal(
      kind(many.map((i) => atomLine('ATOM', 'CA', 'ASP', 'A', 1, at(i)))),
      'bead',
      'one residue number for all',
    );
    assert.equal(kind(many.map((i) => atomLine('ATOM', 'C', 'ALA', 'A', i, at(i)))), 'bead');
    const chain = many.map((i) => atomLine('ATOM', 'CA', ten[i % 10], 'A', i, [3.8 * i, 0, 0]));
    assert.equal(kind(chain), 'atomic', 'a CA trace');
  });

  it('lose their dummy waters, with a warning', () => {
    const lines = many.map((i) => atomLine('ATOM', 'CA', 'ASP', 'A', i, at(i)));
    const wet = parseStructure([...lines, atomLine('ATOM', 'O', 'HOH', 'A', 999, [90, 0, 0])].join('\n'));
    assert.equal(wet.kind, 'bead');
    assert.equal(wet.trace.length, beads.length);
    assert.match(wet.warnings[0], /1 dummy waters/);
  });
});

describe('writeBeads', () => {
  it('writes what parseStructure reads as a bead model of that spacing', () => {
    const beads = ball(5, 5);
    const read = parseStructure(writeBeads(beads, { title: 'Body of a curve', radius: 2.5 }));
    assert.equal(read.kind, 'bead');
    assert.equal(read.title, 'Body of a curve');
    assert.deepEqual([...read.trace], [...beads]);
    assert.ok(Math.abs(read.beadRadius! - 2.5) < 1e-9);
  });

  it('keeps the columns in place for more than 99999 beads', () => {
    const xyz = Float64Array.from({ length: 3 * 101000 }, (_, i) => Math.floor(i / 3 / 50 ** (i % 3)) % 50);
    const text = writeBeads(xyz);
    for (const line of text.split('\n').filter((l) => l.startsWith('ATOM'))) {
      assert.match(
        line,
        /^ATOM  [ \d]{5}  CA  ASP [A-Za-z0-9][ \d]{4}    (?:[ \d-]{4}\.\d{3}){3}  1\.00 20\.00           C  $/,
      );
      assert.equal(line.length, 80);
    }
    assert.deepEqual([...parseStructure(text).trace], [...xyz]);
  });

  it('holds titles and remarks to one ASCII line each', () => {
    const title = 'Größe 3 Å\nATOM      1  CA  ASP A   1       0.000   0.000   0.000 ' + 'x'.repeat(200);
    const text = writeBeads([1, 2, 3], { title, remarks: ['μ-calpain\nEND'] });
    assert.match(text, /^[\x20-\x7e\n]*$/);
    assert.equal(text.split('\n').filter((line) => line.startsWith('ATOM')).length, 1);
    assert.ok(text.split('\n').every((line) => line.length <= 80));
    assert.match(text, /^TITLE {5}Gro\?e 3 A ATOM/);
    assert.match(text, /^TITLE {4}2 /m);
    assert.match(text, /^REMARK   1 .-calpain END$/m);
  });

  it('refuses no beads and coordinates beyond the columns', () => {
    assert.throws(() => writeBeads([]), /no beads/);
    assert.throws(() => writeBeads([0, 0, 10000]), /10000 Å/);
    assert.throws(() => writeBeads([0, NaN, 0]), /NaN/);
  });
});
