// Registers the TypeScript kernel in a data folder of Jupyter: node scripts/setup/registerKernel.mjs FOLDER
import path from 'node:path';
import { writeKernelSpec } from './lab.mjs';
import { root } from './setUp.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('expected the data folder of Jupyter, such as ~/.local/share/jupyter');
  process.exit(2);
}
writeKernelSpec(root, path.resolve(folder));
