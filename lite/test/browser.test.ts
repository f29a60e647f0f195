import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { useBackend } from 'decodesaxs/dist/node/backend';
import { loadNetworks } from 'decodesaxs/dist/node/networkFiles';
import { readCurve } from 'decodesaxs/dist/node/readCurve';
import { reconstruct, type Reconstruction } from 'decodesaxs/dist/reconstruct/reconstruct';
import { labPython } from '../../scripts/setup/lab.mjs';
import { OpenedPage, PATIENCE, startChromium } from '../../page/test/openedPage';
import { StaticServer } from '../../page/test/staticServer';
import { assertSameMap } from '../../page/test/sameMap';

const root = path.resolve(__dirname, '..', '..');
const notebook = '01-from-curve-to-shape.ipynb';
/** A short search, in the words of the lesson. */
const short = '{ seed: 1, islands: 1, genes: 20, members: 4, qMax: 0.1, limits: { generations: 2 } }';

/** What the library finds with the networks of the lessons, on their backend. */
async function expected(weights: string): Promise<Reconstruction> {
  await useBackend('wasm');
  const options = { seed: 1, islands: 1, genes: 20, members: 4, qMax: 0.1, limits: { generations: 2 } };
  const curve = readCurve(path.join(root, 'fixtures', 'SASDA25.dat'));
  const steps = reconstruct(curve, loadNetworks(weights), options);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
  }
}

const COMPLAINT = '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]';

/** For each code cell of a lesson, whether it has an output as saved with tslab. */
function cellsWithOutput(name: string): boolean[] {
  const { cells } = JSON.parse(readFileSync(path.join(root, 'notebooks', name), 'utf8')) as {
    cells: { cell_type: string; outputs?: unknown[] }[];
  };
  return cells.filter((cell) => cell.cell_type === 'code').map(({ outputs }) => (outputs ?? []).length > 0);
}

async function runAllCells(page: Page): Promise<void> {
  await page.locator('.jp-Notebook .jp-CodeCell').first().waitFor();
  await page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').first().waitFor();
  await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click();
}

describe('a lesson in a browser without a server', function () {
  this.timeout(4 * PATIENCE);
  let folder: string;
  let browser: Browser | undefined;
  let server: StaticServer | undefined;
  let opened: OpenedPage;

  before(async function () {
    if (
      spawnSync(labPython(root), ['-c', 'import jupyterlite_core, jupyterlite_javascript_kernel']).status !==
      0
    ) {
      console.log('      skipped: JupyterLite is not installed ("npm run setup -- --lite" does it)');
      this.skip();
    }
    browser = await startChromium(this);
    folder = mkdtempSync(path.join(tmpdir(), 'decodesaxs lite '));
    execFileSync(process.execPath, [path.join(root, 'lite', 'build.mjs'), '--out', folder], {
      cwd: root,
      stdio: 'pipe',
    });
    const file = path.join(folder, 'files', notebook);
    const text = readFileSync(file, 'utf8').replace(
      'saxs.fillOptions({ seed: 1 })',
      `saxs.fillOptions(${short})`,
    );
    assert.ok(text.includes(short), 'the lesson names its options otherwise');
    writeFileSync(file, text);
    server = await StaticServer.start(folder);
    opened = await OpenedPage.open(browser, `${server.address}lab/index.html?path=${notebook}`);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('runs all cells of curve → shape and finds the map that the library finds in Node', async () => {
    const { page } = opened;
    await runAllCells(page);
    const errors = page.locator(COMPLAINT);
    const link = page.locator('a[download="map.ccp4"]');
    // the last file that the lesson writes
    await page
      .locator('a[download="views.svg"]')
      .or(errors)
      .first()
      .waitFor({ timeout: 3 * PATIENCE });
    assert.deepEqual(await errors.allInnerTexts(), []);
    // not before: a computation here keeps the host of the pages from answering
    const result = await expected(path.join(folder, 'lessons', 'kernel-lib', 'weights'));

    const address = (await link.getAttribute('href')) as string;
    assertSameMap(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'), result.map);
  });

  it('shows each output under its own cell, and what was printed agrees with the library', async () => {
    const cells = await opened.page.locator('.jp-CodeCell').evaluateAll((all) =>
      all.map((cell) => ({
        code: cell.querySelector('.jp-InputArea')?.textContent ?? '',
        output: cell.querySelector('.jp-OutputArea')?.textContent ?? '',
      })),
    );
    const outputOf = (code: string): string => cells.find((cell) => cell.code.includes(code))?.output ?? '';
    assert.match(outputOf('saxs.guinier(measured)'), /Rg = 20\.0 ± 0\.5 Å from 151 points/);
    assert.match(outputOf('best shape of the library'), /best shape of the library: misfit/);
    assert.match(outputOf('compareShapes(without.map'), /the two correlate by [01]\.\d+/);
    assert.match(
      outputOf('writeAtomic'),
      /^Save map\.ccp4.*Save mean\.ccp4.*Save beads\.pdb.*Save views\.svg \(\d+ kB\)\s*$/,
    );
  });

  it('draws charts and live views, and asks no other host', async () => {
    const { page, strangers, complaints } = opened;
    assert.ok((await page.locator('.vega-embed canvas, .vega-embed svg').count()) >= 5);
    const views = page.frames().filter((frame) => frame !== page.mainFrame());
    assert.ok(views.length >= 6, `${views.length} views`);
    assert.deepEqual(strangers, []);
    assert.deepEqual(
      complaints.filter((words) => !/status of 404/.test(words)),
      [],
    );
  });

  for (const name of ['00-why-a-curve.ipynb', '02-reading-a-curve.ipynb', '06-evaluation-tables.ipynb']) {
    it(`runs ${name} to its end, with outputs under the cells that have some in tslab`, async () => {
      const { address } = server as StaticServer;
      const { page } = await OpenedPage.open(browser as Browser, `${address}lab/index.html?path=${name}`);
      await runAllCells(page);
      const last = page.locator('.jp-CodeCell').last().locator('.jp-InputPrompt', { hasText: /\d/ });
      await last.or(page.locator(COMPLAINT)).first().waitFor();
      assert.deepEqual(await page.locator(COMPLAINT).allInnerTexts(), []);
      const shown = await page
        .locator('.jp-CodeCell')
        .evaluateAll((all) => all.map((cell) => cell.querySelector('.jp-OutputArea-output') !== null));
      assert.deepEqual(shown, cellsWithOutput(name));
      await page.close();
    });
  }
});
