// Milliseconds per shape of the numerical stages, beside a plain loop of multiply-adds timed in the same
// run:  node bench/moments.mjs [--json] [--rounds 9]
import { createRequire } from 'node:module';

const require = createRequire(new URL('../kernel-lib/package.json', import.meta.url));
const dist = (path) => require(`decodesaxs/dist/${path}`);
const { zernikeMoments } = dist('moments/zernikeMoments.js');
const { invariants } = dist('moments/invariants.js');
const { profile } = dist('profile/profile.js');
const { chiSquareBatch } = dist('profile/chiSquare.js');
const { superpose } = dist('superposition/superpose.js');
const { rotateMoments } = dist('superposition/rotateMoments.js');
const { averageShapes } = dist('consensus/averageShapes.js');
const { axisRotation } = dist('numerics/rotation.js');
const { Random } = dist('random.js');

const args = process.argv.slice(2);
const rounds = args.includes('--rounds') ? Number(args[args.indexOf('--rounds') + 1]) : 9;
const COUNT = 60,
  POINTS = 31 ** 3;

/** Overlapping ellipsoids: about 2500 voxels, like a protein. */
function body(random) {
  const grid = new Uint8Array(POINTS);
  for (let part = 0; part < 6; part++) {
    const centre = [0, 1, 2].map(() => random.between(-6, 6));
    const axes = [0, 1, 2].map(() => random.between(3, 6));
    for (let e = 0; e < POINTS; e++) {
      const x = [Math.floor(e / 961) - 15, (Math.floor(e / 31) % 31) - 15, (e % 31) - 15];
      if (x.reduce((sum, v, a) => sum + ((v - centre[a]) / axes[a]) ** 2, 0) <= 1 && Math.hypot(...x) <= 13.5)
        grid[e] = 1;
    }
  }
  return grid;
}

const random = new Random(1);
const shapes = new Uint8Array(COUNT * POINTS);
for (let i = 0; i < COUNT; i++) shapes.set(body(random), i * POINTS);
const soft = Float32Array.from(shapes, (v) => 0.02 + 0.9 * v * random.uniform());
const q = Float64Array.from({ length: 50 }, (_, i) => 0.01 + 0.004 * i);
const moments = zernikeMoments(shapes, COUNT, 20);
const F = invariants(moments, COUNT, 20);
const radii = Float64Array.from({ length: COUNT }, () => random.between(30, 60));
const models = profile(F, COUNT, 20, q, 45);
const intensity = models.slice(0, 50);
const curve = { q, intensity, sigma: intensity.map((v) => 0.02 * v) };
const one = (i) => moments.subarray(i * 1771, (i + 1) * 1771);
const turn = axisRotation([0.3, -1, 0.7]);

const stages = {
  'moments, binary, order 20': () => zernikeMoments(shapes, COUNT, 20),
  'moments, real, order 20': () => zernikeMoments(soft, COUNT, 20),
  'moments, binary, order 30': () => zernikeMoments(shapes, COUNT, 30),
  invariants: () => invariants(moments, COUNT, 20),
  'profile, one radius': () => profile(F, COUNT, 20, q, 45),
  'profile, one radius per shape': () => profile(F, COUNT, 20, q, radii),
  'chi-square': () => chiSquareBatch(curve, models, COUNT),
  'chi-square with solvent': () =>
    chiSquareBatch(curve, models, COUNT, { formFactor: true, background: true }),
  'rotate moments': () => {
    for (let i = 0; i < COUNT; i++) rotateMoments(one(i), 20, turn);
  },
  superpose: () => {
    for (let i = 0; i < COUNT; i++) superpose(one(i), one((i + 7) % COUNT));
  },
  'average shapes': () => averageShapes(shapes, COUNT),
};
const a = new Float64Array(1771).fill(1.1),
  b = new Float64Array(1771).fill(1e-9);
const addTo = (target, source, factor) => {
  for (let i = 0; i < source.length; i++) target[i] += factor * source[i];
};
stages['(a million multiply-adds)'] = () => {
  for (let r = 0; r < (1e6 * COUNT) / 1771; r++) addTo(b, a, 1e-9);
};

const times = {};
for (const [name, run] of Object.entries(stages)) {
  run();
  const taken = [];
  for (let r = 0; r < rounds; r++) {
    const start = performance.now();
    run();
    taken.push((performance.now() - start) / COUNT);
  }
  times[name] = Math.min(...taken);
}
if (args.includes('--json')) {
  console.log(JSON.stringify(times));
} else {
  console.log(`milliseconds per shape, least of ${rounds} rounds of ${COUNT} shapes`);
  for (const [name, time] of Object.entries(times)) console.log(`${name.padEnd(30)} ${time.toFixed(4)}`);
}
