import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { densityView, enclosedVolume, spreadView, standalonePage } from 'decodesaxs-widgets';
import { framed } from 'decodesaxs-widgets/dist/volume/framedScene';
import { surfacePicture } from 'decodesaxs-widgets/dist/volume/surfacePicture';
import { threeViews } from 'decodesaxs-widgets/dist/volume/viewAxes';
import { alphaHelix, dumbbell, pdbText } from '../bodies';
import { liveFrame, stagePicture, TestBrowser } from '../browser';
import { pixelsOf } from '../pixels';
import { flipped, overlap, type Silhouette, silhouette } from '../silhouette';

const blue = (r: number, _g: number, b: number, a: number): boolean => a > 128 && b > r + 25;
const hostile = '</script></iframe>"\'><img src="https://example.org/x" onerror="alert(1)"><b>bold</b>';

/** The silhouette that the library's own pictures show. */
function expected(view: number): Silhouette {
  const pixels = 300;
  const scene = framed(dumbbell, {}, pixels);
  const picture = surfacePicture(scene, threeViews[view], scene.frame);
  const at = (x: number, y: number): [number, number, number, number] =>
    [...picture.subarray(4 * (y * pixels + x), 4 * (y * pixels + x) + 4)] as [number, number, number, number];
  return silhouette({ width: pixels, height: pixels, at }, (_r, _g, _b, a) => a > 128);
}

function readVolume(text: string | null): number {
  return Number(/^([\d\s\u202f]+) Å³/.exec(text ?? '')?.[1].replace(/\D/g, ''));
}

describe('densityView in a browser', function () {
  this.timeout(120_000);
  let browser: TestBrowser;
  before(async function () {
    browser = await TestBrowser.start(this);
  });
  after(() => browser?.close());

  it('shows the body as the pictures do, from three sides, in one WebGL context', async () => {
    const { page, complaints, requests } = await browser.open(standalonePage(densityView(dumbbell)));
    const frame = await liveFrame(page);
    for (const [index, { name }] of threeViews.entries()) {
      await frame.getByRole('group', { name: 'View' }).getByText(name, { exact: true }).click();
      const shown = silhouette(await stagePicture(frame), blue);
      const wanted = expected(index);
      assert.ok(overlap(shown, wanted) > 0.93, `${name}: overlap ${overlap(shown, wanted)}`);
      assert.ok(
        Math.abs(shown.shape / wanted.shape - 1) < 0.04,
        `${name}: shape ${shown.shape} for ${wanted.shape}`,
      );
    }
    assert.equal(await frame.locator('canvas').count(), 1);
    assert.deepEqual([complaints, requests], [[], []]);
    await page.close();
  });

  it('moves the surface with the slider and tells the enclosed volume', async () => {
    const { page, complaints } = await browser.open(
      standalonePage(densityView(dumbbell, { threshold: 0.5 })),
    );
    const frame = await liveFrame(page);
    const before = await stagePicture(frame);
    assert.equal(
      readVolume(await frame.getByRole('status').last().textContent()),
      Math.round(enclosedVolume(dumbbell, 0.5)),
    );
    const slider = frame.getByRole('slider', { name: 'Isolevel' });
    await slider.focus();
    for (let press = 0; press < 60; press++) await page.keyboard.press('ArrowRight');
    const level = Number(await slider.inputValue());
    assert.ok(level > 0.75);
    const told = readVolume(await frame.getByRole('status').last().textContent());
    assert.ok(Math.abs(told / enclosedVolume(dumbbell, level) - 1) < 0.005);
    const after = await stagePicture(frame);
    assert.ok(after.share(blue) < 0.97 * before.share(blue), 'a higher level draws a smaller body');
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('turns by the keyboard, back by the opposite key, and mirrors', async () => {
    const { page } = await browser.open(standalonePage(densityView(dumbbell)));
    const frame = await liveFrame(page);
    const start = silhouette(await stagePicture(frame), blue);
    await frame.locator('.stage').focus();
    for (let press = 0; press < 6; press++) await page.keyboard.press('ArrowLeft');
    const turned = silhouette(await stagePicture(frame), blue);
    assert.ok(Math.abs(turned.shape / start.shape - 1) > 0.05);
    for (let press = 0; press < 6; press++) await page.keyboard.press('ArrowRight');
    assert.ok(overlap(silhouette(await stagePicture(frame), blue), start) > 0.99);
    await frame.getByLabel('Mirror image').check();
    const mirrored = silhouette(await stagePicture(frame), blue);
    assert.ok(overlap(mirrored, flipped(start)) > 0.97);
    assert.ok(overlap(mirrored, start) < 0.9);
    await page.close();
  });

  it('draws a model at its own coordinates, in three ways, and hides it', async () => {
    const model = pdbText(alphaHelix(26, [-30, -4, 4]), hostile);
    const { page, complaints, requests } = await browser.open(
      standalonePage(densityView(dumbbell, { model, title: hostile })),
    );
    const frame = await liveFrame(page);
    const orange = (r: number, _g: number, b: number): boolean => r > b + 30;
    const share: Record<string, number> = {};
    for (const look of ['cartoon', 'spacefill', 'beads', 'none']) {
      await frame.getByRole('combobox', { name: 'Model' }).selectOption(look);
      share[look] = (await stagePicture(frame)).share(orange);
    }
    assert.ok(share.cartoon > 0.003 && share.spacefill > 0.01 && share.beads > 0.01, JSON.stringify(share));
    assert.equal(share.none, 0);
    await frame.getByRole('combobox', { name: 'Model' }).selectOption('spacefill');
    const centre = (pixels: Awaited<ReturnType<typeof stagePicture>>): number => {
      const columns: number[] = [];
      for (let y = 0; y < pixels.height; y += 2)
        for (let x = 0; x < pixels.width; x += 2)
          if (orange(...(pixels.at(x, y).slice(0, 3) as [number, number, number]))) columns.push(x);
      return columns.reduce((a, b) => a + b, 0) / columns.length / pixels.width;
    };
    const straight = centre(await stagePicture(frame));
    await frame.getByLabel('Mirror the model').check();
    assert.ok(Math.abs(centre(await stagePicture(frame)) - straight) > 0.005);
    assert.equal(await frame.locator('h2').textContent(), hostile);
    assert.equal(await frame.locator('img').count(), 0);
    assert.equal(await page.locator('b').count(), 0);
    assert.deepEqual([complaints, requests], [[], []]);
    await page.close();
  });

  it('is dark where the page around it is', async () => {
    const look = async (page: Page): Promise<number[]> => [
      ...pixelsOf(await page.screenshot())
        .at(40, 80)
        .slice(0, 3),
    ];
    // a busy browser paints a colour some frames after the styles have it
    const hasGround = async (page: Page, expected: readonly number[]): Promise<void> => {
      let seen = await look(page);
      for (let left = 20; left > 0 && seen.join() !== expected.join(); left--) {
        await page.waitForTimeout(250);
        seen = await look(page);
      }
      assert.deepEqual(seen, expected);
    };
    const html = standalonePage(densityView(dumbbell));
    const { page } = await browser.open(html, { colorScheme: 'dark' });
    await liveFrame(page);
    await hasGround(page, [0x16, 0x18, 0x1b]);
    await page.close();
    const { page: told } = await browser.open(html.replace('<body>', '<body data-jp-theme-light="true">'), {
      colorScheme: 'dark',
    });
    const frame = await liveFrame(told);
    await frame.waitForSelector(':root[data-theme=light]', { state: 'attached' });
    await hasGround(told, [255, 255, 255]);
    await told.evaluate(() => document.body.setAttribute('data-jp-theme-light', 'false'));
    await frame.waitForSelector(':root[data-theme=dark]', { state: 'attached' });
    await hasGround(told, [0x16, 0x18, 0x1b]);
    await told.close();
  });

  it('shows its picture where scripts do not run or frames are stripped', async () => {
    const html = standalonePage(densityView(dumbbell));
    const { page } = await browser.open(html, { javaScriptEnabled: false });
    assert.ok(pixelsOf(await page.screenshot()).share(blue) > 0.03);
    await page.close();
    const { page: stripped } = await browser.open(
      html.replace(/<iframe.*<\/iframe>/s, '').replace(/ (style|onload)="[^"]*"/g, ''),
    );
    assert.ok(pixelsOf(await stripped.screenshot()).share(blue) > 0.03);
    assert.match(
      (await stripped.locator('img').getAttribute('alt')) ?? '',
      /Isosurface of a density at 0\.5/,
    );
    await stripped.close();
  });

  it('colours a surface by its spread', async () => {
    const spread = Float32Array.from(dumbbell.values, (_, at) => (Math.floor(at / 961) > 16 ? 0.3 : 0));
    const { page, complaints } = await browser.open(standalonePage(spreadView(dumbbell, spread)));
    const frame = await liveFrame(page);
    const pixels = await stagePicture(frame);
    assert.ok(
      pixels.share((r, g, b) => r > 1.7 * b && r > 1.7 * g) > 0.005,
      'dark red where the solutions differ',
    );
    assert.ok(
      pixels.share((r, g, b) => b > r && r < 250 && Math.abs(g - (r + b) / 2) < 20) > 0.01,
      'pale blue where they agree',
    );
    assert.deepEqual(complaints, []);
    await page.close();
  });
});

describe('densityView without WebGL', function () {
  this.timeout(60_000);

  it('says so and leaves the picture', async function () {
    const browser = await TestBrowser.start(this, ['--disable-3d-apis']);
    const { page } = await browser.open(standalonePage(densityView(dumbbell)));
    const frame = page.frames()[1];
    await frame.getByText('The 3D view cannot be shown here: the browser offers no WebGL.').waitFor();
    assert.ok(pixelsOf(await page.screenshot()).share(blue) > 0.03);
    await browser.close();
  });
});
