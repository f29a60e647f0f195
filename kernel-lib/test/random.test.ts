import assert from 'node:assert/strict';
import { Random, streamSeed } from '../src/random';

const draws = (random: Random, count: number): number[] =>
  Array.from({ length: count }, () => random.uint32());

describe('random numbers', () => {
  it('are those of xoshiro128** as published, from the state 1, 2, 3, 4', () => {
    const random = Random.restore({ state: [1, 2, 3, 4], spare: null });
    // test vector of the crate rand_xoshiro, computed with the reference code in C
    assert.deepEqual(
      draws(random, 10),
      [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804],
    );
  });

  it('continue where they were saved, the spare normal number included', () => {
    const random = new Random(7);
    random.normal();
    const copy = Random.restore(random.save());
    assert.deepEqual([copy.normal(), ...draws(copy, 5)], [random.normal(), ...draws(random, 5)]);
  });

  it('come in streams that a seed, a name and numbers tell apart', () => {
    assert.deepEqual(draws(Random.stream(4, 'island', 2), 5), draws(Random.stream(4, 'island', 2), 5));
    const streams = [
      streamSeed(4, 'island', 2),
      streamSeed(4, 'member', 2),
      streamSeed(5, 'island', 2),
      streamSeed(4, 'island', 3),
      streamSeed(4, 'island'),
      streamSeed(4, 'island', 2, 0),
      streamSeed(4, 'island', 0, 2),
      streamSeed(0, ''),
    ];
    assert.equal(new Set(streams).size, streams.length);
  });

  it('share nothing between neighbouring streams, which would otherwise search alike', () => {
    // of n seeds of 32 bits n²/2³³ pairs agree by chance: 0.5 of 65,536
    const seeds = new Set<number>();
    for (let seed = 0; seed < 256; seed++)
      for (let at = 0; at < 256; at++) seeds.add(streamSeed(seed, 'island', at));
    assert.ok(256 * 256 - seeds.size <= 6, `${256 * 256 - seeds.size} streams agree`);

    // the first draws of neighbouring streams are uniform: chi-square of 16 classes, 15 degrees of freedom, 0.1 % at 37.7
    const counts = new Float64Array(16);
    const n = 4096;
    for (let at = 0; at < n; at++) counts[Math.floor(16 * Random.stream(1, 'island', at).uniform())]++;
    const chiSquare = counts.reduce((sum, count) => sum + (count - n / 16) ** 2 / (n / 16), 0);
    assert.ok(chiSquare < 37.7, `chi-square ${chiSquare}`);

    // and do not follow one another: the correlation of neighbours is 0 within 4 of its errors
    const first = Array.from({ length: n + 1 }, (_, at) => Random.stream(1, 'island', at).normal());
    const correlation = first.slice(1).reduce((sum, value, at) => sum + value * first[at], 0) / n;
    assert.ok(Math.abs(correlation) < 4 / Math.sqrt(n), `correlation ${correlation}`);
  });
});
