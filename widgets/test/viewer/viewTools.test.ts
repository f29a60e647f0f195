import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import { densityView, sideBySide, standalonePage } from 'decodesaxs-widgets';
import { alphaHelix, dumbbell, pdbText } from '../bodies';
import { liveFrame, type Opened, stagePicture, TestBrowser } from '../browser';
import { pixelsOf } from '../pixels';

const pictures = path.join('build', 'pictures');

describe('the tools of a live view', function () {
  this.timeout(120_000);
  let browser: TestBrowser;
  let opened: Opened;
  let frame: Frame;
  before(async function () {
    browser = await TestBrowser.start(this);
    const model = pdbText(alphaHelix(26, [-30, -4, 4]));
    opened = await browser.open(standalonePage(densityView(dumbbell, { model, title: 'Two: <balls>' })), {
      acceptDownloads: true,
    });
    frame = await liveFrame(opened.page);
  });
  after(() => browser?.close());

  it('names map and model by their colours', async () => {
    assert.deepEqual(await frame.locator('.legend li').allTextContents(), ['map', 'model']);
    const [blue, orange] = await frame
      .locator('.sign')
      .evaluateAll((signs) => signs.map((sign) => getComputedStyle(sign).backgroundColor));
    assert.deepEqual([blue, orange], ['rgb(92, 153, 209)', 'rgb(213, 94, 0)']);
  });

  it('save a picture of the chosen width with a clear ground, and keep the view as it is', async () => {
    const before = await stagePicture(frame);
    await frame.getByLabel('Width of the saved picture').selectOption('2100');
    const [download] = await Promise.all([
      opened.page.waitForEvent('download'),
      frame.getByRole('button', { name: 'Save picture' }).click(),
    ]);
    assert.equal(download.suggestedFilename(), 'Two-balls.png');
    const file = await download.path();
    mkdirSync(pictures, { recursive: true });
    copyFileSync(file, path.join(pictures, 'saved-view.png'));
    const picture = pixelsOf(readFileSync(file));
    assert.equal(picture.width, 2100);
    assert.ok(Math.abs(picture.height / picture.width / (before.height / before.width) - 1) < 0.01);
    assert.deepEqual(
      [picture.at(5, 5)[3], picture.at(picture.width - 5, picture.height - 5)[3]],
      [0, 0],
      'the ground is clear',
    );
    const orange = (r: number, _g: number, b: number): boolean => r > b + 30;
    const [shown, saved] = [before.share(orange), picture.share(orange)];
    assert.ok(
      saved > 0.005 && Math.abs(saved / shown - 1) < 0.1,
      `${saved} of the picture, ${shown} of the view`,
    );
    const after = await stagePicture(frame);
    assert.ok(Math.abs(after.share(orange) / shown - 1) < 0.02);
  });

  it('spin the body until they are pressed again', async () => {
    const spin = frame.getByRole('button', { name: 'Spin the view' });
    const drawn = (): Promise<string> =>
      frame.locator('.stage canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    await spin.focus();
    await opened.page.keyboard.press('Enter');
    const first = await drawn();
    await frame.waitForTimeout(400);
    assert.notEqual(await drawn(), first);
    await opened.page.keyboard.press('Enter');
    assert.equal(await spin.getAttribute('aria-pressed'), 'false');
    await stagePicture(frame);
  });

  it('show the view on the full screen', async () => {
    await frame.getByRole('button', { name: /full screen/ }).click();
    await frame.waitForFunction(() => document.fullscreenElement?.className === 'stage');
    await frame.evaluate(() => document.exitFullscreen());
    assert.deepEqual([opened.complaints, opened.requests], [[], []]);
  });

  it('pass the accessibility audit, as does a pair of bodies', async () => {
    const pair = { name: 'left', map: dumbbell };
    const other = await browser.open(standalonePage(sideBySide(pair, { ...pair, name: 'right' })));
    for (const each of [frame, await liveFrame(other.page)]) {
      await each.evaluate(axe.source);
      const { violations } = await each.evaluate(() =>
        (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
          rules: Object.fromEntries(
            // the frame is a part of a page, which has these
            ['region', 'landmark-one-main', 'page-has-heading-one'].map((rule) => [rule, { enabled: false }]),
          ),
        }),
      );
      assert.deepEqual(
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)),
        [],
      );
    }
  });
});
