import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { loadSasbdb, type LoadSasbdbOptions } from '../../../src/node/databank/sasbdb';
import { openCurve } from '../../../src/node/openCurve';
import { InputError } from '../../../src/inputError';

const fixtures = path.join(__dirname, '..', '..', '..', '..', 'fixtures');
const curveText = fs.readFileSync(path.join(fixtures, 'SASDA25.dat'), 'utf8');
const model = Array.from(
  { length: 40 },
  (_, i) =>
    `ATOM  ${String(i + 1).padStart(5)}  CA  ALA A${String(i + 1).padStart(4)}    ${(10 * Math.sin(i)).toFixed(3).padStart(8)}${(10 * Math.cos(i)).toFixed(3).padStart(8)}${i.toFixed(3).padStart(8)}  1.00  0.00           C`,
).join('\n');

type Answer = (request: http.IncomingMessage, response: http.ServerResponse) => void;
const text =
  (body: string | Uint8Array, status = 200): Answer =>
  (_, response) =>
    response.writeHead(status).end(body);

/** A server that plays SASBDB's REST interface: what it answers for each path, and what it was asked. */
class Bank {
  readonly answers = new Map<string, Answer>();
  readonly asked: string[] = [];
  private readonly server = http.createServer((request, response) => {
    this.asked.push(request.url ?? '');
    (this.answers.get(request.url ?? '') ?? text('not here', 404))(request, response);
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => {
      this.server.close(() => resolve());
    });
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The summary of SASDA25 with some fields changed. */
  summary(changes: object = {}): void {
    const entry = {
      code: 'SASDA25',
      title: 'Factor H\n domains 10-11',
      guinier_rg: '2.0',
      pddf_dmax: 7.1,
      experimental_mw: '15',
      intensities_data: `${this.address}/media/intensities_files/SASDA25.dat`,
      fits: [
        {
          fit_data: '/media/fit.fit',
          models: [{ id: 1, model_data: '/media/SASDA25_fit1_model1.pdb', model_plot: '/media/plot.png' }],
        },
      ],
      ...changes,
    };
    this.answers.set('/rest-api/entry/summary/SASDA25/', text(JSON.stringify(entry)));
  }
}

describe('loadSasbdb', function () {
  this.timeout(20000);
  let bank: Bank;
  let cache: string;
  const load = (code = 'SASDA25', options: LoadSasbdbOptions = {}): ReturnType<typeof loadSasbdb> =>
    loadSasbdb(code, { server: bank.address, cache, timeout: 3000, ...options });

  beforeEach(async () => {
    cache = fs.mkdtempSync(path.join(os.tmpdir(), 'sasbdb '));
    bank = new Bank();
    await bank.open();
    bank.summary();
    bank.answers.set('/media/intensities_files/SASDA25.dat', text(curveText));
    bank.answers.set('/media/SASDA25_fit1_model1.pdb', text(model));
  });
  afterEach(async () => {
    await bank.close();
    fs.rmSync(cache, { recursive: true, force: true });
  });

  async function refused(promise: Promise<unknown>, message: RegExp): Promise<void> {
    await assert.rejects(promise, (error: Error) => {
      assert.ok(error instanceof InputError, `${error.name}: ${error.message}`);
      assert.match(error.message, message);
      assert.ok(!error.message.includes('\n'));
      return true;
    });
  }

  it('loads curve, models and reported values', async () => {
    const entry = await load(' sasda25 ');
    assert.equal(entry.code, 'SASDA25');
    assert.equal(entry.title, 'Factor H domains 10-11');
    assert.equal(entry.curve.q.length, 1389);
    assert.equal(entry.curve.qUnit, '1/A');
    assert.match(entry.curve.unitReason, /Rg of 20\.0 Å that the entry reports/);
    assert.deepEqual(entry.reported, { rg: 20, dmax: 71, mw: 15 });
    assert.deepEqual(
      entry.models.map(({ name, structure }) => [name, structure.trace.length / 3]),
      [['SASDA25_fit1_model1.pdb', 40]],
    );
    assert.deepEqual(entry.warnings, []);
  });

  it('asks the server once, and not at all when offline', async () => {
    await load();
    const asked = bank.asked.length;
    assert.equal(asked, 3);
    await load();
    assert.equal(bank.asked.length, asked);
    const server = bank.address;
    await bank.close();
    const entry = await loadSasbdb('SASDA25', { server, cache });
    assert.equal(entry.models.length, 1);
    await bank.open();
  });

  it('fetches anew what has been damaged in the cache', async () => {
    await load();
    const folder = path.join(cache, 'sasbdb', 'SASDA25');
    for (const file of fs.readdirSync(folder)) fs.writeFileSync(path.join(folder, file), 'damaged');
    const entry = await load();
    assert.equal(entry.curve.q.length, 1389);
    assert.equal(bank.asked.length, 6);
  });

  it('is behind sasbdb:CODE where a curve is opened, and leaves models out where they are not wanted', async () => {
    const { curve, models } = await openCurve('sasbdb:SASDA25', {
      server: bank.address,
      cache,
      models: false,
    });
    assert.equal(curve.name, 'SASDA25');
    assert.deepEqual(models, []);
    assert.equal(bank.asked.length, 2);
    assert.equal((await openCurve(path.join(fixtures, 'SASDA25.dat'))).curve.name, 'SASDA25.dat');
  });

  it('holds the unit of q against the reported Rg', async () => {
    const bare = curveText
      .replace(/^#.*\n/gm, '')
      .trim()
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number));
    const inNm = bare.map(([q, i, s]) => `${q * 10} ${i} ${s}`).join('\n');
    bank.answers.set('/media/intensities_files/SASDA25.dat', text(inNm));
    const { curve } = await load();
    assert.equal(curve.qUnit, '1/nm');
    assert.ok(Math.abs(curve.q[0] - bare[0][0]) < 1e-9);
    assert.equal((await load('SASDA25', { unit: '1/A' })).curve.qUnit, '1/A');
  });

  it('goes on without models that are missing, broken or elsewhere, and says so', async () => {
    bank.answers.set('/media/broken.pdb', text('no atoms'));
    bank.summary({
      fits: [
        {
          models: [
            { a: '/media/broken.pdb' },
            { a: '/media/missing.pdb' },
            { a: 'http://elsewhere.example/x.pdb' },
            { a: '/media/SASDA25_fit1_model1.pdb' },
            null,
            7,
          ],
        },
        3,
        null,
      ],
    });
    const { models, warnings } = await load();
    assert.equal(models.length, 1);
    assert.equal(warnings.length, 3);
    assert.match(
      warnings.join('\n'),
      /broken\.pdb[^]*missing\.pdb[^]*elsewhere\.example, which is not allowed/,
    );
  });

  it('keeps names of files inside the cache', async () => {
    const evil = '/media/%2e%2e%2f%2e%2e%2f..\\..\\.bashrc.pdb';
    bank.answers.set(new URL(evil, bank.address).pathname, text(model));
    bank.summary({ fits: [{ models: [{ m: evil }] }] });
    const { models } = await load();
    assert.equal(models.length, 1);
    assert.equal(path.dirname(models[0].file), path.join(cache, 'sasbdb', 'SASDA25'));
    assert.deepEqual(fs.readdirSync(cache), ['sasbdb']);
  });

  it('refuses codes that are none and entries that do not exist', async () => {
    for (const code of ['', 'SASDA2', '../../etc', 'SASDA25/../x', 'lysozyme'])
      await refused(load(code), /is no code of SASBDB; codes look like SASDA25/);
    await refused(load('SASDZZ9'), /The entry SASDZZ9 does not exist in SASBDB/);
    assert.equal(bank.asked.length, 1);
  });

  it('says in one sentence what is wrong with an answer', async () => {
    const at = '/rest-api/entry/summary/SASDA25/';
    const cases: [string, Answer, RegExp][] = [
      ['no JSON', text('<html>busy</html>'), /answer for SASDA25 is broken/],
      ['a number', text('7'), /is broken/],
      ['another entry', text('{"code": "SASDB99"}'), /the entry SASDB99 in place of SASDA25/],
      ['no curve', text('{"code": "SASDA25"}'), /names no curve/],
      ['an error', text('oops', 500), /answers 500/],
      ['too much', text(`{"a": "${'x'.repeat(9 * 2 ** 20)}"}`), /larger than 8 MiB/],
      [
        'a break',
        (_, response) => {
          response.writeHead(200, { 'content-length': '100' });
          response.write('{');
          setTimeout(() => response.destroy(), 20);
        },
        /cannot be fetched from 127\.0\.0\.1:\d+ \(/,
      ],
      [
        'a loop',
        (_, response) => response.writeHead(302, { location: at }).end(),
        /redirected .* without end/,
      ],
      [
        'another host',
        (_, response) => response.writeHead(302, { location: 'http://localhost:1/secret' }).end(),
        /http:\/\/localhost:1, which is not allowed/,
      ],
      [
        'a file',
        (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
        /which is not allowed/,
      ],
    ];
    for (const [name, answer, message] of cases) {
      bank.answers.set(at, answer);
      await refused(load(), message).catch((error: Error) => assert.fail(`${name}: ${error.message}`));
      assert.ok(
        !fs.existsSync(path.join(cache, 'sasbdb', 'SASDA25', 'summary.json')),
        `${name} left in the cache`,
      );
    }
  });

  it('refuses curves that are none, and does not keep them', async () => {
    for (const [body, message] of [
      ['\u0089PNG', /./],
      ['words only', /no table of numbers/],
      ['', /is empty/],
      ['0.1 1 1\n0.2 1 1', /2 usable points/],
    ] as const) {
      bank.answers.set('/media/intensities_files/SASDA25.dat', text(body));
      await refused(load(), message);
      assert.deepEqual(fs.readdirSync(path.join(cache, 'sasbdb', 'SASDA25')), ['summary.json']);
    }
    bank.summary({ intensities_data: 'http://elsewhere.example/SASDA25.dat' });
    fs.rmSync(path.join(cache, 'sasbdb'), { recursive: true });
    await refused(load(), /elsewhere\.example, which is not allowed/);
  });

  it('waits no longer than it may for silence and for drops', async () => {
    const silent: Answer = () => {};
    const dripping: Answer = (_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    };
    for (const answer of [silent, dripping]) {
      bank.answers.set('/rest-api/entry/summary/SASDA25/', answer);
      const start = performance.now();
      await refused(load('SASDA25', { timeout: 300 }), /did not arrive from 127\.0\.0\.1:\d+ within 0\.3 s/);
      assert.ok(performance.now() - start < 3000);
    }
  });

  it('is one sentence when offline, and an abort when told to stop', async () => {
    await refused(
      loadSasbdb('SASDA25', { server: 'http://127.0.0.1:1', cache }),
      /The entry SASDA25 cannot be fetched from 127\.0\.0\.1:1 \(.*\); go online and try again, or give a curve file\.$/,
    );
    bank.answers.set('/rest-api/entry/summary/SASDA25/', () => {});
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    await assert.rejects(load('SASDA25', { signal: stop.signal }), { name: 'AbortError' });
    await refused(loadSasbdb('SASDA25', { server: 'nowhere', cache }), /no address of a data bank/);
  });
});
