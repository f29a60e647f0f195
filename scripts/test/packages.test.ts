import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { outdatedPackages } from '../setup/packages.mjs';

const root = path.resolve(__dirname, '..', '..');

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'kernel-lib': { version: '0.1.0' },
    'node_modules/decodesaxs': { resolved: 'kernel-lib', link: true },
    'node_modules/mocha': { version: '12.0.3' },
    'kernel-lib/node_modules/table': { version: '1.1.2' },
    'node_modules/binary-for-another-platform': { version: '1.0.0', optional: true },
  },
};

describe('set-up of the npm packages', () => {
  it('finds all of them missing where nothing is installed', () => {
    assert.deepEqual(outdatedPackages(lock, null), ['node_modules/mocha', 'kernel-lib/node_modules/table']);
  });

  it('finds nothing to do where versions agree, whatever the platform left out', () => {
    const { '': _root, 'node_modules/binary-for-another-platform': _left, ...packages } = lock.packages;
    assert.deepEqual(outdatedPackages(lock, { packages }), []);
  });

  it('finds another version', () => {
    const packages = { ...lock.packages, 'node_modules/mocha': { version: '11.0.0' } };
    assert.deepEqual(outdatedPackages(lock, { packages }), ['node_modules/mocha']);
  });

  it('names no host: where packages come from is for npm, pip and apt to know', () => {
    const folder = path.join(root, 'scripts');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      .filter((file) => statSync(file).isFile() && file !== __filename);
    assert.ok(files.length > 10);
    const naming = files.filter((file) =>
      /https?:\/\/|\b(npmjs|pypi|pythonhosted|googleapis)\b/.test(readFileSync(file, 'utf8')),
    );
    assert.deepEqual(naming, []);
  });
});
