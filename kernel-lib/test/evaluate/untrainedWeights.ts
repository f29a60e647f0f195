import { LATENT_SIZE } from '../../src/network/autoEncoder';
import { BALL_INDEX, BALL_POINTS } from '../../src/grid/unitBall';
import { ModeNetwork } from '../../src/network/modeNetwork';
import { useBackend } from '../../src/node/backend';
import { saveNetworks } from '../../src/node/networkFiles';
import { Random } from '../../src/random';
import { buildLibrary, latentHistograms, latentPrior } from '../../src/train/buildLibrary';
import { directStart } from '../../src/train/directStart';
import { linearStart } from '../../src/train/linearStart';

type Networks = Parameters<typeof saveNetworks>[1];

const SHAPES = 24,
  MODES = 6;

/**
 * Writes a folder of weights that have learnt nothing but know what a body is: latents are amplitudes of
 * smooth waves on the surface of a ball. Good enough for every step of a reconstruction to run.
 */
export async function writeUntrainedWeights(folder: string, version = 'untrained'): Promise<void> {
  await useBackend('wasm');
  networks ??= untrainedNetworks();
  saveNetworks(folder, networks, version, {});
}

/** Made once a run of the tests. */
let networks: Networks | undefined;

function untrainedNetworks(): Networks {
  const random = new Random(5);
  const autoEncoder = linearStart(
    { ...waves(random), count: LATENT_SIZE },
    { encoder: 8, decoder: 8, features: 8 },
    random,
  );
  const latents = Float32Array.from({ length: SHAPES * LATENT_SIZE }, () => random.normal());
  const rmax = Float32Array.from({ length: SHAPES }, () => random.between(18, 40));
  const library = buildLibrary(new ModeNetwork({ arrays: autoEncoder, metadata: {} }), latents, rmax);
  const prior = latentPrior(latents);
  const direct = [directStart(autoEncoder, random)];
  return {
    autoEncoder,
    direct,
    library,
    prior,
    histograms: latentHistograms(latents, prior),
    difference: {
      count: MODES,
      modes: Float32Array.from({ length: MODES * BALL_POINTS }, () => 0.2 * random.normal()),
    },
  };
}

function waves(random: Random): { mean: Float32Array; components: Float32Array; deviation: Float64Array } {
  const mean = new Float32Array(BALL_POINTS);
  const components = new Float32Array(BALL_POINTS * LATENT_SIZE);
  const vectors = Array.from({ length: LATENT_SIZE }, () =>
    Array.from({ length: 4 }, () => random.between(-0.25, 0.25)),
  );
  for (let b = 0; b < BALL_POINTS; b++) {
    const p = BALL_INDEX[b];
    const [x, y, z] = [Math.floor(p / 961) - 15, (Math.floor(p / 31) % 31) - 15, (p % 31) - 15];
    mean[b] = Math.tanh((8.5 - Math.hypot(x, y, z)) / 4);
    vectors.forEach(([u, v, w, phase], c) => {
      components[b * LATENT_SIZE + c] =
        Math.sqrt(2 / BALL_POINTS) * Math.cos(u * x + v * y + w * z + 12 * phase);
    });
  }
  return {
    mean,
    components,
    deviation: Float64Array.from({ length: LATENT_SIZE }, (_, c) => 25 / (1 + c / 4)),
  };
}
