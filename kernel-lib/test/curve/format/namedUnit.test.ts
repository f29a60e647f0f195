import assert from 'node:assert/strict';
import { namedUnit } from '../../../src/curve/format/namedUnit';

const unitOf = (...lines: string[]): string | undefined => namedUnit(lines)?.value;

describe('namedUnit', () => {
  it('knows the ways of writing 1/nm', () => {
    for (const line of [
      'q [1/nm]',
      'q(nm-1)  I',
      'q (nm^-1)',
      'q nm⁻¹',
      'q / nm^{-1}',
      '# L q*nm  I_  stddev',
      'something - 1/nm file',
      'units: inverse nm',
      '<value key="unit">n_m^-1</value>',
      'qmin = 0.1 nm-1',
      'per nanometer',
    ])
      assert.equal(unitOf(line), '1/nm', line);
  });

  it('knows the ways of writing 1/Å', () => {
    for (const line of [
      'q [1/A]',
      'q (1/Å)',
      'q(A-1) I(q)',
      'q_A^-1,I',
      'q Å-1\t\tI(q) cm-1',
      '[Å^-1]',
      '# q [1/aa]  I [1/cm]',
      'q, Angstrom^-1',
      'inverse Angstroms',
      'Q (1/Angstrom)',
      'q*A',
    ])
      assert.equal(unitOf(line), '1/A', line);
  });

  it('does not take other words for a unit of q', () => {
    for (const line of [
      'wavelength 0.154 nm',
      'Rg = 2.3 nm',
      'I(q) [1/cm]',
      'BSA-1 sample',
      'PsbA-1_merged.dat',
      '23910_A-1.dat',
      'run1/A/b.dat',
      'cm-1',
      'nm',
      'pixel 1/mm',
      'Sample A-1 in buffer',
      'Dmax 80 A',
      '2011/1/Aug',
    ])
      assert.equal(unitOf(line), undefined, line);
  });

  it('says where the unit is named, and nothing where both are', () => {
    assert.match(namedUnit(['title', '  q [1/nm]   I'])?.from ?? '', /"q \[1\/nm\] I"/);
    assert.equal(unitOf('q [1/nm]', 'converted from 1/A'), undefined);
  });

  it('reads the wavelength of a PDH header', () => {
    const header = (wavelength: string): string[] => [
      'title',
      'SAXS',
      '  748 0 0 0 0 0 0 0',
      ` 0.0 2.612E+02 0.0 1.0 ${wavelength}`,
      ' 0 0 0 0 0',
    ];
    assert.equal(unitOf(...header('1.542000E-01')), '1/nm');
    assert.equal(unitOf(...header('1.5418')), '1/A');
    assert.equal(unitOf(...header('0')), undefined);
  });
});
