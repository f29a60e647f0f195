import { deepStrictEqual, ok, rejects, strictEqual, throws } from 'node:assert';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { islandThreads } from 'decodesaxs/dist/node/islandThreads';
import {
  loadAutoEncoder,
  loadNetworks,
  readManifest,
  withPaperNetwork,
} from 'decodesaxs/dist/node/networkFiles';
import { readCurve } from 'decodesaxs/dist/node/readCurve';
import {
  trainAutoEncoderOnly,
  type AutoEncoderRequest,
} from 'decodesaxs/dist/node/training/trainAutoEncoderOnly';
import type { PaperNetwork } from 'decodesaxs/dist/network/paperNetwork';
import { Random } from 'decodesaxs/dist/random';
import { PAPER_METHOD } from 'decodesaxs/dist/reconstruct/options';
import { reconstruct } from 'decodesaxs/dist/reconstruct/reconstruct';
import { onBackend } from '../../backends';

describe("training of the paper's network, from structures to weights", function () {
  this.timeout(300_000);
  onBackend('tensorflow');
  const folder = mkdtempSync(join(tmpdir(), 'decodesaxs paper '));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const lines: string[] = [];
  const random = new Random(1);
  const clouds = Array.from({ length: 20 }, () =>
    Int16Array.from({ length: 90 }, (_, i) => Math.round(random.normal() * [120, 60, 40][i % 3])),
  );
  const data = join(folder, 'set.arrow');
  const request: AutoEncoderRequest = {
    network: 'paper',
    data,
    minutes: 2,
    epochs: 0.5,
    seed: 1,
    variations: 1,
    work: join(folder, 'work'),
    out: join(folder, 'weights'),
    version: 'test',
    report: (line) => void lines.push(line),
    batch: 4,
    widths: { encoder: [2, 2, 2, 2, 2, 2, 2], latents: 200, dense: 2, up: [2, 2] },
    firstLatents: 220,
  };
  before(() =>
    writeFileSync(
      data,
      tableToIPC(
        tableFromArrays({ id: clouds.map((_, i) => `s${i}`), rmax: clouds.map(() => 30), xyz: clouds }),
        { format: 'file' },
      )!,
    ),
  );

  it('refuses the second stage before the first', () =>
    rejects(trainAutoEncoderOnly({ ...request, stage: 2 }), /the second stage needs the first/));

  it('does one stage after the other, writes what loads, and does nothing twice', async () => {
    await trainAutoEncoderOnly({ ...request, stage: 1 });
    strictEqual((loadAutoEncoder(request.out) as PaperNetwork).latentSize, 220);
    throws(
      () => withPaperNetwork(loadNetworks(), request.out),
      /not those of the paper's network with 200 latents/,
    );
    const { tested } = await trainAutoEncoderOnly(request);
    strictEqual(tested, 1);
    const network = loadAutoEncoder(request.out) as PaperNetwork;
    strictEqual(network.latentSize, 200);
    ok(lines.some((line) => /stage 1 is done/.test(line)));
    const work = join(
      request.work,
      lines.map((line) => /work in .*(paper-\w+)$/.exec(line)?.[1]).find(Boolean)!,
    );
    ok(existsSync(join(work, 'paper-stage-2.checkpoint')));
    strictEqual(readManifest(request.out).training.network, 'paper');
    const weights = readFileSync(join(request.out, 'autoencoder.safetensors'));
    await trainAutoEncoderOnly(request);
    deepStrictEqual(readFileSync(join(request.out, 'autoencoder.safetensors')), weights);
  });

  it('is searched by the method of the paper, alike in this thread and in others', async () => {
    const networks = withPaperNetwork(loadNetworks(), request.out);
    strictEqual(networks.autoEncoder.name, 'paper');
    ok(networks.prior.deviation.every((width) => width > 0));
    const options = { ...PAPER_METHOD, genes: 20, limits: { generations: 2 } };
    const curve = readCurve(join(__dirname, '..', '..', '..', '..', 'fixtures', 'SASDA25.dat'));
    const pool = islandThreads(1, networks.autoEncoder);
    const results = [];
    for (const each of [options, { ...options, pool }]) {
      const steps = reconstruct(curve, networks, each);
      let step = await steps.next();
      while (!step.done) step = await steps.next();
      results.push(step.value);
    }
    await pool.close();
    const [here, there] = results;
    strictEqual(here.history.length, 3);
    ok(here.fit.chi2 > 0 && here.rg > 0);
    deepStrictEqual(there.map, here.map);
  });

  it('has weights that are refused when they are damaged', () => {
    const file = join(request.out, 'autoencoder.safetensors');
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] ^= 1;
    writeFileSync(file, bytes);
    throws(() => loadAutoEncoder(request.out), /SHA-256 differs/);
  });
});
