import assert from 'node:assert/strict';
import { densityView, generationScrubber, sideBySide, standalonePage } from 'decodesaxs-widgets';
import { ballMap, dumbbell } from '../bodies';
import { liveFrame, stagePicture, TestBrowser } from '../browser';
import { pixelsOf } from '../pixels';
import { silhouette } from '../silhouette';
import { blue, half, orange } from './picturedBodies';

describe('generationScrubber in a browser', function () {
  this.timeout(120_000);
  let browser: TestBrowser;
  before(async function () {
    browser = await TestBrowser.start(this);
  });
  after(() => browser?.close());
  const radii = [30, 25, 20, 15, 10];
  const frames = radii.map((radius, generation) => ({
    generation,
    score: 10 / (generation + 1),
    map: { ...ballMap([{ centre: [0, 0, 0], radius }]), rmax: radius },
  }));

  it('shows the shape of the generation under the slider, at one scale', async () => {
    const { page, complaints, requests } = await browser.open(standalonePage(generationScrubber(frames)));
    const frame = await liveFrame(page);
    const slider = frame.getByRole('slider', { name: 'Generation' });
    assert.equal(await slider.getAttribute('aria-valuetext'), '4, score 2.00, radius 10.0 Å');
    const last = (await stagePicture(frame)).share(blue);
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await slider.getAttribute('aria-valuetext'), '2, score 3.33, radius 20.0 Å');
    const third = (await stagePicture(frame)).share(blue);
    assert.ok(
      Math.abs(third / last / (20 / 10) ** 2 - 1) < 0.1,
      `areas ${third} and ${last} of radii 20 and 10 Å`,
    );
    assert.deepEqual([complaints, requests], [[], []]);
    await page.close();
  });

  it('shows a body in every picture of the screen while it is played', async () => {
    const { page } = await browser.open(standalonePage(generationScrubber(frames)));
    const frame = await liveFrame(page);
    await stagePicture(frame);
    const shares = await frame.evaluate(async () => {
      const canvas = document.querySelector('.stage canvas') as HTMLCanvasElement;
      const small = new OffscreenCanvas(60, 40);
      const pen = small.getContext('2d', { willReadFrequently: true })!;
      const slider = document.querySelector('input[type=range]') as HTMLInputElement;
      const seen: number[] = [];
      for (let picture = 0; picture < 60; picture++) {
        if (picture % 6 === 0) {
          slider.value = String((picture / 6) % 5);
          slider.dispatchEvent(new Event('input'));
        }
        await new Promise(requestAnimationFrame);
        pen.clearRect(0, 0, 60, 40);
        pen.drawImage(canvas, 0, 0, 60, 40);
        const { data } = pen.getImageData(0, 0, 60, 40);
        let blue = 0;
        for (let at = 0; at < data.length; at += 4)
          if (data[at + 3] > 128 && data[at + 2] > data[at] + 25) blue++;
        seen.push(blue);
      }
      return seen;
    });
    assert.ok(Math.min(...shares) > 0, `pixels of the body by picture: ${shares.join(' ')}`);
    assert.ok(new Set(shares).size > 3, `${shares.join(' ')}`);
    await page.close();
  });

  it('plays from the first generation to the last, and pauses', async () => {
    const many = Array.from({ length: 40 }, (_, generation) => ({
      ...frames[generation % frames.length],
      generation,
    }));
    const { page } = await browser.open(standalonePage(generationScrubber(many)));
    const frame = await liveFrame(page);
    const slider = frame.getByRole('slider', { name: 'Generation' });
    const reached = (least: number, most: number): Promise<unknown> =>
      frame.waitForFunction(
        ([from, to]) => {
          const { valueAsNumber } = document.querySelector('input[max="39"]') as HTMLInputElement;
          return valueAsNumber >= from && valueAsNumber <= to;
        },
        [least, most] as const,
      );
    await frame.getByRole('button', { name: 'Play the evolution' }).click();
    await reached(1, 38);
    await frame.getByRole('button', { name: 'Pause the evolution' }).click();
    await frame.getByRole('button', { name: 'Play the evolution' }).waitFor();
    const paused = await slider.inputValue();
    await page.waitForTimeout(700);
    assert.equal(await slider.inputValue(), paused);
    await slider.focus();
    await page.keyboard.press('End');
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowLeft');
    assert.equal(await slider.inputValue(), '36');
    await frame.getByRole('button', { name: 'Play the evolution' }).click();
    await reached(39, 39);
    await frame.getByRole('button', { name: 'Play the evolution' }).waitFor();
    await page.close();
  });
});

describe('a view whose WebGL context the browser takes away', function () {
  this.timeout(120_000);

  it('leaves its picture, says so, and wakes by a click', async function () {
    const browser = await TestBrowser.start(this);
    const { page, complaints } = await browser.open(standalonePage(densityView(dumbbell)));
    const frame = await liveFrame(page);
    const before = (await stagePicture(frame)).share(blue);
    await frame.locator('canvas').evaluate((canvas) => {
      const context =
        (canvas as HTMLCanvasElement).getContext('webgl2') ??
        (canvas as HTMLCanvasElement).getContext('webgl');
      context?.getExtension('WEBGL_lose_context')?.loseContext();
    });
    await frame.getByText('The browser has put this view to sleep; click it to wake it.').waitFor();
    assert.equal(await frame.locator('canvas').count(), 0);
    assert.ok(pixelsOf(await page.screenshot()).share(blue) > 0.03, 'the picture shows through');
    await frame.locator('.stage').click();
    await liveFrame(page);
    assert.ok(Math.abs((await stagePicture(frame)).share(blue) / before - 1) < 0.01);
    assert.deepEqual(complaints, []);
    await browser.close();
  });
});

describe('sideBySide in a browser', function () {
  this.timeout(120_000);
  let browser: TestBrowser;
  before(async function () {
    browser = await TestBrowser.start(this);
  });
  after(() => browser?.close());

  it('turns both bodies together, each on its side, at one scale, in one WebGL context', async () => {
    const far = ballMap([{ centre: [30, -20, 10], radius: 12 }]);
    const { page, complaints, requests } = await browser.open(
      standalonePage(
        sideBySide(
          { name: '<i>first</i>', map: dumbbell },
          { name: 'second', map: { ...far, threshold: 0.4 } },
        ),
      ),
    );
    const frame = await liveFrame(page);
    const start = await stagePicture(frame);
    const left = silhouette(half(start, 0), blue);
    assert.throws(() => silhouette(half(start, 1), blue), /no body/);
    assert.throws(() => silhouette(half(start, 0), orange), /no body/);
    assert.ok(Math.abs(silhouette(half(start, 1), orange).shape - 1) < 0.05, 'the ball is round');
    await frame.locator('.stage').focus();
    for (let press = 0; press < 6; press++) await page.keyboard.press('ArrowLeft');
    const turned = await stagePicture(frame);
    assert.ok(Math.abs(silhouette(half(turned, 0), blue).shape / left.shape - 1) > 0.05);
    assert.ok(
      Math.abs(turned.share(orange) / start.share(orange) - 1) < 0.03,
      'a ball looks the same from everywhere',
    );
    assert.throws(() => silhouette(half(turned, 1), blue), /no body/);
    assert.equal(await frame.locator('canvas').count(), 1);
    assert.equal(await frame.locator('.side').first().textContent(), '<i>first</i>');
    assert.deepEqual([complaints, requests], [[], []]);
    await page.close();
  });

  it('gives each body an isolevel of its own', async () => {
    const { page } = await browser.open(
      standalonePage(sideBySide({ name: 'first', map: dumbbell }, { name: 'second', map: dumbbell })),
    );
    const frame = await liveFrame(page);
    const before = await stagePicture(frame);
    await frame.getByRole('slider', { name: 'Isolevel second' }).focus();
    for (let press = 0; press < 80; press++) await page.keyboard.press('ArrowRight');
    const after = await stagePicture(frame);
    assert.ok(after.share(orange) < 0.95 * before.share(orange), 'the second shrinks');
    assert.ok(after.share(blue) > 0.99 * before.share(blue), 'the first stays');
    await page.close();
  });
});
