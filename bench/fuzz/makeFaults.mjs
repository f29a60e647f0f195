// node bench/fuzz/makeFaults.mjs: writes fixtures/faults, small files of known answer with one fault each, and
// index.json with the right results. Everything is simulated from a seed.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultyBodies } from './faultyBodies.mjs';
import { faultyCurves } from './faultyCurves.mjs';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'fixtures', 'faults');
mkdirSync(folder, { recursive: true });
const index = [...faultyCurves(7), ...faultyBodies(7)];
for (const { file, content } of index) writeFileSync(path.join(folder, file), content);
const lines = index.map(({ content: _, ...entry }) => JSON.stringify(entry));
writeFileSync(path.join(folder, 'index.json'), `[\n${lines.join(',\n')}\n]\n`);
