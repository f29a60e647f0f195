import { ok, rejects, strictEqual, throws } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { useBackend } from '../../src/node/backend';
import { loadNetworks, type Networks } from '../../src/node/networkFiles';
import { Random } from '../../src/random';
import { initialise } from '../../src/search/initialise';
import { onBackend } from '../backends';

const root = join(__dirname, '..', '..', '..');

describe('the two backends', () => {
  onBackend('tensorflow');

  it('give the same shapes, latents and direct answers to 1e-4', async function () {
    this.timeout(120_000);
    const curve = (() => {
      const q = Float64Array.from({ length: 100 }, (_, i) => 0.01 + i * 0.002);
      const intensity = q.map((x) => Math.exp(-((x * 22) ** 2) / 3) + 0.01);
      return { q, intensity, sigma: intensity.map((I) => 0.01 * I) };
    })();
    const answers = (networks: Networks): Float32Array[] => {
      const { latents } = initialise(12, networks.prior, { low: 1, high: 2 }, new Random(1));
      const shapes = networks.autoEncoder.decodeShapes(latents, 12);
      const direct = networks.direct.shape(curve, 22, 1);
      return [
        networks.autoEncoder.decode(latents, 12),
        networks.autoEncoder.encode(shapes, 12, 'quick'),
        direct.map,
        direct.mean,
        direct.deviation,
      ];
    };
    await useBackend('wasm');
    const wasm = answers(loadNetworks());
    await useBackend('tensorflow');
    const native = answers(loadNetworks());
    ['decode', 'encode', 'direct map', 'direct mean', 'direct deviation'].forEach((name, a) => {
      let largest = 0,
        size = 0;
      wasm[a].forEach((v, i) => {
        largest = Math.max(largest, Math.abs(v - native[a][i]));
        size = Math.max(size, Math.abs(v));
      });
      ok(largest <= 1e-4 * Math.max(1, size), `${name} differs by ${largest}`);
      ok(size > 0.01, `${name} is not empty`);
    });
  });
});

describe('choosing a backend', () => {
  it('says what it took, and refuses a name it does not know in one sentence', async () => {
    strictEqual((await useBackend('wasm')).name, 'wasm');
    await rejects(useBackend('cuda'), /"cuda" is not known: choose tensorflow or wasm\./);
  });

  it('computes nothing before one was chosen', () => {
    const script = "try { require('decodesaxs').currentBackend() } catch (e) { console.log(e.message) }";
    const said = execFileSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
    ok(/call useBackend\(\) first/.test(said), said);
  });

  it('refuses weights that are missing, cut short or damaged', () => {
    const { mkdtempSync, writeFileSync, cpSync, truncateSync } =
      require('node:fs') as typeof import('node:fs');
    const folder = mkdtempSync(join(require('node:os').tmpdir(), 'weights '));
    throws(() => loadNetworks(folder), /no trained networks/);
    cpSync(join(root, 'kernel-lib', 'weights'), folder, { recursive: true });
    truncateSync(join(folder, 'autoencoder.safetensors'), 1000);
    throws(() => loadNetworks(folder), /has 1000 bytes instead of \d+/);
    cpSync(
      join(root, 'kernel-lib', 'weights', 'autoencoder.safetensors'),
      join(folder, 'autoencoder.safetensors'),
    );
    const bytes = require('node:fs').readFileSync(join(folder, 'prior.safetensors'));
    bytes[bytes.length - 5] ^= 1;
    writeFileSync(join(folder, 'prior.safetensors'), bytes);
    throws(() => loadNetworks(folder), /prior\.safetensors is damaged/);
    require('node:fs').rmSync(folder, { recursive: true });
  });
});
