import { deepStrictEqual, notDeepStrictEqual, ok, strictEqual } from 'node:assert';
import { Random } from '../../src/random';
import { crossover } from '../../src/search/crossover';
import { breedSeeds, initialise, initialiseFrom } from '../../src/search/initialise';
import { mutate } from '../../src/search/mutate';
import { takeGenes, type Population } from '../../src/search/population';
import { elite, tournament } from '../../src/search/tournament';

const N = 200;
const prior = {
  mean: Float32Array.from({ length: N }, (_, k) => k / 10),
  deviation: Float32Array.from({ length: N }, (_, k) => 1 + k / 50),
};
const radius = { low: 20, high: 60 };

/** Each latent says its gene and place: gene · 1000 + place. */
function labelled(count: number): Population {
  return {
    count,
    latents: Float32Array.from({ length: count * N }, (_, i) => Math.floor(i / N) * 1000 + (i % N)),
    rmax: Float64Array.from({ length: count }, (_, g) => g),
  };
}

describe('operators of the genetic algorithm', () => {
  it('initialise draws each latent from its own normal and radii evenly', () => {
    const { latents, rmax, count } = initialise(4000, prior, radius, new Random(1));
    for (const k of [0, 57, 199]) {
      let sum = 0,
        squares = 0;
      for (let g = 0; g < count; g++) {
        const z = (latents[g * N + k] - prior.mean[k]) / prior.deviation[k];
        sum += z;
        squares += z * z;
      }
      ok(Math.abs(sum / count) < 4 / Math.sqrt(count), `mean of latent ${k}`);
      ok(Math.abs(squares / count - 1) < 4 * Math.sqrt(2 / count), `variance of latent ${k}`);
    }
    ok(rmax.every((r) => r >= 20 && r < 60));
    ok(Math.abs(rmax.reduce((a, b) => a + b, 0) / count - 40) < 1);
  });

  it('a mixture is drawn from as often as its alternatives weigh', () => {
    const at = (value: number, weight: number) => ({
      weight,
      mean: new Float32Array(N).fill(value),
      deviation: new Float32Array(N).fill(0.1),
    });
    const { latents, count } = initialiseFrom(4000, [at(-5, 3), at(5, 1)], radius, new Random(6));
    let high = 0;
    for (let g = 0; g < count; g++) {
      const side = Math.sign(latents[g * N]);
      ok(
        latents.subarray(g * N, (g + 1) * N).every((z) => Math.abs(z - 5 * side) < 1),
        'one alternative a gene',
      );
      if (side > 0) high++;
    }
    ok(Math.abs(high / count - 0.25) < 4 * Math.sqrt(0.1875 / count), `${high} of ${count}`);
  });

  it('bred genes lie between their parents when there is no noise', () => {
    const seeds = labelled(3);
    const { latents, rmax, count } = breedSeeds(50, seeds, prior, new Random(2), 0);
    for (let g = 0; g < count; g++) {
      ok(rmax[g] >= 0 && rmax[g] <= 2);
      for (let k = 0; k < N; k++) ok(Math.abs(latents[g * N + k] - k - 1000 * rmax[g]) < 0.1);
    }
  });

  it('the better of two wins a tournament nine times in ten', () => {
    const fitness = [1, 2];
    const chosen = tournament(fitness, 40000, new Random(3));
    const better = chosen.reduce((n, g) => n + (g === 0 ? 1 : 0), 0) / chosen.length;
    // two different genes meet half the time: 1/4 + 0.9/2
    ok(Math.abs(better - 0.7) < 0.01, `share of the better gene ${better}`);
  });

  it('the elite is the fittest, the best first', () => {
    deepStrictEqual(Array.from(elite([5, 1, 4, 0, 9], 3)), [3, 1, 2]);
  });

  it('crossover moves latents between genes, never between places, and loses none', () => {
    const pool = labelled(20);
    const crossed = crossover(pool, new Random(4));
    for (let k = 0; k < N; k++) {
      const owners = Array.from({ length: 20 }, (_, g) => {
        const value = crossed.latents[g * N + k];
        strictEqual(value % 1000, k);
        return Math.floor(value / 1000);
      });
      deepStrictEqual(
        owners.sort((a, b) => a - b),
        Array.from({ length: 20 }, (_, g) => g),
      );
    }
    const mixed = Array.from(
      { length: 20 },
      (_, g) =>
        new Set(Array.from(crossed.latents.subarray(g * N, (g + 1) * N), (v) => Math.floor(v / 1000))).size,
    );
    ok(mixed.filter((n) => n === 2).length >= 14, 'most genes hold latents of two parents');
    ok(mixed.every((n) => n <= 2));
    deepStrictEqual(
      Array.from(crossed.rmax).sort((a, b) => a - b),
      Array.from(pool.rmax),
      'radii do not cross',
    );
  });

  it('mutation redraws one latent in twenty and every second radius', () => {
    const population = takeGenes(
      labelled(300),
      Array.from({ length: 300 }, (_, g) => g),
    );
    const before = population.latents.slice();
    population.rmax.fill(59);
    mutate(population, { prior, radius, bestRadii: [30, 32, 34] }, new Random(5));
    const changed = population.latents.reduce((n, v, i) => n + (v !== before[i] ? 1 : 0), 0) / before.length;
    ok(Math.abs(changed - 0.05) < 0.003, `share of changed latents ${changed}`);
    const moved = population.rmax.filter((r) => r !== 59);
    ok(Math.abs(moved.length - 150) < 35);
    ok(moved.every((r) => r >= 20 && r <= 60));
    const near = moved.filter((r) => r >= 27 && r <= 37).length / moved.length;
    ok(near > 0.5, `more than half of the new radii are near the best ones: ${near}`);
  });

  it('leaves a given radius alone', () => {
    const population = labelled(50);
    population.rmax.fill(40);
    mutate(population, { prior, radius: { low: 40, high: 40 }, bestRadii: [40] }, new Random(6));
    ok(population.rmax.every((r) => r === 40));
  });

  it('the same seed gives the same genes, another seed others', () => {
    const run = (seed: number): Population =>
      crossover(initialise(10, prior, radius, new Random(seed)), new Random(seed));
    deepStrictEqual(run(7), run(7));
    notDeepStrictEqual(run(7).latents, run(8).latents);
  });
});
