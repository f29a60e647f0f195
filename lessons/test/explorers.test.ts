import assert from 'node:assert/strict';
import path from 'node:path';
import {
  BALL_INDEX,
  BALL_POINTS,
  chiSquare,
  debyeProfile,
  GRID_POINTS,
  invariants,
  LATENT_SIZE,
  orderFor,
  profile,
  zernikeMoments,
  type AutoEncoder,
  type Curve,
} from 'decodesaxs';
import { distanceExplorer, latentModes, shapeExplorer } from 'decodesaxs-lessons';
import { standalonePage, type View } from 'decodesaxs-widgets';
import type { Frame } from 'playwright-core';
import { type Opened, TestBrowser } from '../../widgets/test/browser';
import { pixelsOf } from '../../widgets/test/pixels';

/** An ellipsoid whose three half-axes are stretched by the first three latents: its log odds are linear in none. */
function odds(latents: ArrayLike<number>, b: number): number {
  const p = BALL_INDEX[b];
  const [i, j, k] = [Math.floor(p / 961) - 15, (Math.floor(p / 31) % 31) - 15, (p % 31) - 15];
  return 2 * (1 - ((i / 11) ** 2 * (1 - 0.15 * latents[0]) + (j / 8) ** 2 + (k / 6) ** 2));
}

/** A decoder of that body. */
const network: AutoEncoder = {
  name: 'ellipsoid',
  encode: () => new Float32Array(LATENT_SIZE),
  decode(latents, count) {
    const grids = new Float32Array(count * GRID_POINTS);
    for (let s = 0; s < count; s++) {
      const z = latents.subarray(s * LATENT_SIZE, (s + 1) * LATENT_SIZE);
      for (let b = 0; b < BALL_POINTS; b++)
        grids[s * GRID_POINTS + BALL_INDEX[b]] = 1 / (1 + Math.exp(-odds(z, b)));
    }
    return grids;
  },
  decodeShapes: (latents, count) => Uint8Array.from(network.decode(latents, count), (p) => (p > 0.5 ? 1 : 0)),
};

const rmax = 30;
const q = Float64Array.from({ length: 36 }, (_, i) => 0.02 + 0.005 * i);
const found = new Float32Array(LATENT_SIZE);
found[0] = 1.5;

/** The profile of the body by the library itself, and a curve that is 3 % above and below it in turn. */
const shape = network.decodeShapes(found, 1);
const nmax = orderFor(0.195, 1.3 * rmax);
const ideal = profile(invariants(zernikeMoments(shape, 1, nmax), 1, nmax), 1, nmax, q, rmax);
const sigma = ideal.map((value) => 0.02 * value);
const curve: Curve = { q, intensity: ideal.map((value, i) => value * (1 + (i % 2 ? 0.03 : -0.03))), sigma };

async function liveFrame({ page }: Opened): Promise<Frame> {
  const frame = page.frames().find((each) => each !== page.mainFrame()) as Frame;
  await frame.waitForSelector(':root.live[data-pictures]', { state: 'attached', timeout: 60_000 });
  return frame;
}

const chi2 = async (frame: Frame): Promise<number> =>
  Number(await frame.locator('.facts b').first().innerText());

/** Waits for a chi-square above a value: the picture before may still be drawn after a slider has moved. */
async function chi2Above(frame: Frame, value: number): Promise<void> {
  await frame.waitForFunction(
    (least) => Number(document.querySelector('.facts b')!.textContent) > least,
    value,
  );
}

async function drag(frame: Frame, name: string, value: number): Promise<void> {
  const before = await frame.locator(':root').getAttribute('data-pictures');
  await frame.getByRole('slider', { name, exact: true }).evaluate((input, to) => {
    (input as HTMLInputElement).value = String(to);
    input.dispatchEvent(new Event('input'));
  }, value);
  await frame.waitForFunction((old) => document.documentElement.dataset.pictures !== old, before);
}

describe('latentModes', () => {
  it('are the change of the log odds, exact where they are straight', () => {
    const { base, modes } = latentModes(network, found, 2);
    for (const b of [10, 7000, 7073, 9000]) {
      const rise = (odds([1], b) - odds([0], b)) / 1;
      const near = Math.abs(odds([1.5], b)) < 13 && Math.abs(odds([-1.5], b)) < 13;
      if (near) assert.ok(Math.abs(modes[b] - rise) < 1e-3, `${b}: ${modes[b]} for ${rise}`);
      assert.equal(modes[BALL_POINTS + b], 0);
      assert.ok(Math.abs(base[b] - Math.max(-14, odds([0], b))) < 1e-3);
    }
  });

  it('are exact at the shape itself, however the decoder bends', () => {
    const { base, modes, bend } = latentModes(network, found, 2);
    for (const b of [10, 5000, 7000, 7073, 9000]) {
      const there = base[b] + found[0] * modes[b] + found[1] * modes[BALL_POINTS + b] + bend[b];
      assert.ok(Math.abs(there - Math.max(-14, Math.min(14, odds(found, b)))) < 1e-3, `${b}: ${there}`);
    }
  });

  it('refuse latents that are not 200, and a count out of range', () => {
    assert.throws(() => latentModes(network, new Float32Array(3)), { name: 'InputError', message: /200/ });
    assert.throws(() => latentModes(network, found, 0), { name: 'InputError', message: /from 1 to 200/ });
  });
});

describe('the interactive views', function () {
  this.timeout(180_000);
  let browser: TestBrowser;
  before(async function () {
    browser = await TestBrowser.start(this);
  });
  after(() => browser?.close());

  const open = (view: View): Promise<Opened> =>
    browser.open(standalonePage(view), { viewport: { width: 1000, height: 720 } });

  it('shape, curve and chi-square follow the sliders, with the numbers of the library', async () => {
    const view = shapeExplorer(network, { latents: found, rmax, curve }, { count: 3, quantity: 'misfit' });
    assert.match(view.description, /the residuals and the misfit/);
    const opened = await open(view);
    const frame = await liveFrame(opened);
    assert.match((await frame.locator('.facts').textContent()) ?? '', /^misfit \d/, 'named as asked');
    await frame.getByRole('button', { name: 'Set what the search found' }).click();
    await frame.waitForFunction(() => Number(document.querySelector('.facts b')!.textContent) < 4);
    // (0.03 / 0.02)² with the best scale
    const expected = chiSquare(curve, ideal).chi2;
    assert.ok(Math.abs((await chi2(frame)) - expected) < 0.02, `${await chi2(frame)} for ${expected}`);
    await drag(frame, 'radius (Å)', 33);
    const wider = chiSquare(
      curve,
      profile(invariants(zernikeMoments(shape, 1, nmax), 1, nmax), 1, nmax, q, 33),
    ).chi2;
    assert.ok(Math.abs((await chi2(frame)) / wider - 1) < 0.02, `${await chi2(frame)} for ${wider}`);
    const picture = async (): Promise<number> => {
      const url = await frame.locator('canvas.turn').evaluate((c) => (c as HTMLCanvasElement).toDataURL());
      return pixelsOf(Buffer.from(url.split(',')[1], 'base64')).share((_r, _g, _b, a) => a > 128);
    };
    const before = await picture();
    await drag(frame, 'latent 1', -3);
    const after = await picture();
    assert.ok(before > 0.05 && after < 0.9 * before, `${before} of the picture, then ${after}`);
    await opened.page.screenshot({ path: path.join('build', 'pictures', 'shape-explorer.png') });
    const milliseconds = Number(await frame.locator(':root').getAttribute('data-milliseconds'));
    assert.ok(milliseconds < 100, `${milliseconds} ms for a picture; ten a second need less than 100`);
    assert.deepEqual([opened.complaints, opened.requests], [[], []]);
    await opened.page.close();
  });

  it('P(r) follows Dmax and the smoothness; the fit is bad where Dmax is too small', async () => {
    const ball = [0, 0, 0];
    const beads: number[] = [];
    for (let i = -20; i <= 20; i += 4)
      for (let j = -20; j <= 20; j += 4)
        for (let k = -20; k <= 20; k += 4)
          if (Math.hypot(i, j, k) <= 20) beads.push(...[i, j, k].map((x, a) => x + ball[a]));
    const fine = Float64Array.from({ length: 80 }, (_, i) => 0.01 + 0.0035 * i);
    const intensity = debyeProfile(Float64Array.from(beads), fine, { radius: 2.5 });
    const view = distanceExplorer({
      q: fine,
      intensity,
      sigma: intensity.map((I) => 0.01 * I + 1e-4 * intensity[0]),
    });
    const opened = await open(view);
    const frame = await liveFrame(opened);
    const good = await chi2(frame);
    await drag(frame, 'Dmax (Å)', 26);
    await chi2Above(frame, 10 * good);
    await frame.getByRole('button', { name: 'Set the most probable' }).click();
    await frame.waitForFunction(
      (most) => Number(document.querySelector('.facts b')!.textContent) < most,
      2 * good + 1,
    );
    await drag(frame, 'smoothness', 2);
    await chi2Above(frame, good);
    const milliseconds = Number(await frame.locator(':root').getAttribute('data-milliseconds'));
    assert.ok(milliseconds < 100, `${milliseconds} ms for a picture`);
    await opened.page.screenshot({ path: path.join('build', 'pictures', 'distance-explorer.png') });
    assert.deepEqual([opened.complaints, opened.requests], [[], []]);
    await opened.page.close();
  });
});
