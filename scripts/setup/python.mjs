import { isInPath, runQuietly } from './command.mjs';

const names = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python'];

/**
 * A Python of version 3.11 or later with the given modules.
 * @param {string[]} modules such as `pip`, `venv`
 * @returns {string | null} the program's name in PATH
 */
export function findPython(modules) {
  const question = `import sys, ${modules.join(', ')}; sys.exit(sys.version_info < (3, 11))`;
  return names.find((name) => isInPath(name) && runQuietly(name, ['-c', question]).ok) ?? null;
}
