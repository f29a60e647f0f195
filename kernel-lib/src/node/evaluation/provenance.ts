import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest } from '../networkFiles';
import { packageVersion } from '../packageVersion';

/** Versions on which results depend beside curve, options and seed. */
export interface Provenance {
  /** version of the library and the first 8 digits of the SHA-256 of its code: 0.1.0+1a2b3c4d */
  readonly version: string;
  /** the same of the weights */
  readonly weights: string;
}

/** Folders of the built library whose code does not affect results. */
const EDGES = ['node', 'cli', 'train'];
/** The same code once more, as ES modules. */
const COPIES = ['esm'];
const BUILT = join(__dirname, '..', '..');

let code: string | undefined;

/** Digest of the code, taken once: a rebuild during a run does not change the running code. */
function codeDigest(): string {
  code ??= digest(codeTexts());
  return code;
}

/**
 * The versions under which results are kept. Digests accompany the numbers because both code and weights change
 * between releases.
 *
 * @param weights folder of the weights; default: those of the library
 * @throws InputError when there are no weights
 */
export function provenance(weights?: string): Provenance {
  const { version, files } = readManifest(weights);
  const sums = Object.keys(files)
    .sort()
    .map((name) => `${name} ${files[name].sha256}`);
  return { version: `${packageVersion()}+${codeDigest()}`, weights: `${version}+${digest(sums)}` };
}

function codeTexts(): string[] {
  const rooms = readdirSync(BUILT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && ![...EDGES, ...COPIES].includes(entry.name))
    .map(({ name }) => name);
  return rooms.sort().flatMap((room) =>
    readdirSync(join(BUILT, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .sort()
      .map((name) => `${room}/${name}\n${readFileSync(join(BUILT, room, name), 'utf8')}`),
  );
}

function digest(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\0');
  return hash.digest('hex').slice(0, 8);
}
