import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { voxelCorrelation } from 'decodesaxs/dist/evaluate/depositedModels';
import { canonicalPose } from 'decodesaxs/dist/grid/canonicalPose';
import { voxelise } from 'decodesaxs/dist/grid/voxelise';
import { loadNetworks, PAPER_FOLDER, readManifest } from 'decodesaxs/dist/node/networkFiles';
import { directFiles } from 'decodesaxs/dist/reconstruct/networks';
import { Random } from 'decodesaxs/dist/random';
import { compactChain } from './compactChain';
import { onBackend } from '../../backends';

/** A few steps of small networks. */
const RECIPE = {
  seed: 1,
  threads: 1,
  autoEncoder: { jointSamples: 384, refinedSamples: 192 },
  directNetworks: [
    { width: 48, hiddenLayers: 2, samples: 384 },
    { width: 32, hiddenLayers: 3, samples: 768 },
  ],
};
const COMMAND = join(__dirname, '..', '..', '..', 'bin', 'decodesaxs.js');

describe('training from structures to weights', function () {
  this.timeout(900_000);
  onBackend('tensorflow');
  const folder = mkdtempSync(join(tmpdir(), 'decodesaxs train '));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const data = join(folder, 'set.arrow.gz'),
    recipe = join(folder, 'recipe.json');
  const random = new Random(1);
  const chains = Array.from({ length: 80 }, () => compactChain(random));
  before(() => {
    const table = tableFromArrays({
      id: chains.map((_, i) => `s${i}`),
      rmax: chains.map(() => 30),
      xyz: chains.map((c) => Int16Array.from(c)),
    });
    writeFileSync(data, gzipSync(tableToIPC(table, { format: 'file' })!));
    writeFileSync(recipe, JSON.stringify(RECIPE));
  });

  /** The command in a process of its own; killed as soon as `until` is true of what it has said and done. */
  function train(
    run: string,
    until?: (said: string) => boolean,
    more: Record<string, string> = {},
  ): Promise<string> {
    const options = { data, recipe, work: join(folder, run, 'work'), out: join(folder, run, 'out'), ...more };
    const child = spawn(
      process.execPath,
      [COMMAND, 'train'].concat(Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])),
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
    const watch = setInterval(() => until?.(said) && child.kill('SIGKILL'), 5);
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status, signal) => {
        clearInterval(watch);
        if (status === 0 || (until && signal === 'SIGKILL')) resolve(said);
        else reject(new Error(`status ${status}: ${said}`));
      });
    });
  }

  const left = (run: string): string[] =>
    readdirSync(join(folder, run, 'work'), { recursive: true }).map(String);
  const timesIn = (run: string): [string, number][] =>
    left(run)
      .map((name) => [name, statSync(join(folder, run, 'work', name))] as const)
      .filter(([, file]) => file.isFile())
      .map(([name, { mtimeMs }]) => [name, mtimeMs]);

  it('refuses too few structures before the work, and leaves no folder of weights', async () => {
    const few = join(folder, 'few.arrow');
    const some = chains.slice(0, 12);
    const columns = { id: some.map((_, i) => `s${i}`), rmax: some.map(() => 30) };
    const table = tableFromArrays({ ...columns, xyz: some.map((c) => Int16Array.from(c)) });
    writeFileSync(few, tableToIPC(table, { format: 'file' })!);
    const out = join(folder, 'few');
    const { status, stderr } = spawnSync(
      process.execPath,
      [COMMAND, 'train', '--data', few, '--work', join(folder, 'few work'), '--out', out],
      { encoding: 'utf8' },
    );
    strictEqual(status, 2, stderr);
    ok(/few\.arrow holds 12 shapes: expected at least 20, [^\n]*\.\n$/.test(stderr), stderr);
    ok(!existsSync(out));
  });

  it('refuses an auto-encoder of another kind before the samples are made', () => {
    const work = join(folder, 'paper work');
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        ...[COMMAND, 'train', '--data', data, '--work', work, '--out', join(folder, 'paper out')],
        ...['--auto-encoder', PAPER_FOLDER],
      ],
      { encoding: 'utf8' },
    );
    strictEqual(status, 2, stderr);
    ok(/is not one of modes: [^\n]*\.\n$/.test(stderr), stderr);
    ok(!existsSync(work) || !readdirSync(work).some((name) => /samples-/.test(name)));
  });

  it('makes networks that load and know their shapes, and does nothing twice', async () => {
    const said = await train('whole');
    ok(/80 structures/.test(said) && /weights written/.test(said), said);
    const out = join(folder, 'whole', 'out');
    const networks = loadNetworks(out);
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
    const manifest = readManifest(out);
    deepStrictEqual(
      { ...manifest.training, data: '' },
      { data: '', structures: 80, heldBack: 4, directNetworks: 2, recipe: RECIPE },
    );
    deepStrictEqual(directFiles(manifest), ['direct-1.safetensors', 'direct-2.safetensors']);

    const before = weightsIn('whole');
    const made = timesIn('whole');
    ok(made.length > 5, `${made.length} stages`);
    const again = await train('whole');
    ok(/^bit for bit the weights that were there before$/m.test(again), again);
    deepStrictEqual(weightsIn('whole'), before);
    deepStrictEqual(timesIn('whole'), made);
  });

  it('makes the same weights, bit for bit, when it is killed in two stages and called again', async () => {
    // samples, curves and principal components, which take longest, are those of the run before
    for (const name of left('whole').filter((file) => /samples-|curves-|linear-start/.test(file)))
      cpSync(join(folder, 'whole', 'work', name), join(folder, 'killed', 'work', name));
    await train('killed', () => left('killed').some((name) => /auto-encoder[^/]*\.checkpoint$/.test(name)));
    ok(!left('killed').some((name) => name.endsWith('autoencoder.safetensors')), 'killed before it was done');
    await train('killed', () => left('killed').some((name) => /direct-1[^/]*\.safetensors$/.test(name)));
    ok(!left('killed').some((name) => /direct-2[^/]*\.safetensors$/.test(name)), 'killed before the end');
    await train('killed');
    deepStrictEqual(weightsIn('killed'), weightsIn('whole'));
  });

  it('makes the same networks from an auto-encoder that is there', async () => {
    for (const name of left('whole').filter((file) => /samples-|curves-/.test(file)))
      cpSync(join(folder, 'whole', 'work', name), join(folder, 'given', 'work', name));
    const whole = join(folder, 'whole', 'out');
    await train('given', undefined, { 'auto-encoder': whole });
    ok(!left('given').some((name) => /auto-?encoder/.test(name)), 'no auto-encoder is trained');
    const { 'manifest.json': _, ...networks } = weightsIn('whole');
    const { 'manifest.json': __, ...given } = weightsIn('given');
    deepStrictEqual(given, networks);
    const [{ training }, { files }] = [readManifest(join(folder, 'given', 'out')), readManifest(whole)];
    strictEqual(training.givenAutoEncoder, files['autoencoder.safetensors'].sha256);
  });

  /** Every file of finished weights, the manifest included. */
  function weightsIn(run: string): Record<string, string> {
    const out = join(folder, run, 'out');
    return Object.fromEntries(
      readdirSync(out).map((name) => [name, readFileSync(join(out, name)).toString('base64')]),
    );
  }
});
