// Modules of TypeScript for a benchmark: helpers of the tests, and files of the page.
import { createRequire } from 'node:module';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

/**
 * The exports of a TypeScript file.
 *
 * @param {string} file path from the root of the repository
 */
export function loadTypescript(file) {
  require('../scripts/testTypescript.cjs');
  return require(path.join(root, file));
}
