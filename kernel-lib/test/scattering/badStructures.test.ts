import { throws } from 'node:assert';
import { parseConcentration } from '../../src/curve/forwardMass';
import { InputError } from '../../src/inputError';
import { atomicScatterers } from '../../src/scattering/atomicScatterers';
import { structureScatterers } from '../../src/scattering/structureScatterers';
import { atomLine, peptide } from '../structure/lines';

/** One sentence. */
const said =
  (words: RegExp) =>
  (error: Error): boolean =>
    error instanceof InputError && words.test(error.message) && !/\n/.test(error.message);

describe('structures that cannot be fitted', () => {
  it('are refused with points that lie on each other', () => {
    const chains = [...peptide('A', 30), ...peptide('B', 30, [0.3, 0, 0])].join('\n');
    throws(
      () => structureScatterers(chains),
      said(/chains that lie on each other: expected one molecule in Å\.$/),
    );
  });

  it('are refused without a macromolecule', () => {
    const salt = ['S', 'O1', 'O2', 'O3', 'O4']
      .map((atom, i) => atomLine('HETATM', atom, 'SO4', 'A', 1, [i, 1.5 * (i % 2), 0], { element: atom[0] }))
      .join('\n');
    throws(
      () => structureScatterers(salt, { name: 'salt.pdb' }),
      said(/^salt\.pdb has no protein.*expected a model of a macromolecule\.$/),
    );
  });

  it('are refused as assemblies of too many atoms', () => {
    const atoms = new Map(Array.from({ length: 125 }, (_, i) => [`C${i}`, { x: i, y: 0, z: 0 }]));
    const residue = { name: 'ALA', chain: 'A', hetero: false, atoms };
    const structure = { residues: [residue], kinds: ['amino'], copies: new Array(8000).fill({}) };
    throws(
      () => atomicScatterers(structure as never, 'capsid.cif'),
      said(/^capsid\.cif has 1000000 atoms: expected at most 400000, as in a smaller assembly\.$/),
    );
  });

  it('say of a concentration that its unit is missing', () => {
    throws(() => parseConcentration('3.2'), said(/unit/));
  });
});
