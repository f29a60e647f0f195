import * as assert from 'node:assert/strict';
import { centroid } from '../../../src/grid/points';
import { Random } from '../../../src/random';
import { parseStructure } from '../../../src/structure/parseStructure';
import { KnownShapes, structureRecord, unsuitable } from '../../../src/train/samples/structureRecord';
import { structureId, structureRecords } from '../../../src/train/samples/structureRecords';
import { readStructureSet, structurePoints } from '../../../src/train/samples/structureSet';
import { writeStructureSet } from '../../../src/train/samples/writeStructureSet';
import { atomLine } from '../../structure/lines';

const NAMES = ['ALA', 'GLY', 'SER', 'LEU', 'LYS', 'TRP', 'HIS'];

/** A helix of CA atoms with a CB 1.5 Å further out, wound on itself so that it is compact. */
function coil(chain: string, count: number, shift: readonly number[] = [0, 0, 0]): string[] {
  return Array.from({ length: count }, (_, i) => {
    const layer = Math.floor(i / 24),
      angle = (2 * Math.PI * (i % 24)) / 24;
    const at = (radius: number): number[] =>
      [radius * Math.cos(angle), radius * Math.sin(angle), 4.5 * layer].map((x, a) => x + shift[a]);
    const residue = NAMES[i % 7];
    return [
      atomLine('ATOM', 'CA', residue, chain, i + 1, at(14.5), { element: 'C' }),
      atomLine('ATOM', 'CB', residue, chain, i + 1, at(16), { element: 'C' }),
    ].join('\n');
  });
}
const parse = (lines: string[]) => parseStructure(lines.join('\n'), { coarse: true });
const ABOUT = { id: 'x', source: 's', kind: 'chain' } as const;

describe('structureRecord', () => {
  it('holds the trace in 0.1 Å about its centroid and the radius of all heavy atoms', () => {
    const structure = parse(coil('A', 48, [100, -50, 7]));
    const record = structureRecord(structure, ABOUT);
    const mean = centroid(structure.trace);
    record.xyz.forEach((value, i) =>
      assert.ok(Math.abs(value / 10 - (structure.trace[i] - mean[i % 3])) <= 0.0501),
    );
    let farthest = 0;
    for (let p = 0; p < structure.atoms.length; p += 3) {
      farthest = Math.max(farthest, Math.hypot(...[0, 1, 2].map((a) => structure.atoms[p + a] - mean[a])));
    }
    assert.ok(Math.abs(record.rmax - farthest) < 1e-9);
    assert.ok(record.rmax > 16, 'CB atoms count');
  });

  it('takes CA and P only', () => {
    const nucleotides = Array.from({ length: 40 }, (_, i) =>
      ["C4'", "C1'", 'N9', 'P']
        .map((name, k) => atomLine('ATOM', name, 'G', 'B', i + 1, [6 * (i % 7), 6 * Math.floor(i / 7), k]))
        .join('\n'),
    );
    assert.equal(parse(nucleotides).trace.length, 3 * 40);
  });
});

describe('unsuitable', () => {
  it('passes a compact chain and names what is none', () => {
    assert.equal(unsuitable(parse(coil('A', 96))), undefined);
    assert.equal(unsuitable(parse([...coil('A', 96), ...coil('B', 96, [33, 0, 0])])), undefined);
    assert.match(unsuitable(parse(coil('A', 29)))!, /fewer than 30/);
    assert.match(unsuitable(parse([...coil('A', 96), ...coil('B', 96, [90, 0, 0])]))!, /more than one piece/);
    assert.match(unsuitable(parse([...coil('A', 96), ...coil('B', 96, [0.5, 0.5, 0.5])]))!, /overlapping/);
    const straight = Array.from({ length: 60 }, (_, i) =>
      atomLine('ATOM', 'CA', NAMES[i % 7], 'A', i, [3.6 * i, 0, 0]),
    );
    assert.match(unsuitable(parse(straight))!, /straight/);
    const lattice = Array.from({ length: 64 }, (_, i) =>
      atomLine('ATOM', 'CA', 'ASP', 'A', i, [
        5 * (i % 4),
        5 * (Math.floor(i / 4) % 4),
        5 * Math.floor(i / 16),
      ]),
    );
    assert.match(unsuitable(parse(lattice))!, /bead model/);
  });

  it('forgives a few stray residues', () => {
    const stray = [0, 1, 2].map((i) => atomLine('ATOM', 'CA', 'GLY', 'A', 200 + i, [120 + 3.8 * i, 0, 0]));
    assert.equal(unsuitable(parse([...coil('A', 96), ...stray])), undefined);
  });
});

describe('KnownShapes', () => {
  it('finds a shape again in any place and pose, and tells a changed one apart', () => {
    const random = new Random(5);
    const xyz = Int16Array.from({ length: 300 }, (_, i) => [300, 200, 100][i % 3] * random.normal());
    const turned = xyz.map((_, i) => [-xyz[i + 1], xyz[i - 1], xyz[i]][i % 3] + 40);
    const swollen = xyz.map((value) => 1.02 * value);
    const known = new KnownShapes();
    const add = (id: string, points: Int16Array): string | undefined =>
      known.add({ ...ABOUT, id, chains: 1, rmax: 50, xyz: points });
    assert.equal(add('first', xyz), undefined);
    assert.equal(add('turned', turned), 'first');
    assert.equal(add('swollen', swollen), undefined);
    assert.equal(add('longer', Int16Array.from([...xyz, 0, 0, 0])), undefined);
  });
});

describe('structureRecords', () => {
  const biomt = (id: number, shift: number): string[] => [
    `REMARK 350 BIOMOLECULE: ${id}`,
    'REMARK 350 APPLY THE FOLLOWING TO CHAINS: A',
    ...[0, shift]
      .filter((_, n) => n === 0 || shift > 0)
      .flatMap((x, n) =>
        [1, 2, 3].map(
          (row) =>
            `REMARK 350   BIOMT${row}   ${n + 1} ${[1, 2, 3].map((c) => (c === row ? '1.000000' : '0.000000')).join(' ')} ${row === 1 ? x.toFixed(5) : '0.00000'}`,
        ),
      ),
  ];

  it('takes the first assembly and further ones of another size', () => {
    const text = [...biomt(1, 33), ...biomt(2, 0), ...biomt(3, 34), ...coil('A', 96)].join('\n');
    const { records, skipped } = structureRecords(text, 'sub/pdb1abc.ent.gz', 'folder');
    assert.deepEqual(
      records.map(({ id, kind, chains, xyz }) => [id, kind, chains, xyz.length / 3]),
      [
        ['1abc', 'assembly', 2, 192],
        ['1abc_asm2', 'assembly', 1, 96],
      ],
    );
    assert.deepEqual(skipped, []);
  });

  it('takes the chains where no assembly is of use, and says why', () => {
    const text = [...biomt(1, 500), ...coil('A', 96)].join('\n');
    const { records, skipped } = structureRecords(text, 'dir/Model.pdb', 'folder');
    assert.deepEqual(
      records.map(({ id, kind }) => [id, kind]),
      [['dir/model', 'chain']],
    );
    assert.deepEqual(
      skipped.map(({ what, why }) => [what, why]),
      [['dir/Model.pdb assembly 1', 'in more than one piece']],
    );
  });

  it('knows predictions by their title, and reports what cannot be read', () => {
    const title = 'TITLE     ALPHAFOLD MONOMER V2.0 PREDICTION';
    assert.equal(
      structureRecords([title, ...coil('A', 96)].join('\n'), 'm.pdb', 's').records[0].kind,
      'predicted',
    );
    const { records, skipped } = structureRecords('not a structure', 'm.pdb', 's');
    assert.equal(records.length, 0);
    assert.match(skipped[0].why, /m\.pdb is neither PDB nor mmCIF/);
  });

  it('makes identifiers of PDB codes or paths', () => {
    for (const file of [
      '1ABC.pdb',
      'x/pdb1abc.ent.gz',
      '1abc.cif.gz',
      '1abc-assembly1.cif',
      '1abc.pdb1.gz',
    ]) {
      assert.equal(structureId(file), '1abc', file);
    }
    assert.equal(structureId('Set/My model.cif'), 'set/my model');
    assert.equal(structureId('1abc-assembly2.cif'), '1abc-assembly2');
  });
});

describe('writeStructureSet', () => {
  it('writes what readStructureSet reads', () => {
    const records = [48, 96].map((count, i) =>
      structureRecord(parse(coil('A', count)), { ...ABOUT, id: `ä${i}` }),
    );
    const set = readStructureSet(writeStructureSet(records));
    assert.deepEqual(set.ids, ['ä0', 'ä1']);
    records.forEach(({ xyz, rmax }, s) => {
      assert.deepEqual(
        [...structurePoints(set, s)],
        Array.from(xyz, (value) => value / 10),
      );
      assert.equal(set.rmax[s], Math.fround(rmax));
    });
  });
});
