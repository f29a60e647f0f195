import assert from 'node:assert/strict';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { registerInspect } from 'decodesaxs/dist/cli/inspect';
import { InputError } from 'decodesaxs/dist/inputError';

const fixture = path.join(__dirname, '..', '..', '..', 'fixtures', 'SASDA25.dat');

/** What the command writes on stdout. */
async function inspect(...args: string[]): Promise<string> {
  const program = new Command('decodesaxs').exitOverride();
  registerInspect(program);
  program.commands.forEach((command) => command.exitOverride().configureOutput({ writeErr: () => {} }));
  const { write } = process.stdout;
  let out = '';
  process.stdout.write = ((text: string) => {
    out += text;
    return true;
  }) as typeof write;
  try {
    await program.parseAsync(['node', 'decodesaxs', 'inspect', ...args]);
  } finally {
    process.stdout.write = write;
  }
  return out;
}

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

  it('leaves refusals to the command line', async () => {
    await assert.rejects(
      inspect('no-such-curve.dat'),
      (error: Error) => error instanceof InputError && !error.message.includes('\n'),
    );
  });
});
