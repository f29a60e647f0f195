import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { registerFit } from 'decodesaxs/dist/cli/fit';
import { atomLine, peptide } from '../structure/lines';
import { written } from './written';

const fixtures = join(__dirname, '..', '..', '..', 'fixtures');
const tetramer = join(fixtures, 'glucose-isomerase-tetramer.pdb'),
  curve = join(fixtures, 'glucose-isomerase.dat');

/** What the command writes on stdout. */
const fit = (...words: string[]): Promise<string> => written(registerFit, 'fit', ...words);

/** chi² of a table of q, I, σ and fitted I. */
function chi2Of(file: string): number {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.trim().split(/\s+/).map(Number));
  return rows.reduce((sum, [, i, sigma, model]) => sum + ((i - model) / sigma) ** 2, 0) / rows.length;
}

describe('decodesaxs fit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'decodesaxs fit '));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('writes a mixture as a table and a picture, and removes those of an earlier run', async () => {
    const result = JSON.parse(await fit(tetramer, tetramer, curve, '--mixture', '--json', '--out', folder));
    assert.deepEqual(
      result.files.map((file: string) => basename(file)),
      ['fits.csv', 'fit.dat', 'fit.png', 'mixture.dat', 'mixture.png'],
    );
    assert.ok(Math.abs(chi2Of(join(folder, 'mixture.dat')) / result.mixture.chi2 - 1) < 1e-3);
    assert.ok(Math.abs(chi2Of(join(folder, 'fit.dat')) / result.structures[0].chi2 - 1) < 1e-3);
    const text = await fit(tetramer, curve, '--out', folder);
    assert.match(text, /written {4}.*fit\.dat\n/);
    assert.ok(!existsSync(join(folder, 'mixture.dat')));
  });

  it('says that a curve does not distinguish the structures of a mixture', async () => {
    assert.match(await fit(tetramer, tetramer, curve, '--mixture'), /does not distinguish these structures/);
  });

  it('writes the tables of a publication with the structures and their mixture', async () => {
    const result = JSON.parse(
      await fit(tetramer, tetramer, curve, '--mixture', '--json', '--publication', folder),
    );
    const text = readFileSync(join(folder, 'publication.md'), 'utf8');
    assert.match(text, /^## Atomistic modelling$/m);
    const [{ chi2, structure }] = result.structures;
    assert.ok(text.includes(`the best, ${structure}, has χ² = ${chi2.toFixed(2)} (p = `), text);
    assert.match(
      text,
      /A mixture with non-negative weights \[7\] .*\n\n1\. .*(\n.*){5}\n7\. P\. V\. Konarev.*\n8\. J\. Trewhella/,
    );
    assert.match(readFileSync(join(folder, 'publication.sascif'), 'utf8'), /^_sas_model_fitting\.fit$/m);
  });

  it('tells what was left out of structures after the best', async () => {
    const small = join(folder, 'small.pdb');
    writeFileSync(
      small,
      [...peptide('A', 40), atomLine('HETATM', 'O', 'HOH', 'A', 99, [0, 9, 9], { element: 'O' })].join('\n'),
    );
    assert.match(await fit(tetramer, small, curve), /^warning {4}small\.pdb: 1 water is left out\.$/m);
  });

  it('expects the curve last', async () => {
    await assert.rejects(fit(curve, tetramer), /the last file, is a structure: expected the curve last\./);
  });
});
