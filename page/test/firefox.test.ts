import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { mapToBeads } from 'decodesaxs/dist/map/mapToBeads';
import { compareWithModel } from 'decodesaxs/dist/superposition/compareWithModel';
import type { Reconstruction } from 'decodesaxs/dist/reconstruct/reconstruct';
import { historyTable } from 'decodesaxs/dist/reconstruct/tables';
import { parseStructure } from 'decodesaxs/dist/structure/parseStructure';
import { writeBeads } from 'decodesaxs/dist/structure/writeBeads';
import { densityView, standalonePage } from 'decodesaxs-widgets';
import { liveFrame, stagePicture } from '../../widgets/test/browser';
import type { Pixels } from '../../widgets/test/pixels';
import { takePicture } from './audit';
import { builtPage } from './builtPage';
import { EXAMPLE, EXAMPLE_HASH, exampleRun } from './exampleRun';
import { Firefox } from './firefox';
import { OpenedPage, PATIENCE } from './openedPage';
import { StaticServer } from './staticServer';
import { assertSameMap } from './sameMap';

const bluish = (r: number, _g: number, b: number): boolean => b > r + 25;

/** Share of a picture that shows a blue body. */
const covered = (picture: Pixels): number => picture.share(bluish);

describe('the page in Firefox', function () {
  this.timeout(2 * PATIENCE);
  let firefox: Firefox;
  let server: StaticServer;
  let folder: string;
  let opened: OpenedPage;
  let page: Page;
  let result: Reconstruction;

  before(async function () {
    firefox = await Firefox.start(this);
    folder = builtPage(this);
    server = await StaticServer.start(folder);
    opened = await OpenedPage.open(firefox.browser, `${server.address}${EXAMPLE_HASH}`);
    ({ page } = opened);
    // the host stands still while the library computes here: the page has fetched what it needs by then
    await opened.waitForLine(/^(Generation|The best|Their|Finished)/);
    result = await exampleRun(folder);
    await opened.waitForLine(/^Finished/);
  });
  after(async () => {
    await firefox?.close();
    await server?.stop();
  });

  it('reads the curve and comes to the numbers of the library', async () => {
    const { guinier, fit, rmax, rmaxError } = result;
    assert.ok(rmaxError);
    assert.match(
      await opened.keyNumber('Size'),
      new RegExp(`^Rg ${guinier.rg.toFixed(2)} ± ${guinier.rgError.toFixed(2)} Å`),
    );
    assert.ok((await opened.keyNumber('Fit')).startsWith(`chi² ${fit.chi2.toFixed(2)} `));
    assert.ok(
      (await opened.fact('Radius')).startsWith(`${rmax.toFixed(1)} ± ${rmaxError.toFixed(1)} Å`),
      `${rmax} Å`,
    );
    assert.match(await opened.fact('Points'), /^1389 of 1389/);
    await page.locator('#curve svg').first().waitFor();
  });

  it('saves the files of the same run', async () => {
    assertSameMap(await firefox.saved(opened, 'Map: density map, CCP4', `${EXAMPLE}-map.ccp4`), result.map);
    const history = await firefox.saved(opened, 'History:', `${EXAMPLE}-history.csv`);
    assert.equal(new TextDecoder().decode(history), historyTable(result));
  });

  it('shows the shape, and another side of it after a drag', async () => {
    const before = await stagePicture(page.mainFrame());
    assert.ok(covered(before) > 0.05 && covered(before) < 0.8, `${covered(before)} of the picture`);
    const canvas = page.locator('.stage canvas');
    await canvas.scrollIntoViewIfNeeded();
    const box = (await canvas.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y, { steps: 2 });
    await page.mouse.move(x + 120, y, { steps: 4 });
    await page.mouse.up();
    const after = await stagePicture(page.mainFrame());
    assert.ok(covered(after) > 0.02);
    let moved = 0;
    for (let v = 0; v < after.height; v += 2)
      for (let u = 0; u < after.width; u += 2)
        if (bluish(...rgb(before, u, v)) !== bluish(...rgb(after, u, v))) moved++;
    assert.ok(moved > 300, `${moved} pixels changed`);
  });

  it('lays a dropped structure over it', async () => {
    const pdb = writeBeads(mapToBeads(result.map), { radius: result.map.step / 2 });
    await opened.drop('model.pdb', pdb);
    await page.getByText('CC at true scale').waitFor();
    const { cc } = compareWithModel(result.map, parseStructure(pdb));
    const shown = Number((await opened.fact('CC')).slice(0, 5));
    assert.ok(Math.abs(shown - cc.ownRadius) < 0.005, `CC ${shown} for ${cc.ownRadius}`);
    const { share } = await stagePicture(page.mainFrame());
    assert.ok(share((r, _g, b) => r > b + 60) > 0.001, 'the colour of the structure');
  });

  it('does not scroll sideways on a phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const part of ['Shape', 'Curve', 'How sure', 'Compare', 'Downloads']) {
      await page.locator('.jumps').getByRole('button', { name: part }).click();
      const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(wide <= window, `${part}: ${wide} of ${window} pixels`);
    }
  });

  it('opens a saved report and saved views', async () => {
    const report = await firefox.saved(opened, 'Report: one HTML file', `${EXAMPLE}-report.html`);
    const open = async (name: string, html: string | Uint8Array): Promise<OpenedPage> => {
      const file = path.join(folder, name);
      writeFileSync(file, html);
      return OpenedPage.open(firefox.browser, pathToFileURL(file).href, {
        viewport: { width: 960, height: 700 },
      });
    };
    const saved = await open('firefox report.html', report);
    const pictures = await saved.page.locator('figure.picture img').all();
    assert.ok(pictures.length >= 2);
    for (const picture of pictures)
      assert.ok((await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)) > 800);
    assert.ok((await saved.page.locator('figure.chart svg').count()) >= 4);
    assert.deepEqual(saved.complaints, []);

    const shown = await open('firefox view.html', standalonePage(densityView(result.map)));
    const picture = await stagePicture(await liveFrame(shown.page));
    assert.ok(covered(picture) > 0.03, `${covered(picture)} of the picture`);
    assert.deepEqual([shown.complaints, shown.strangers], [[], []]);
    await takePicture(shown.page, 'firefox-view.png');
  });

  it('complains of nothing and asks nothing of other hosts', async () => {
    assert.deepEqual([opened.complaints, opened.strangers], [[], []]);
    // last: playwright's own style for a picture is refused by the page's policy, of which Firefox tells
    await takePicture(page, 'firefox-360.png');
    await page.setViewportSize({ width: 1600, height: 1000 });
    await takePicture(page, 'firefox-1600.png');
  });
});

function rgb(picture: Pixels, x: number, y: number): [number, number, number] {
  const [r, g, b] = picture.at(x, y);
  return [r, g, b];
}
