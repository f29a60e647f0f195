import { log } from './elementary';

/**
 * The seed of one of many independent streams: `streamSeed(seed, 'island', 3)`. Every name and every number gives a
 * stream of its own, so that stages with the same seed, and islands with neighbouring numbers, share no draws.
 *
 * @param at integers that tell streams of one name apart
 */
export function streamSeed(seed: number, name: string, ...at: readonly number[]): number {
  const words = [...Array.from(name, (letter) => letter.codePointAt(0)!), ...at];
  return words.reduce((state, word) => scrambled((scrambled(state) + word) >>> 0), seed >>> 0);
}

/** The 32 bits of a number, well mixed and without loss (splitmix32 with constants by Ettinger). */
function scrambled(value: number): number {
  let z = (value + 0x9e3779b9) >>> 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

/**
 * Seeded random numbers (xoshiro128**, Blackman & Vigna 2018, seeded by splitmix32). The same seed
 * gives the same sequence on every platform.
 */
export class Random {
  private readonly state = new Uint32Array(4);
  private spare: number | undefined;

  /** @param seed any integer; only its lowest 32 bits count */
  constructor(seed: number) {
    for (let i = 0; i < 4; i++) this.state[i] = scrambled(((seed >>> 0) + i * 0x9e3779b9) >>> 0);
  }

  /** The generator of one of many independent streams of a seed, see `streamSeed`. */
  static stream(seed: number, name: string, ...at: readonly number[]): Random {
    return new Random(streamSeed(seed, name, ...at));
  }

  /** A 32-bit integer ≥ 0. */
  uint32(): number {
    const s = this.state;
    const rotl = (x: number, k: number): number => ((x << k) | (x >>> (32 - k))) >>> 0;
    const result = Math.imul(rotl(Math.imul(s[1], 5), 7), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 11);
    return result;
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    return this.uint32() / 4294967296;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** An integer in 0 … n − 1. */
  integer(n: number): number {
    return Math.floor(this.uniform() * n);
  }

  /** Normal with mean 0 and standard deviation 1 (polar method). */
  normal(): number {
    if (this.spare !== undefined) {
      const value = this.spare;
      this.spare = undefined;
      return value;
    }
    let u: number, v: number, r: number;
    do {
      u = 2 * this.uniform() - 1;
      v = 2 * this.uniform() - 1;
      r = u * u + v * v;
    } while (r >= 1 || r === 0);
    const f = Math.sqrt((-2 * log(r)) / r);
    this.spare = v * f;
    return u * f;
  }

  /** Shuffles an array in place (Fisher–Yates) and returns it. */
  shuffle<T extends { length: number; [index: number]: unknown }>(items: T): T {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const t = items[i];
      items[i] = items[j];
      items[j] = t;
    }
    return items;
  }

  /** A generator for an independent stream, a pure function of this one's state. */
  fork(): Random {
    return new Random(this.uint32());
  }

  /** The whole state, for a checkpoint; `Random.restore` takes it back. */
  save(): { state: number[]; spare: number | null } {
    return { state: Array.from(this.state), spare: this.spare ?? null };
  }

  /** The generator that `save` described. */
  static restore(saved: { state: number[]; spare: number | null }): Random {
    const random = new Random(0);
    random.state.set(saved.state);
    random.spare = saved.spare ?? undefined;
    return random;
  }
}
