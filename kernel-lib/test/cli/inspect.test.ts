import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CommanderError } from 'commander';
import { plusMinus } from 'decodesaxs/dist/cli/numbers';
import { registerInspect } from 'decodesaxs/dist/cli/inspect';
import { InputError } from 'decodesaxs/dist/inputError';
import { written } from './written';

const fixture = path.join(__dirname, '..', '..', '..', 'fixtures', 'SASDA25.dat');

/** What the command writes on stdout. */
const inspect = (...words: string[]): Promise<string> => written(registerInspect, 'inspect', ...words);

describe('inspect', () => {
  it('prints one JSON object with every number that scripts rely on', async () => {
    const result = JSON.parse(await inspect(fixture, '--json'));
    assert.equal(result.qUnit, '1/A');
    assert.ok(result.qUnitConfidence > 0.9 && result.qUnitConfidence <= 1);
    assert.equal(result.points, 1389);
    assert.equal(result.errors, 'measured');
    assert.ok(Math.abs(result.rg - 19.9) < 1 && result.rgError > 0 && result.rgError < 1);
    assert.ok(Math.abs(result.i0 / 0.195 - 1) < 0.05);
    assert.ok(result.dmax > 60 && result.dmax < 80, `Dmax ${result.dmax}`);
    // domains 10 and 11 have 125 residues and sugars
    assert.ok(result.mw > 9 && result.mw < 18, `MW ${result.mw}`);
    assert.ok(Array.isArray(result.warnings));
    assert.ok(!JSON.stringify(result).includes('NaN'));
  });

  it('prints a line for every finding', async () => {
    const text = await inspect(fixture);
    for (const label of [
      'curve',
      'unit of q',
      'points',
      'errors',
      'Guinier',
      'Kratky',
      'Porod',
      'weight',
      'P(r)',
      'channels',
      'radius',
      'warning',
    ]) {
      assert.match(text, new RegExp(`^${label.replace(/[()]/g, '\\$&')} `, 'm'));
    }
    assert.match(text, /^points {5}1389 read, 1389 used/m);
  });

  it('takes the unit', async () => {
    const result = JSON.parse(await inspect(fixture, '--json', '--unit', '1/nm'));
    assert.equal(result.qUnit, '1/nm');
    assert.equal(result.qUnitConfidence, 1);
    assert.ok(Math.abs(result.rg - 199) < 10);
    await assert.rejects(inspect(fixture, '--unit', 'furlong'), CommanderError);
  });

  it('holds the concentration and its error in the mass, the oligomer and the tables', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'decodesaxs inspect '));
    after(() => rmSync(folder, { recursive: true, force: true }));
    const args = [fixture, '--concentration', '20 ± 2 mg/mL', '--sequence', 'GASTLIVKRE'.repeat(12)];
    const result = JSON.parse(await inspect(...args, '--json', '--publication', folder));
    assert.ok(result.absolute.mwError / result.absolute.mw > 0.09, JSON.stringify(result.absolute));
    assert.ok(result.oligomer.error / result.oligomer.number > 0.09);
    const text = readFileSync(path.join(folder, 'publication.md'), 'utf8');
    assert.match(text, /\| Concentration \(mg\/mL\) \| 20\.0 ± 2\.0 \|/);
    assert.match(readFileSync(path.join(folder, 'publication.sascif'), 'utf8'), /intensity_units +'1\/cm'/);
  });

  it('doubts the unit of I where the mass by it is far from that by the shape', async () => {
    const args = [fixture, '--concentration', '0.01 mg/mL', '--sequence', 'GASTLIVKRE'.repeat(12)];
    const result = JSON.parse(await inspect(...args, '--json'));
    assert.equal(result.absolute.plausible, false);
    assert.ok(Math.abs(result.oligomer.number - result.mw / result.sequence.mass) < 1e-9);
    const text = await inspect(...args);
    assert.match(text, /^I\(0\)\/c .*: I is hardly in 1\/cm, or the concentration is off$/m);
    assert.doesNotMatch(text, /^(false|undefined)$/m);
  });

  it('writes a value with its error to the second digit of the error', () => {
    assert.equal(plusMinus(14.0512, 0.0472), '14.051 ± 0.047');
    assert.equal(plusMinus(288.9, 121), '290 ± 120');
    assert.equal(plusMinus(18070, 1234), '18100 ± 1200');
    assert.equal(plusMinus(5.5199e7, 7.3e5), '5.520e+7 ± 7.3e+5');
    assert.equal(plusMinus(12.3456, 0), '12.35');
  });

  it('leaves refusals to the command line', async () => {
    await assert.rejects(
      inspect('no-such-curve.dat'),
      (error: Error) => error instanceof InputError && !error.message.includes('\n'),
    );
  });
});
