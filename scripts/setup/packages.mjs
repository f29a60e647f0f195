import { existsSync } from 'node:fs';
import path from 'node:path';
import { announce } from './announce.mjs';
import { lastLines, npmCommand, runQuietly, SetUpError } from './command.mjs';
import { readJson } from './memo.mjs';

/**
 * Compares a lock file with npm's own record of the contents of node_modules.
 * @param {object} lock the parsed package-lock.json
 * @param {object | null} installed the parsed node_modules/.package-lock.json
 * @returns {string[]} the paths (`node_modules/…`) with a missing or different version;
 *   packages optional on the platform do not count
 */
export function outdatedPackages(lock, installed) {
  return Object.entries(lock.packages)
    .filter(([place, entry]) => place.includes('node_modules/') && !entry.optional && !entry.link)
    .filter(([place, entry]) => installed?.packages?.[place]?.version !== entry.version)
    .map(([place]) => place);
}

/** The commands of the workspaces that npm has not linked, as [command, package] pairs. */
function unlinkedCommands(root) {
  const { workspaces } = readJson(path.join(root, 'package.json'));
  return workspaces.flatMap((folder) => {
    const { name, bin = {} } = readJson(path.join(root, folder, 'package.json'));
    return Object.entries(bin)
      .filter(([, file]) => existsSync(path.join(root, folder, file)))
      .filter(([command]) => !existsSync(path.join(root, 'node_modules', '.bin', command)))
      .map(([command]) => [command, name]);
  });
}

function outdated(root) {
  const lock = readJson(path.join(root, 'package-lock.json'));
  if (!lock) throw new SetUpError('package-lock.json cannot be read: check it out again.');
  return outdatedPackages(lock, readJson(path.join(root, 'node_modules', '.package-lock.json')));
}

function npm(root, ...args) {
  const [program, ...leading] = npmCommand();
  return runQuietly(program, [...leading, ...args], { cwd: root });
}

function install(root) {
  if (existsSync(path.join(root, 'node_modules'))) {
    // Adds what is missing and keeps the rest: `npm ci` would delete the compiled binding.
    const added = npm(
      root,
      'install',
      '--ignore-scripts',
      '--no-save',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
    );
    if (added.ok && outdated(root).length === 0) return;
  }
  const { ok, output } = npm(root, 'ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund');
  if (!ok) {
    throw new SetUpError(`The npm packages cannot be installed:\n${lastLines(output)}`);
  }
}

/** The npm packages of package-lock.json, without their install scripts. */
export const packages = {
  name: 'packages',
  isDone: (root) => outdated(root).length === 0 && unlinkedCommands(root).length === 0,
  carryOut(root) {
    if (outdated(root).length > 0) announce('npm packages', () => install(root));
    const unlinked = unlinkedCommands(root).map(([, name]) => name);
    if (unlinked.length > 0) {
      announce(`the command of ${unlinked.join(', ')}`, () => {
        npm(root, 'rebuild', '--ignore-scripts', ...unlinked);
      });
    }
  },
};
