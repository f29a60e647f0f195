import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { readManifest } from 'decodesaxs/dist/node/networkFiles';
import { historyTable } from 'decodesaxs/dist/reconstruct/tables';
import { usualWorkers } from '../src/islandWorkers';
import { fixture } from './builtPage';
import { EXAMPLE, exampleRun, SETTINGS } from './exampleRun';
import { OpenedPage, PATIENCE, withoutStorage } from './openedPage';
import { servedPage } from './servedPage';
import { StaticServer } from './staticServer';

/** The run that the other tests make as well, as the file that repeats it. */
const runFile = JSON.stringify({
  decodesaxsRun: 1,
  version: '',
  weights: '',
  settings: SETTINGS,
  curve: {
    name: `${EXAMPLE}.dat`,
    base64: Buffer.from(fixture(`${EXAMPLE}.dat`)).toString('base64'),
  },
});

/** Waits until the browser keeps a search of so many records, 0 for none. */
async function keeps(opened: OpenedPage, records: number): Promise<void> {
  await opened.until(async (wanted: number) => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('decodesaxs');
      request.onsuccess = () => resolve(request.result);
    });
    const request = database.transaction('searches').objectStore('searches').get('last');
    const found = await new Promise(
      (resolve) => (request.onsuccess = () => resolve(request.result?.search.saved.history.length ?? 0)),
    );
    database.close();
    return found === wanted;
  }, records);
}

describe('visits to the page for a curve', function () {
  this.timeout(2 * PATIENCE);
  let folder: string;
  let server: StaticServer;
  let browser: Browser;

  before(async function () {
    ({ folder, server, browser } = await servedPage(this));
  });

  it('uses a worker a core, no more than islands, and fewer where memory is short', () => {
    assert.deepEqual(
      [1, 2, 3, 16].map((hardwareConcurrency) => usualWorkers({ hardwareConcurrency })),
      [1, 2, 3, 4],
    );
    assert.deepEqual(
      [0.5, 2, 4, 8].map((deviceMemory) => usualWorkers({ hardwareConcurrency: 8, deviceMemory })),
      [1, 1, 2, 4],
    );
    assert.equal(usualWorkers({}), 1);
  });

  it('goes on after a reload with the search that was left, to the history of one that was never left', async () => {
    const opened = await OpenedPage.open(browser, server.address);
    const { page } = opened;
    const begun = opened.lineToCome(/^Generation [01] /, 'Pause the search');
    await opened.give('curve', 'mine.run.json', runFile);
    await begun;
    const paused = await opened.waitForLine(/^Paused/);
    const reached = Number(/generation (\d+)/.exec(paused)?.[1]);
    await keeps(opened, reached + 1);
    await page.reload();
    await page.locator('.kept').waitFor();
    assert.match(
      (await page.textContent('.kept')) ?? '',
      new RegExp(`Its search was left after generation ${reached} of ${SETTINGS.generations};`),
    );
    await page.getByRole('button', { name: 'Continue the search for SASDA25.dat' }).click();
    await opened.waitForLine(/^Finished/);
    const wanted = historyTable(await exampleRun(folder));
    assert.equal(new TextDecoder().decode(await opened.saved('History:')), wanted);
    const workers = await page.evaluate(() => Math.min(4, navigator.hardwareConcurrency));
    assert.match(
      await opened.fact('Run'),
      new RegExp(
        `^${SETTINGS.generations} generations in \\d+ s\\?Computed by WebAssembly in ${workers === 1 ? 'one worker' : `${workers} workers`};`,
      ),
    );

    await page.reload();
    await page.getByRole('button', { name: 'Show the result for SASDA25.dat again' }).click();
    await opened.waitForLine(/^Finished/);
    assert.equal(new TextDecoder().decode(await opened.saved('History:')), wanted);

    await page.reload();
    await page.getByRole('button', { name: 'Forget the search for SASDA25.dat' }).click();
    await keeps(opened, 0);
    await page.reload();
    await page.getByText(/^The networks are ready/).waitFor();
    assert.equal(await page.locator('.kept').isVisible(), false);
    assert.deepEqual([opened.strangers, opened.complaints], [[], []]);
    await opened.context.close();
  });

  it('works where the browser keeps nothing, and says what is not kept', async function () {
    const home = mkdtempSync(path.join(tmpdir(), 'decodesaxs browser '));
    const context = await withoutStorage(this, home);
    try {
      const opened = await OpenedPage.inContext(context, `${server.address}#example=glucose-isomerase`);
      assert.equal(
        await opened.page.evaluate(() => {
          try {
            return localStorage.length;
          } catch {
            return 'refused';
          }
        }),
        'refused',
      );
      // the search is to be kept when it pauses
      await opened.lineToCome(/^Generation \d/, 'Pause the search');
      await opened.waitForLine(/^Paused/);
      const notes = (await opened.page.textContent('.notes')) ?? '';
      assert.match(notes, /does not let the page keep its networks: the next visit fetches them again\./);
      assert.match(notes, /does not let the page keep the search: closed or reloaded, the page forgets it\./);
      await opened.page.getByRole('button', { name: /^Change to/ }).click();
      assert.deepEqual(opened.complaints, []);
    } finally {
      await context.close();
      rmSync(home, { recursive: true, force: true });
    }
  });

  for (const [lack, change, where, sentence] of [
    [
      'SIMD',
      'WebAssembly.validate = () => false;',
      '.notes',
      /This browser computes without SIMD: expect the search to take several times longer\./,
    ],
    [
      'WebAssembly',
      'delete globalThis.WebAssembly;',
      '.refusal p',
      /^This browser has no WebAssembly, in which the shape is computed: a current Chrome, Edge, Firefox or Safari has it\.$/,
    ],
  ] as const) {
    it(`says in a sentence that the browser lacks ${lack}`, async () => {
      const context = await browser.newContext({ serviceWorkers: 'block' });
      await context.route('**/worker.js', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: `${change}\n${await response.text()}` });
      });
      const opened = await OpenedPage.inContext(context, server.address);
      await opened.page.waitForFunction(
        ([part, source]) => new RegExp(source).test(document.querySelector(part)?.textContent ?? ''),
        [where, sentence.source],
        { polling: 100 },
      );
      assert.deepEqual(opened.complaints, []);
      await context.close();
    });
  }

  it('works on a second visit without any network', async () => {
    const host = await StaticServer.start(folder);
    const opened = await OpenedPage.open(browser, host.address);
    const { page } = opened;
    await opened.until(
      () => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null),
      undefined,
    );
    const files = Object.keys(readManifest(path.join(folder, 'weights')).files).length;
    await opened.until(async (count: number) => {
      const kept = (await caches.keys()).find((name) => name.startsWith('decodesaxs-weights-'));
      return kept !== undefined && (await (await caches.open(kept)).keys()).length === count;
    }, files);
    await host.stop();
    await page.reload();
    await page.getByRole('button', { name: 'Glucose isomerase' }).click();
    await opened.waitForLine(/^Generation/);
    assert.match(await opened.fact('Points'), /^60 of 60/);
    await page.locator('.stage canvas').waitFor();
    assert.deepEqual(
      opened.complaints.filter((words) => !/ERR_CONNECTION_REFUSED/.test(words)),
      [],
    );
    await opened.context.close();
  });
});
