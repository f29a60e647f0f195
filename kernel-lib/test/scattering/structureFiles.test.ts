import assert from 'node:assert/strict';
import { scattererTotals } from '../../src/scattering/scatterers';
import { structureScatterers } from '../../src/scattering/structureScatterers';
import { structureModels } from '../../src/structure/structureResidues';
import { superposedStructure } from '../../src/structure/superposedStructure';
import { parseStructure } from '../../src/structure/parseStructure';
import { atomLine, peptide } from '../structure/lines';

/** Text with every coordinate multiplied. */
function scaled(text: string, factor: number): string {
  return text.replace(
    /^(.{30})(.{8})(.{8})(.{8})/gm,
    (_, head: string, ...xyz: string[]) =>
      head +
      xyz
        .slice(0, 3)
        .map((value) => (factor * Number(value)).toFixed(3).padStart(8))
        .join(''),
  );
}

const chain = peptide('A', 30).join('\n');

describe('structure files as they come', () => {
  it('in nm are converted with a sentence, as atoms and as beads, and written in Å', () => {
    const { warnings, xyz } = structureScatterers(scaled(chain, 0.1));
    assert.match(warnings.join('\n'), /in nanometres \(nm\) and were multiplied by 10/);
    assert.ok(Math.abs(xyz[3 * 116] - 3.8 * 29) < 0.1, `${xyz[3 * 116]}`);
    const beads = Array.from({ length: 40 }, (_, i) =>
      atomLine('ATOM', 'CA', 'ASP', 'A', i + 1, [0.6 * (i % 4), 0.6 * ((i >> 2) % 4), 0.6 * (i >> 4)]),
    ).join('\n');
    assert.match(structureScatterers(beads).warnings.join('\n'), /multiplied by 10/);
    const placement = {
      rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
      mirror: false,
      centreA: [0, 0, 0],
      centreB: [10, 0, 0],
    };
    const moved = superposedStructure(scaled(chain, 0.1), placement);
    assert.match(moved, /were in nm and are now in Angstrom/);
    const trace = parseStructure(moved).trace;
    parseStructure(chain).trace.forEach((value, i) =>
      assert.ok(Math.abs(trace[i] - (i % 3 === 0 ? value - 10 : value)) < 0.011, `${i}`),
    );
  });

  it('keep residues of unknown name in a chain, which are no additives', () => {
    const unknown = chain.replace(/ (ALA|GLY|SER|LEU|LYS) A/g, ' UNK A');
    const { kindOf, detail } = structureScatterers(unknown);
    assert.deepEqual([detail, kindOf.length], ['atoms', 120]);
  });

  it('keep the alternate location with the highest occupancy', () => {
    const lines = peptide('A', 10).flatMap((line) => [
      `${line.slice(0, 16)}A${line.slice(17, 30)}${'500.000'.padStart(8)}${line.slice(38, 54)}  0.30${line.slice(60)}`,
      `${line.slice(0, 16)}B${line.slice(17, 54)}  0.70${line.slice(60)}`,
    ]);
    const { xyz } = structureScatterers(lines.join('\n'));
    assert.ok(Math.max(...xyz) < 40, `${Math.max(...xyz)}`);
    // equal occupancies: the first
    const equal = lines.map((line) => `${line.slice(0, 54)}  0.50${line.slice(60)}`);
    assert.equal(structureScatterers(equal.join('\n')).xyz[0], 500);
  });

  it('say that chains overlap, and what is left out', () => {
    const other = peptide('B', 30, [0.3, 0.5, 0.5]).join('\n');
    const salt = atomLine('HETATM', 'S', 'SO4', 'A', 90, [0, 20, 0], { element: 'S' });
    const water = atomLine('HETATM', 'O', 'HOH', 'A', 91, [0, 25, 0], { element: 'O' });
    const { warnings } = structureScatterers([chain, other, salt, water].join('\n'));
    assert.match(warnings.join('\n'), /1 waters? (is|are) left out/);
    assert.match(warnings.join('\n'), /Additives of crystallisation are left out: SO4\./);
    assert.match(warnings.join('\n'), /100 % of the atoms lie within 1\.05 Å of another.*overlap/);
    const twice = structureScatterers([chain, chain.replace(/ A/g, ' B')].join('\n'));
    assert.match(twice.warnings.join('\n'), /50 % of the atoms/);
    assert.doesNotMatch(structureScatterers(chain).warnings.join('\n'), /overlap/);
  });

  it('of averaged bead models have the beads of one model', () => {
    const beads = Array.from({ length: 64 }, (_, i) => {
      const line = atomLine('ATOM', 'CA', 'ASP', 'A', i + 1, [6 * (i % 4), 6 * ((i >> 2) % 4), 6 * (i >> 4)]);
      return `${line.slice(0, 54)}${(i < 32 ? 8 : 2).toFixed(2).padStart(6)}${line.slice(60)}`;
    }).join('\n');
    const { kindOf, kinds, warnings } = structureScatterers(beads);
    assert.equal(kindOf.length, 40);
    assert.match(warnings.join('\n'), /40 beads make the body/);
    assert.ok(scattererTotals({ kindOf, kinds }).mass > 0);
  });

  it('say that the mass of a curve is none of nucleic acids', () => {
    const rna = Array.from({ length: 12 }, (_, i) =>
      ['P', "C4'", 'N1'].map((name, a) =>
        atomLine('ATOM', name, 'U', 'R', i + 1, [6 * i, 3 * a, 0], { element: name[0] }),
      ),
    ).flat();
    const said = structureScatterers(rna.join('\n')).warnings.join('\n');
    assert.match(said, /^100 % of the mass is nucleic acid: .* ratio of masses says little\.$/m);
    assert.doesNotMatch(structureScatterers(chain).warnings.join('\n'), /nucleic/);
  });

  it('that separate models by END alone hold as many', () => {
    assert.equal(structureModels(`${chain}\nEND\n${chain}\nEND\n${chain}\nEND\n`), 3);
    assert.equal(
      structureModels(`MODEL        1\n${chain}\nENDMDL\nMODEL        2\n${chain}\nENDMDL\nEND\n`),
      2,
    );
  });
});
