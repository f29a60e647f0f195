import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { exportNotebooks, labPython } from '../../scripts/setup/lab.mjs';
import type { Locator } from 'playwright-core';
import { liveFrame, type Opened, stagePicture, TestBrowser } from '../../widgets/test/browser';
import { near, type Pixels, pixelsOf } from '../../widgets/test/pixels';
import { changedView, longSearch, notebookOf } from './labNotebooks';
import { LabServer } from './labServer';

const root = path.resolve(__dirname, '..', '..');
const folder = path.join(root, 'notebooks');
const notebooks = readdirSync(folder)
  .filter((file) => file.endsWith('.ipynb'))
  .sort();
const pictures = path.join(root, 'build', 'pictures');
const blue = (r: number, _g: number, b: number, a: number): boolean => a > 128 && b > r + 25;

const withViews = '01-from-curve-to-shape.ipynb';

/** Number of columns of a picture that show a body. */
function widthOf({ width, height, at }: Pixels): number {
  const body = ([r, g, b, a]: readonly number[]): boolean =>
    a > 128 && Math.max(r, g, b) - Math.min(r, g, b) > 25;
  return Array.from({ length: width }, (_, x) => x).filter((x) =>
    Array.from({ length: height }, (_, y) => y).some((y) => body(at(x, y))),
  ).length;
}

/** Leftmost and rightmost pixel of the page that a chart's canvas has in a colour, in pixels of the canvas. */
async function extentOf(canvas: Locator, colour: string): Promise<[number, number]> {
  const url = await canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL('image/png'));
  const { width, height, at } = pixelsOf(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  const of = near(colour, 60);
  const columns = Array.from({ length: width }, (_, x) => x).filter((x) =>
    Array.from({ length: height }, (_, y) => y).some((y) => {
      const [r, g, b, a] = at(x, y);
      return of(r, g, b, a > 25 ? 255 : 0);
    }),
  );
  return [columns[0], columns[columns.length - 1]];
}

/** Raises the isolevel of the first live view and returns the share of the picture that is body, before and after. */
async function raiseIsolevel({ page }: Opened): Promise<[number, number]> {
  await page.locator('.decodesaxs-view').first().scrollIntoViewIfNeeded();
  const frame = await liveFrame(page);
  const before = (await stagePicture(frame)).share(blue);
  const slider = frame.getByRole('slider', { name: 'Isolevel' }).first();
  await slider.focus();
  for (let press = 0; press < 40; press++) await page.keyboard.press('ArrowRight');
  return [before, (await stagePicture(frame)).share(blue)];
}

describe('notebooks as they are committed', function () {
  this.timeout(5 * 60_000);
  let browser: TestBrowser;
  let scratch: string;

  before(async function () {
    if (!existsSync(labPython(root)) && !process.env.CI) {
      console.log('      skipped: there is no .venv, `npm run setup -- --lab` makes it');
      this.skip();
    }
    browser = await TestBrowser.start(this);
    mkdirSync(path.join(root, '.cache'), { recursive: true });
    mkdirSync(pictures, { recursive: true });
    scratch = mkdtempSync(path.join(root, '.cache', 'notebooks in lab '));
  });
  after(async () => {
    await browser?.close();
    if (scratch) rmSync(scratch, { recursive: true, force: true });
  });

  for (const name of notebooks) {
    it(`${name} holds the outputs of one clean run`, () => {
      const { cells, metadata } = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
      assert.equal(metadata.kernelspec.name, 'tslab');
      const code = cells.filter((cell: { cell_type: string }) => cell.cell_type === 'code');
      assert.deepEqual(
        code.map((cell: { execution_count: number }) => cell.execution_count),
        code.map((_: object, i: number) => i + 1),
      );
      const outputs = code.flatMap((cell: { outputs: object[] }) => cell.outputs);
      assert.ok(outputs.length > 0 || code.length === 0);
      for (const output of outputs) {
        assert.notEqual(output.output_type, 'error');
        assert.notEqual(output.name, 'stderr', JSON.stringify(output));
      }
    });
  }

  describe('exported to HTML', () => {
    before(async () => {
      await exportNotebooks(
        root,
        notebooks.map((name) => path.join(folder, name)),
        scratch,
      );
    });

    it('link to each other as pages, where the notebooks link to notebooks', () => {
      const linksOf = (text: string): string[] =>
        [...text.matchAll(/(?:href="|\]\()(\d\d-[\w-]+\.(?:ipynb|html))/g)].map(([, link]) => link);
      const found = notebooks.map((name) => {
        const cells: { cell_type: string; source: string[] }[] = JSON.parse(
          readFileSync(path.join(folder, name), 'utf8'),
        ).cells;
        const inNotebook = linksOf(
          cells
            .filter(({ cell_type: type }) => type === 'markdown')
            .map(({ source }) => [source].flat().join(''))
            .join('\n')
            .replaceAll('\\"', '"'),
        );
        const inPage = linksOf(readFileSync(path.join(scratch, name.replace('.ipynb', '.html')), 'utf8'));
        assert.deepEqual(
          inPage,
          inNotebook.map((link) => link.replace('.ipynb', '.html')),
          name,
        );
        for (const link of inNotebook) assert.ok(notebooks.includes(link), `${name} links to ${link}`);
        return inNotebook.length;
      });
      assert.ok(found.reduce((sum, links) => sum + links, 0) >= 5);
    });

    for (const name of notebooks) {
      it(`${name} opens from a file without a request or a complaint`, async () => {
        const html = readFileSync(path.join(scratch, name.replace('.ipynb', '.html')), 'utf8');
        const opened = await browser.open(html, { viewport: { width: 1100, height: 900 } });
        const { page, complaints, requests } = opened;
        const broken = await page.evaluate(
          () =>
            Array.from(document.images).filter((image) => !image.complete || image.naturalWidth === 0).length,
        );
        assert.equal(broken, 0);
        assert.equal(await page.locator('text=/\\$[^{$]*\\\\/').count(), 0, 'no formula is left as source');
        if (name === withViews) {
          const [before, after] = await raiseIsolevel(opened);
          assert.ok(before > 0.01 && after < 0.97 * before, `${before} of the picture, then ${after}`);
        }
        await page.screenshot({ path: path.join(pictures, name.replace('.ipynb', '.png')), fullPage: true });
        assert.deepEqual([complaints, requests], [[], []]);
        await page.close();
      });
    }
  });

  describe('in JupyterLab', () => {
    let server: LabServer;
    before(async () => {
      copyFileSync(path.join(folder, withViews), path.join(scratch, 'trusted.ipynb'));
      // another text, since trust goes by what a notebook holds
      writeFileSync(
        path.join(scratch, 'untrusted.ipynb'),
        readFileSync(path.join(folder, withViews), 'utf8').replace('Guinier', 'Guinier '),
      );
      writeFileSync(path.join(scratch, 'search.ipynb'), notebookOf(longSearch));
      writeFileSync(path.join(scratch, 'change.ipynb'), notebookOf(changedView));
      server = await LabServer.start(root, scratch);
      server.trust('trusted.ipynb');
    });
    after(() => server?.stop());

    it('the views of a trusted notebook are live', async () => {
      const opened = await browser.visit(server.address('trusted.ipynb'));
      const [before, after] = await raiseIsolevel(opened);
      assert.ok(before > 0.01 && after < 0.97 * before, `${before} of the picture, then ${after}`);
      await opened.page.screenshot({ path: path.join(pictures, 'lab-trusted.png') });
      assert.deepEqual(opened.requests, []);
      await opened.page.close();
    });

    it('the views of an untrusted notebook are pictures', async () => {
      const { page, requests } = await browser.visit(server.address('untrusted.ipynb'));
      const picture = page.locator('.jp-OutputArea-output img[alt^="First shape"]');
      await picture.waitFor({ timeout: 60_000 });
      await picture.scrollIntoViewIfNeeded();
      assert.ok(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth > 100));
      assert.equal(await page.locator('.jp-OutputArea-output iframe').count(), 0);
      await page.screenshot({ path: path.join(pictures, 'lab-untrusted.png') });
      assert.deepEqual(requests, []);
      await page.close();
    });

    it('a cell changes the view of an earlier one, which keeps its orientation and is saved as it is last', async () => {
      const { page, requests, complaints } = await browser.visit(server.address('change.ipynb'), {
        viewport: { width: 1100, height: 1300 },
      });
      await page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').waitFor({ timeout: 60_000 });
      await page.locator('.jp-Notebook .jp-CodeCell .cm-content').first().click();
      await page.keyboard.press('Shift+Enter');
      const view = page.locator('.decodesaxs-view');
      const names = async (): Promise<string[]> =>
        (await liveFrame(page)).locator('.legend li').allTextContents();
      await view.waitFor({ timeout: 60_000 });
      assert.deepEqual(await names(), ['still', 'goes']);
      const before = await liveFrame(page);
      await before.locator('.stage').focus();
      // a quarter turn: one ball in front of the other
      for (let press = 0; press < 9; press++) await page.keyboard.press('ArrowRight');
      const across = widthOf(await stagePicture(before));
      await page.locator('.jp-Notebook .jp-CodeCell .cm-content').nth(1).click();
      await page.keyboard.press('Shift+Enter');
      await page.getByText('still,comes', { exact: true }).waitFor({ timeout: 60_000 });
      await page.waitForFunction(() => document.querySelectorAll('.decodesaxs-view iframe').length === 1);
      const after = await liveFrame(page);
      assert.deepEqual(await names(), ['still', 'comes']);
      const picture = await stagePicture(after);
      assert.ok(picture.share(near('#d55e00', 120)) > 0.005, 'the new colour');
      assert.ok(
        Math.abs(widthOf(picture) / across - 1) < 0.2,
        `${across} pixels across, then ${widthOf(picture)}`,
      );
      await page.screenshot({ path: path.join(pictures, 'lab-changed.png') });
      await page.keyboard.press('Control+s');
      const file = path.join(scratch, 'change.ipynb');
      for (let attempt = 0; attempt < 100 && !readFileSync(file, 'utf8').includes('still,comes'); attempt++)
        await page.waitForTimeout(100);
      assert.deepEqual([requests, complaints], [[], []]);
      await page.close();
      const outputs = JSON.parse(readFileSync(file, 'utf8')).cells[0].outputs;
      assert.equal(outputs.length, 1);
      assert.match(outputs[0].data['text/plain'].toString(), /still; comes/);
      await exportNotebooks(root, [file], scratch);
      const exported = await browser.open(readFileSync(file.replace('.ipynb', '.html'), 'utf8'));
      const frame = await liveFrame(exported.page);
      assert.deepEqual(await frame.locator('.legend li').allTextContents(), ['still', 'comes']);
      assert.ok((await stagePicture(frame)).share(near('#d55e00', 120)) > 0.005, 'as it was last');
      assert.deepEqual(exported.complaints, []);
      await exported.page.close();
    });

    it('the stop button ends a search, keeps what it found, and the kernel goes on', async () => {
      // all cells must be in sight: JupyterLab draws no others
      const { page, requests } = await browser.visit(server.address('search.ipynb'), {
        viewport: { width: 1100, height: 1500 },
      });
      await page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').waitFor({ timeout: 60_000 });
      await page.locator('.jp-Notebook').click();
      await page.getByText('Run', { exact: true }).first().click();
      await page.getByText('Run All Cells', { exact: true }).click();
      await page.locator('.jp-OutputArea-output canvas').first().waitFor({ timeout: 60_000 });
      // a busy machine draws charts while it should click
      await page.getByTitle('Interrupt the kernel').first().click({ timeout: 90_000 });
      await page.getByText('the best so far, true, true').waitFor({ timeout: 30_000 });
      await page.screenshot({ path: path.join(pictures, 'lab-interrupted.png') });
      const words = await page.getByText(/last generation: \d+/).innerText();
      const share = Number(/\d+/.exec(words)![0]) / 200;
      const canvas = page.locator('.jp-OutputArea-output canvas').first();
      for (const colour of ['#d55e00', '#0e7fc0']) {
        const [from, to] = await extentOf(canvas, colour);
        const pixels = await canvas.evaluate(() => devicePixelRatio * 520);
        // lines and bands end where the search ended
        assert.ok(
          Math.abs(to - from - share * pixels) < 6,
          `${colour}: ${from} to ${to}, ${share} of the axis`,
        );
      }
      assert.deepEqual(requests, []);
      await page.close();
    });
  });
});
