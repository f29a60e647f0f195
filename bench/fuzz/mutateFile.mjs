// Faults of files of any kind: those of texts, words of binary files, values of JSON.
import { mutate } from './mutate.mjs';

const WORDS = [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 0x7fc00000, 0x7f800000, 255, 65536];
/** @type {unknown[]} */
const VALUES = [
  null,
  [],
  {},
  '',
  'x',
  '\u001b[2J',
  -1,
  0,
  1e308,
  2 ** 53,
  true,
  [[]],
  { toString: 1 },
  '__proto__',
];

const pick = (random, items) => items[random.integer(items.length)];

/**
 * A file made from one of the seeds by one to four changes.
 *
 * @param {{seed?: Uint8Array, seeds?: Uint8Array[], json?: boolean, head?: number}} kind
 * @param {import('decodesaxs').Random} random
 *   head: number of bytes at the beginning in which half of the changed words lie: the header of a binary file
 */
export function mutateFile({ seed, seeds = [seed], json, head }, random) {
  const one = pick(random, seeds);
  if (json && random.integer(2) === 0) return ofValues(one, random);
  if (random.integer(2) === 0) return ofWords(one, random, head);
  return mutate(
    seeds.map((bytes) => ({ bytes })),
    random,
  );
}

function ofWords(seed, random, head) {
  const bytes = Buffer.from(seed);
  for (let n = 1 + random.integer(4); n > 0 && bytes.length >= 8; n--) {
    const within = head && random.integer(2) === 0 ? Math.min(head, bytes.length) : bytes.length;
    const at = random.integer(within - 4);
    if (random.integer(2) === 0) bytes[at] ^= 1 << random.integer(8);
    else bytes.writeInt32LE(pick(random, WORDS) | 0, at - (at % 4));
  }
  return bytes;
}

function ofValues(seed, random) {
  const root = { value: JSON.parse(Buffer.from(seed).toString()) };
  for (let n = 1 + random.integer(3); n > 0; n--) {
    let holder = root,
      key = 'value';
    while (random.integer(4) > 0 && typeof holder[key] === 'object' && holder[key] !== null) {
      const keys = Object.keys(holder[key]);
      if (keys.length === 0) break;
      holder = holder[key];
      key = pick(random, keys);
    }
    if (random.integer(3) === 0) delete holder[key];
    // a copy: a later change may reach into it
    else holder[key] = structuredClone(pick(random, VALUES));
  }
  return Buffer.from(JSON.stringify(root.value) ?? '');
}
