// One thread against several, generation by generation in turns, in a separate process:
// node bench/islands.mjs BACKEND ROUNDS WORKERS → one line of JSON.
import { dist, evolutionOf, median, radius } from './target.mjs';

const { useBackend } = dist('node/backend.js');
const { loadNetworks } = dist('node/networkFiles.js');
const { islandThreads } = dist('node/islandThreads.js');
const { initialise } = dist('search/initialise.js');
const { searchIslands } = dist('search/islands.js');
const { Random } = dist('random.js');

const ISLANDS = 4,
  GENES = 75;
const [backend, rounds, workers] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
await useBackend(backend);
const networks = loadNetworks();
const { evolution } = evolutionOf(networks);
const firsts = Array.from({ length: ISLANDS }, (_, i) =>
  initialise(GENES, networks.prior, radius, new Random(i + 1)),
);
const limits = { generations: rounds + 1, patience: rounds + 2, shrinkBy: 1, enough: 0 };
const before = process.memoryUsage().rss;
const pool = islandThreads(workers, networks.autoEncoder);
const ways = {
  one: searchIslands(firsts, evolution, limits, 7),
  several: searchIslands(firsts, evolution, limits, 7, undefined, pool),
};
const times = { one: [], several: [] };
const found = {};
for (let generation = 0; generation <= rounds + 1; generation++) {
  for (const [name, search] of Object.entries(ways)) {
    const start = performance.now();
    const { value } = await search.next();
    // the first generation loads, the second warms
    if (generation > 1) times[name].push(performance.now() - start);
    found[name] = value;
  }
}
const same = found.one.bestScore.every((chi2, i) => chi2 === found.several.bestScore[i]);
const megabytes = (process.memoryUsage().rss - before) / 1e6;
console.log(
  JSON.stringify({
    workers,
    one: median(times.one),
    several: median(times.several),
    same,
    megabytesAWorker: megabytes / workers,
  }),
);
process.exit(0);
