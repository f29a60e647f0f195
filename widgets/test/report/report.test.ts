import assert from 'node:assert/strict';
import { report, type ReportParts } from 'decodesaxs-widgets';
import { alphaHelix, dumbbell, pdbText } from '../bodies';
import { TestBrowser } from '../browser';

const hostile = '</title></script></svg>"><img src="https://example.org/x" onerror="alert(1)">&';
const q = Float64Array.from({ length: 60 }, (_, i) => 0.005 + 0.003 * i);
const intensity = q.map((at) => 40 * Math.exp(-((at * 22) ** 2) / 3) + 0.01);
const sigma = intensity.map((value) => 0.02 * value);
const curve = { q, intensity, sigma };

const parts: ReportParts = {
  title: hostile,
  subtitle: hostile,
  summary: [{ name: 'chi²', value: 1.02, note: hostile }],
  certainty: {
    rows: [{ name: 'expected correlation', value: '0.80 ± 0.08', note: hostile }],
    shell: { q, halves: q.map((at) => 1 - at), pairs: q.map((at) => 1 - 5 * at) },
  },
  warnings: [hostile],
  measured: curve,
  fit: { curve, model: intensity },
  guinier: { rg: 22, rgError: 0.3, i0: 40, first: 2, last: 18 },
  pairDistance: { r: [0, 20, 40, 60], p: [0, 3, 2, 0], pError: [0, 0.1, 0.1, 0] },
  analysis: [{ name: 'molecular weight', value: '21 kDa' }],
  history: [0, 1, 2].map((generation) => ({
    generation,
    bestScore: [5 - generation, 6],
    bestRmax: [40, 42 + generation],
  })),
  frames: [0, 1, 2].map((generation) => ({ generation, map: dumbbell, score: 5 - generation })),
  map: dumbbell,
  spread: dumbbell.values.map((value) => 0.2 * value),
  model: pdbText(alphaHelix(26, [-30, -4, 4]), hostile),
  parameters: [{ name: 'seed', value: 7 }],
  versions: [{ name: hostile, value: '0.1.0' }],
};

describe('report', function () {
  this.timeout(120_000);
  let html: string;
  let browser: TestBrowser;
  before(async function () {
    html = await report(parts);
    browser = await TestBrowser.start(this);
  });
  after(() => browser?.close());

  it('opens offline with every section, two live views and no complaint', async () => {
    const { page, complaints, requests } = await browser.open(html, {
      viewport: { width: 1100, height: 5000 },
    });
    assert.deepEqual(await page.locator('h2').allTextContents(), [
      'Summary',
      'How sure is it?',
      'Curve and fit',
      'Analysis of the curve',
      'Shape',
      'Search',
      'Parameters',
      'Versions',
    ]);
    assert.equal(await page.locator('.chart svg').count(), 7);
    const frames = page.frames().filter((frame) => frame !== page.mainFrame());
    assert.equal(frames.length, 2);
    for (const frame of frames)
      await frame.waitForSelector(':root.live', { state: 'attached', timeout: 60_000 });
    assert.deepEqual([complaints, requests], [[], []]);
    await page.close();
  });

  it('shows texts of files as text', async () => {
    const { page } = await browser.open(html, { javaScriptEnabled: false });
    assert.equal(await page.locator('h1').textContent(), hostile);
    assert.equal(await page.locator('.warning').textContent(), hostile);
    assert.equal(await page.locator('img[src*="example.org"]').count(), 0);
    assert.equal(await page.locator('th', { hasText: '</title>' }).textContent(), hostile);
    await page.close();
  });

  it('prints pictures in place of the live views, dark on white', async () => {
    const { page } = await browser.open(html, { colorScheme: 'dark' });
    const ground = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(await ground(), 'rgb(22, 24, 27)');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await ground(), 'rgb(255, 255, 255)');
    for (const frame of await page.locator('iframe').all()) assert.equal(await frame.isVisible(), false);
    assert.equal(await page.locator('.picture img').first().isVisible(), true);
    assert.equal(
      await page.locator('section', { hasText: 'Search' }).locator('.decodesaxs-view img').isVisible(),
      true,
    );
    await page.close();
  });

  it('leaves out what there is not', async () => {
    const { guinier, pairDistance, analysis, frames, spread, model, warnings, certainty, ...bare } = parts;
    const { page } = await browser.open(await report({ ...bare, history: [] }), { javaScriptEnabled: false });
    assert.deepEqual(await page.locator('h2').allTextContents(), [
      'Summary',
      'Curve and fit',
      'Shape',
      'Parameters',
      'Versions',
    ]);
    await page.close();
  });
});
