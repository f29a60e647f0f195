import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { voxelCorrelation } from 'decodesaxs/dist/evaluate/depositedModels';
import { canonicalPose } from 'decodesaxs/dist/grid/canonicalPose';
import { voxelise } from 'decodesaxs/dist/grid/voxelise';
import { loadNetworks, readManifest } from 'decodesaxs/dist/node/networkFiles';
import { trainNetworks } from 'decodesaxs/dist/node/training/trainNetworks';
import { Random } from 'decodesaxs/dist/random';
import { onBackend } from '../../backends';

/** Compact chains of some 80 points, 3.8 Å apart, held together in an ellipsoid: small proteins, roughly. */
function chain(random: Random): number[] {
  const axes = [random.between(14, 30), random.between(10, 16), random.between(8, 12)];
  const xyz: number[] = [];
  let at = [0, 0, 0];
  while (xyz.length < 240) {
    const step = [random.normal(), random.normal(), random.normal()];
    const next = at.map((c, i) => c + (3.8 * step[i]) / Math.hypot(...step));
    if (Math.hypot(...next.map((c, i) => c / axes[i])) > 1) continue;
    at = next;
    xyz.push(...at);
  }
  const mean = [0, 1, 2].map((a) => xyz.reduce((sum, c, i) => sum + (i % 3 === a ? c / 80 : 0), 0));
  return xyz.map((c, i) => Math.round(10 * (c - mean[i % 3])));
}

describe('training from structures to weights', function () {
  this.timeout(300_000);
  onBackend('tensorflow');
  const folder = mkdtempSync(join(tmpdir(), 'decodesaxs train '));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('makes networks that load and know their shapes, and does nothing twice', async () => {
    const random = new Random(1);
    const chains = Array.from({ length: 80 }, () => chain(random));
    const table = tableFromArrays({
      id: chains.map((_, i) => `s${i}`),
      rmax: chains.map(() => 30),
      xyz: chains.map((c) => Int16Array.from(c)),
    });
    const data = join(folder, 'set.arrow.gz');
    writeFileSync(data, gzipSync(tableToIPC(table, { format: 'file' })!));
    const lines: string[] = [];
    const request = {
      data,
      minutes: 0.1,
      seed: 1,
      directNetworks: 1,
      work: join(folder, 'work'),
      out: join(folder, 'weights'),
      version: 'test',
      report: (line: string) => void lines.push(line),
    };
    await trainNetworks(request);
    ok(
      lines.some((line) => /80 structures/.test(line)) && lines.some((line) => /weights written/.test(line)),
      lines.join('\n'),
    );

    const networks = loadNetworks(request.out);
    strictEqual(networks.library.count, 80);
    const grid = voxelise(canonicalPose(chains[0].map((c) => c / 10)).xyz).grid;
    const back = networks.autoEncoder.decode(networks.autoEncoder.encode(grid, 1), 1);
    ok(voxelCorrelation(grid, back) > 0.8, `correlation ${voxelCorrelation(grid, back)}`);
    let correlated = 0;
    for (let k = 1; k < 10; k++) {
      const { latents, count } = networks.library;
      let sum = 0;
      for (let s = 0; s < count; s++) sum += latents[s * 200] * latents[s * 200 + k];
      correlated = Math.max(correlated, Math.abs(sum / count));
    }
    ok(correlated < 0.3, `latents are decorrelated: ${correlated}`);
    strictEqual(readManifest(request.out).training.heldBack, 4);

    const before = readFileSync(join(request.out, 'autoencoder.safetensors'));
    const checkpoint = statSync(join(request.work)).mtimeMs;
    await trainNetworks(request);
    deepStrictEqual(readFileSync(join(request.out, 'autoencoder.safetensors')), before);
    strictEqual(statSync(join(request.work)).mtimeMs, checkpoint);
  });
});
