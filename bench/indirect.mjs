// npm run bench:indirect -- known|gnom|radii|weights|time [--data FOLDER] [--count N]: accuracy of p(r) and of the sizes from it.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { knownBodies } from './indirect/knownBodies.mjs';
import { gnomFiles } from './indirect/gnomFiles.mjs';
import { radii } from './indirect/radii.mjs';
import { times } from './indirect/times.mjs';
import { weights } from './indirect/weights.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: path.resolve(import.meta.dirname, '..', '..', 'shared', 'data') },
    count: { type: 'string' },
  },
});
const parts = {
  known: () => knownBodies(Number(values.count ?? 5)),
  gnom: () => gnomFiles(values.data),
  radii: () => radii(values.data, Number(values.count ?? 200)),
  weights: () => weights(path.join(values.data, 'experimental')),
  time: () => times(),
};
if (!Object.hasOwn(parts, positionals[0] ?? '')) {
  process.stderr.write(`Expected a part: ${Object.keys(parts).join(', ')}.\n`);
  process.exit(2);
}
parts[positionals[0]]();
