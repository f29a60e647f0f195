import assert from 'node:assert/strict';
import { readText } from '../../src/node/files';
import { atomicScatterers } from '../../src/scattering/atomicScatterers';
import { scattererTotals } from '../../src/scattering/scatterers';
import { solvatedProfile } from '../../src/scattering/solvatedProfile';
import { traceScatterers } from '../../src/scattering/traceScatterers';
import { structureResidues } from '../../src/structure/structureResidues';
import { evaluationData } from '../evaluationData';

const q = Float64Array.from({ length: 21 }, (_, i) => 0.01 * i);

/** Relative rms deviation of two profiles, scale aside. */
function deviation(a: Float64Array, b: Float64Array): number {
  const ratio = a.map((value, k) => b[k] / value);
  const scale = ratio.reduce((sum, value) => sum + 1 / value, 0) / ratio.length;
  return Math.sqrt(ratio.reduce((sum, value) => sum + (scale * value - 1) ** 2, 0) / ratio.length);
}

describe('scatterers of structures', () => {
  it('of lysozyme are the electrons of C613 H959 N193 O185 S10 and the volume of 0.73 cm³/g', function () {
    const file = evaluationData(this, 'experimental', 'LYZ_RAW', '6lyz.pdb');
    const { electrons, volume } = scattererTotals(atomicScatterers(structureResidues(readText(file))));
    const formula = 613 * 6 + 959 + 193 * 7 + 185 * 8 + 10 * 16;
    assert.ok(Math.abs(electrons / formula - 1) < 0.003, `${electrons} for ${formula}`);
    const mass = 613 * 12.011 + 959 * 1.008 + 193 * 14.007 + 185 * 15.999 + 10 * 32.06;
    assert.ok(Math.abs((volume * 0.60221) / mass - 0.73) < 0.02, `${(volume * 0.60221) / mass} cm³/g`);
  });

  it('take ions and cofactors in, and leave additives and waters out', () => {
    const line = (n: number, name: string, residue: string, element: string, x: number): string =>
      `HETATM${String(n).padStart(5)} ${name.padEnd(4)} ${residue.padStart(3)} A${String(n).padStart(4)}    ` +
      `${x.toFixed(3).padStart(8)}   0.000   0.000  1.00 10.00          ${element.padStart(2)}`;
    const text = [
      line(1, 'ZN  ', 'ZN', 'ZN', 0),
      line(2, 'CL  ', 'CL', 'CL', 10),
      line(3, ' O  ', 'HOH', 'O', 20),
      line(4, ' C1 ', 'GOL', 'C', 30),
      line(5, 'CA  ', 'CA', 'CA', 40),
    ].join('\n');
    const { kinds, xyz } = atomicScatterers(structureResidues(text));
    assert.deepEqual(
      kinds.map(({ name }) => name),
      ['ZN', 'CA'],
    );
    assert.deepEqual([...xyz], [0, 0, 0, 40, 0, 0]);
  });

  for (const [folder, file] of [
    ['LYZ_RAW', '6lyz.pdb'],
    ['BIOISIS_1XYNTP', 'pdb_model.pdb'],
    ['NUP145', '3kep_model.pdb'],
  ]) {
    it(`of the CA trace of ${folder} come near to those of its atoms`, function () {
      const { residues, kinds } = structureResidues(
        readText(evaluationData(this, 'experimental', folder, file)),
      );
      const amino = residues.filter((_, i) => kinds[i] === 'amino');
      const trace = amino.flatMap(({ atoms }) => {
        const { x, y, z } = atoms.get('CA')!;
        return [x, y, z];
      });
      const atoms = solvatedProfile(
        atomicScatterers({ title: '', residues: amino, kinds: amino.map(() => 'amino'), warnings: [] }),
        q,
        { layer: 0.02 },
      );
      const known = traceScatterers(trace, { names: amino.map(({ name }) => name) });
      const names = deviation(atoms, solvatedProfile(known, q, { layer: 0.02 }));
      assert.ok(names < 0.06, `with names ${names}`);
      const none = deviation(atoms, solvatedProfile(traceScatterers(trace), q, { layer: 0.02 }));
      assert.ok(none < 0.1, `without names ${none}`);
      const [i0] = solvatedProfile(known, q.subarray(0, 1), { layer: 0.02 });
      assert.ok(
        Math.abs(Math.sqrt(i0 / atoms[0]) - 1) < 0.03,
        `excess electrons ${Math.sqrt(i0 / atoms[0])}`,
      );
    });
  }

  it('refuse what no trace is', () => {
    assert.throws(() => traceScatterers([]), /no points/);
    assert.throws(() => traceScatterers([0, 0, 0], { kinds: ['bead'] }), /expected a radius above 0/);
    assert.throws(() => traceScatterers([0, 0, 0], { kinds: ['water'] }), /only dummy waters/);
    assert.throws(() => traceScatterers([0, 0, 0], { names: [] }), /expected one per point/);
  });
});
