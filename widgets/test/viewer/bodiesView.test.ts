import assert from 'node:assert/strict';
import { bodiesView, standalonePage } from 'decodesaxs-widgets';
import { ballMap, dumbbell } from '../bodies';
import { liveFrame, stagePicture, TestBrowser } from '../browser';
import { near, type Pixels } from '../pixels';
import { silhouette } from '../silhouette';
import { half, orange } from './picturedBodies';

describe('bodiesView', function () {
  this.timeout(120_000);
  let browser: TestBrowser;
  before(async function () {
    browser = await TestBrowser.start(this);
  });
  after(() => browser?.close());
  const ball = (x: number, radius: number) => ballMap([{ centre: [x, 0, 0], radius }]);

  /** One cell of a grid of three columns and two rows. */
  const cell = (pixels: Pixels, at: number): Pick<Pixels, 'width' | 'height' | 'at'> => {
    const [width, height] = [Math.floor(pixels.width / 3), Math.floor(pixels.height / 2)];
    const [column, row] = [at % 3, Math.floor(at / 3)];
    return { width, height, at: (x, y) => pixels.at(x + column * width, y + row * height) };
  };
  const solid = (r: number, g: number, b: number, a: number): boolean =>
    a > 128 && Math.max(r, g, b) - Math.min(r, g, b) > 12;

  it('shows six bodies in cells of their own with their names, and a drag on one rotates all', async () => {
    const names = ['one', '<b>two</b>', 'three', 'four', 'five', 'six'];
    const { page, complaints, requests } = await browser.open(
      standalonePage(
        bodiesView(
          names.map((name, at) => ({ name, map: at === 5 ? ball(20, 14) : dumbbell })),
          { height: 600 },
        ),
      ),
      { viewport: { width: 960, height: 700 } },
    );
    const frame = await liveFrame(page);
    const start = await stagePicture(frame);
    const shapes = names.map((_, at) => silhouette(cell(start, at), solid).shape);
    const box = (await frame.locator('.stage').boundingBox())!;
    for (const [at, name] of names.entries()) {
      const label = (await frame.locator('.side').nth(at).boundingBox())!;
      assert.equal(await frame.locator('.side').nth(at).textContent(), name);
      const [column, row] = [at % 3, Math.floor(at / 3)];
      const middle = (label.x + label.width / 2 - box.x) / box.width;
      assert.ok(middle > column / 3 && middle < (column + 1) / 3, `${name} at ${middle} of the width`);
      const below = (label.y - box.y) / box.height;
      assert.ok(below >= row / 2 - 0.1 && below < row / 2 + 0.25, `${name} at ${below} of the height`);
    }
    await page.mouse.move(box.x + box.width / 6, box.y + box.height / 4);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 6 + 70, box.y + box.height / 4 + 50, { steps: 8 });
    await page.mouse.up();
    const turned = await stagePicture(frame);
    for (let at = 0; at < 5; at++) {
      const { shape } = silhouette(cell(turned, at), solid);
      assert.ok(Math.abs(shape / shapes[at] - 1) > 0.05, `${names[at]}: ${shapes[at]}, then ${shape}`);
      assert.ok(Math.abs(shape / silhouette(cell(turned, 0), solid).shape - 1) < 0.03, 'all in one pose');
    }
    assert.ok(Math.abs(silhouette(cell(turned, 5), solid).shape - 1) < 0.05, 'a ball looks the same');
    assert.equal(await frame.locator('canvas').count(), 1);
    const slider = frame.getByRole('slider', { name: 'Isolevel of all' });
    await slider.focus();
    for (let press = 0; press < 35; press++) await page.keyboard.press('ArrowRight');
    const raised = await stagePicture(frame);
    const area = (picture: Pixels, at: number): number =>
      silhouette(cell(picture, at), solid).cells.filter(Boolean).length;
    assert.ok(raised.share(solid) < 0.95 * turned.share(solid), 'all are smaller');
    assert.ok(area(raised, 5) > 0);
    assert.deepEqual([complaints, requests], [[], []]);
    await page.close();
  });

  it('lays bodies over each other at their own coordinates, in their colours and opacities', async () => {
    const [left, right] = [ball(-18, 12), ball(18, 12)];
    const { page, complaints } = await browser.open(
      standalonePage(
        bodiesView(
          [
            { name: 'left', map: left, colour: '#d55e00', opacity: 1 },
            { name: 'right', map: right, colour: '#4aa37c', opacity: 1 },
          ],
          { layout: 'overlay' },
        ),
      ),
    );
    const frame = await liveFrame(page);
    const start = await stagePicture(frame);
    const green = (r: number, g: number, _b: number, a: number): boolean => a > 128 && g > r + 25;
    assert.ok(silhouette(half(start, 0), orange) && silhouette(half(start, 1), green));
    assert.throws(() => silhouette(half(start, 1), orange), /no body/);
    assert.deepEqual(await frame.locator('.legend li').allTextContents(), ['left', 'right']);
    await frame.getByRole('slider', { name: 'Opacity left' }).focus();
    for (let press = 0; press < 12; press++) await page.keyboard.press('ArrowLeft');
    const faint = await stagePicture(frame);
    const full = (picture: Pixels): number => picture.share(near('#d55e00', 90));
    assert.ok(full(faint) < 0.6 * full(start), `${full(start)}, then ${full(faint)}`);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('spins by itself where asked, unless the reader wants no motion', async () => {
    const view = standalonePage(bodiesView([{ name: 'one', map: dumbbell }], { spin: true }));
    for (const reducedMotion of ['no-preference', 'reduce'] as const) {
      const { page } = await browser.open(view, { reducedMotion });
      const frame = await liveFrame(page);
      const pressed = frame.getByRole('button', { name: 'Spin the view' });
      assert.equal(await pressed.getAttribute('aria-pressed'), String(reducedMotion !== 'reduce'));
      await page.close();
    }
  });

  it('refuses what it cannot show in one sentence', () => {
    const one = { name: 'one', map: dumbbell };
    for (const [make, words] of [
      [() => bodiesView([]), /^the view was given 0 bodies: expected 1 to 12$/],
      [() => bodiesView([{ ...one, colour: 'red' }]), /^the colour of one is red: expected one such as/],
      [
        () => bodiesView([{ ...one, opacity: 0 }]),
        /^the opacity of one is 0: expected a number from 0\.1 to 1$/,
      ],
      [
        () => bodiesView([one], { columns: 1.5 }),
        /^the grid was given 1\.5 columns: expected a whole number/,
      ],
      [() => bodiesView([{ ...one, threshold: 7 }]), /nothing of the map lies above 7/],
    ] as const)
      assert.throws(make, { name: 'InputError', message: words });
  });
});
