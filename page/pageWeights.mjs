import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const { readWeights, writeWeights } = require('decodesaxs/dist/network/weights');

/** Arrays with fewer numbers than this keep their precision, because they are small. */
const FEW = 30000;

/**
 * Writes the networks for a page: large arrays in 8 bits per number, invariants of the library
 * in 16, and no encoder, without which the search keeps the largest region of a broken shape. The folder
 * also serves the command line.
 *
 * @param {string} from folder of the library's weights
 * @param {string} to
 * @param {{encoder?: boolean}} [options] encoder: true where shapes are encoded as well
 * @returns the manifest that was written
 */
export function pageWeights(from, to, { encoder = false } = {}) {
  const manifest = JSON.parse(readFileSync(path.join(from, 'manifest.json'), 'utf8'));
  const version = `${manifest.version}-${encoder ? 'lessons' : 'page'}`;
  mkdirSync(to, { recursive: true });
  const files = {};
  for (const name of Object.keys(manifest.files).sort()) {
    const { arrays, metadata } = readWeights(readFileSync(path.join(from, name)), name);
    const bytes = writeWeights({
      arrays: new Map(
        [...arrays]
          .filter(([key]) => encoder || !key.startsWith('encoder.'))
          .map(([key, array]) => [key, { ...array, precision: precisionOf(key, array) }]),
      ),
      metadata: { ...metadata, version },
    });
    writeFileSync(path.join(to, name), bytes);
    files[name] = { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
  }
  const written = {
    version,
    files,
    training: { from: manifest.version, precision: `large arrays in 8 bits${encoder ? '' : ', no encoder'}` },
  };
  writeFileSync(path.join(to, 'manifest.json'), `${JSON.stringify(written, null, 2)}\n`);
  return written;
}

function precisionOf(key, { shape, values }) {
  if (key === 'library.invariants') return 'F16';
  return shape.length === 2 && values.length >= FEW ? 'I8' : 'F32';
}
