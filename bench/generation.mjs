// One backend in a separate process: node bench/generation.mjs BACKEND ROUNDS → one line of JSON.
import { dist, evolutionOf, median, radius } from './target.mjs';

const { useBackend } = dist('node/backend.js');
const { loadNetworks } = dist('node/networkFiles.js');
const { largestRegion } = dist('grid/largestRegion.js');
const { zernikeMoments } = dist('moments/zernikeMoments.js');
const { invariants } = dist('moments/invariants.js');
const { profile } = dist('profile/profile.js');
const { chiSquareBatch } = dist('profile/chiSquare.js');
const { initialise } = dist('search/initialise.js');
const { scorePopulation, nextGeneration } = dist('search/generation.js');
const { Random } = dist('random.js');
const { tf } = dist('engine/tf.js');

const GENES = 300;
const [backend, rounds] = [process.argv[2], Number(process.argv[3])];
await useBackend(backend);
const { autoEncoder, prior } = loadNetworks();
const { evolution, bare, layer } = evolutionOf({ autoEncoder, prior });
const { target } = evolution;
const { q } = target.curve;

const population = initialise(GENES, prior, radius, new Random(1));
const shapes = autoEncoder.decodeShapes(population.latents, GENES);
const cleaned = shapes.slice();
largestRegion(cleaned, GENES);
const F = invariants(zernikeMoments(cleaned, GENES, 20), GENES, 20);
const radii = population.rmax;
const models = profile(F, GENES, 20, q, radii);
const parents = scorePopulation(population, evolution);

const stages = {
  decode: () => autoEncoder.decodeShapes(population.latents, GENES),
  clean: () => largestRegion(shapes.slice(), GENES),
  moments: () => invariants(zernikeMoments(cleaned, GENES, 20), GENES, 20),
  // a free size is scored at five radii
  profile: () => {
    for (let r = 0; r < 5; r++)
      profile(
        F,
        GENES,
        20,
        q,
        radii.map((x) => x + r),
      );
  },
  chi: () => {
    for (let r = 0; r < 5; r++) chiSquareBatch(target.curve, models, GENES, target.fit);
  },
  chiBare: () => {
    for (let r = 0; r < 5; r++) chiSquareBatch(bare.curve, models, GENES, bare.fit);
  },
  layer,
  generation: () => nextGeneration(parents, GENES, evolution, new Random(3)),
  matmul: () => {
    const a = tf.ones([1024, 1024]);
    const product = tf.matMul(a, a);
    product.dataSync();
    tf.dispose([a, product]);
  },
};
const times = {};
for (const [name, run] of Object.entries(stages)) {
  run();
  const taken = [];
  for (let r = 0; r < rounds; r++) {
    const start = performance.now();
    run();
    taken.push(performance.now() - start);
  }
  times[name] = median(taken);
}
const gflops = (2 * 1024 ** 3) / times.matmul / 1e6;
const multiplyAdds = 200 * 512 + 512 * 320 + 521 * 14147;
times.matmul = { milliseconds: times.matmul, gflops, decodeLimit: (2 * multiplyAdds * GENES) / gflops / 1e6 };
console.log(JSON.stringify(times));
process.exit(0);
