import assert from 'node:assert/strict';
import { parseStructure } from 'decodesaxs/dist/structure/parseStructure';
import { fixture } from './builtPage';
import { OpenedPage, PATIENCE } from './openedPage';
import { servedPage } from './servedPage';

const run = (name: string, settings: object): string =>
  JSON.stringify({
    decodesaxsRun: 1,
    version: '',
    weights: '',
    settings,
    curve: { name, base64: Buffer.from(fixture(name)).toString('base64') },
  });
const pdb = Array.from({ length: 60 }, (_, i) => {
  const [x, y, z] = [0.6 * i, 8 * Math.cos(i / 3), 8 * Math.sin(i / 3)].map((v) => v.toFixed(3).padStart(8));
  return `ATOM  ${String(i + 1).padStart(5)}  CA  ALA A${String(i + 1).padStart(4)}    ${x}${y}${z}  1.00  0.00           C`;
}).join('\n');

describe('interruptions of the page', function () {
  this.timeout(2 * PATIENCE);
  let opened: OpenedPage;

  before(async function () {
    const { browser, server } = await servedPage(this);
    opened = await OpenedPage.open(browser, server.address);
  });
  after(() => opened?.context.close());

  const heading = async (): Promise<string> => (await opened.page.textContent('.curve-name')) ?? '';

  it('keeps a structure that comes before the curve', async () => {
    await opened.drop('early.pdb', pdb);
    await opened.page.getByText('early.pdb is kept: it is laid over the shape').waitFor();
  });

  it('shows nothing of a run under the name of the curve that came while it was averaged', async () => {
    const { page } = opened;
    const begun = opened.lineToCome(/^Generation/);
    const averaged = opened.lineToCome(/^The best shapes/);
    await opened.give('curve', 'a.run.json', run('SASDA25.dat', { seed: 1, rmax: 36, generations: 1 }));
    assert.match(await begun, /fixed in the settings: radius 36 Å, 1 generation/);
    await averaged;
    await opened.give('curve', 'SASDJG5.dat', fixture('SASDJG5.dat'));
    await page.locator('.curve-name', { hasText: 'SASDJG5.dat' }).waitFor();
    await page.getByRole('button', { name: /^Show SASDA25\.dat, chi²/ }).waitFor();
    assert.equal(await heading(), 'SASDJG5.dat');
    assert.match(await opened.keyNumber('Fit'), /^–/, 'no chi² of another curve');
    assert.equal(await page.locator('#downloads').isVisible(), false, 'no files of another curve');
    assert.equal(
      await page.getByLabel('Radius, where it is known').inputValue(),
      '',
      'no radius of another curve',
    );
    assert.doesNotMatch(await opened.waitForLine(/^(Generation|The best shapes|Finished)/), /fixed/);
  });

  it('leaves a search untouched by what cannot be read', async () => {
    const { page } = opened;
    await opened.drop('picture.png', '\u0089PNG\r\n\u0000\u0001\u0002');
    assert.match(await opened.refusal(), /picture\.png/);
    assert.equal(await heading(), 'SASDJG5.dat');
    const line = await page.textContent('.line');
    // it goes on, or has come to its end meanwhile
    await page.waitForFunction((before) => {
      const now = document.querySelector('.line')?.textContent ?? '';
      return now !== before || now.startsWith('Finished');
    }, line);
    assert.match((await page.textContent('.line')) ?? '', /^(Generation|The best shapes|Finished)/);
  });

  it('goes back to a run that has ended, with its own name, numbers, structure and files', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: /^Show SASDA25\.dat/ }).click();
    assert.equal(await heading(), 'SASDA25.dat');
    const shown = /^chi² ([\d.]+)/.exec(await opened.keyNumber('Fit'))?.[1];
    const saved = page.waitForEvent('download');
    const fit = new TextDecoder().decode(await opened.saved('Fit:'));
    assert.equal((await saved).suggestedFilename(), 'SASDA25-fit.dat');
    assert.equal(Number(/chi2 = ([\d.]+)/.exec(fit)?.[1]).toFixed(2), shown);
    assert.match(fit, /rmax = 36\.00 A/);
    await page.getByText('CC at true scale').waitFor();
    assert.match(await opened.fact('Structure'), /^early\.pdb/);
    assert.ok(parseStructure(new TextDecoder().decode(await opened.saved('Structure:'))).trace.length > 0);
  });

  it('goes on with the run that was left', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: /^Show SASDJG5\.dat/ }).click();
    assert.equal(await heading(), 'SASDJG5.dat');
    await opened.waitForLine(/^(Generation|The best shapes|Finished)/);
  });

  it('takes a curve and a structure at once, and names what it leaves', async () => {
    const { page } = opened;
    await page.setInputFiles('#curve-file', [
      { name: 'mine.pdb', mimeType: 'text/plain', buffer: Buffer.from(pdb) },
      { name: 'c.dat', mimeType: 'text/plain', buffer: Buffer.from(fixture('glucose-isomerase.dat')) },
      { name: 'd.dat', mimeType: 'text/plain', buffer: Buffer.from(fixture('SASDA25.dat')) },
    ]);
    await page.locator('.curve-name', { hasText: 'c.dat' }).waitFor();
    await page.getByText(/^mine\.pdb is kept and superposed/).waitFor();
    await page.getByText(/Not taken: d\.dat\./).waitFor();
  });

  it('reads a long curve without standing still', async () => {
    const { page } = opened;
    const lines = Array.from({ length: 20_000 }, (_, i) => {
      const q = 0.008 + 0.00001 * i;
      const intensity = Math.exp(-((20 * q) ** 2) / 3) + 1e-3;
      return `${q.toFixed(6)} ${(intensity * (1 + 0.02 * Math.sin(i * 12.9898))).toExponential(5)} ${(0.02 * intensity).toExponential(3)}`;
    });
    await page.evaluate(() => {
      const seen = globalThis as unknown as { longest: number };
      let before = performance.now();
      seen.longest = 0;
      setInterval(() => {
        seen.longest = Math.max(seen.longest, performance.now() - before);
        before = performance.now();
      }, 20);
    });
    await opened.give('curve', 'long.dat', ['# q (1/A)', ...lines].join('\n'));
    await page.locator('.curve-name', { hasText: 'long.dat' }).waitFor();
    await page
      .getByText(/\d+ of 20000 points drawn/)
      .first()
      .waitFor();
    assert.ok((await page.locator('#curve svg *').count()) < 4000);
    const longest = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
    console.log(`      the page stood still for ${Math.round(longest)} ms at most`);
  });

  it('follows the address, Back, and writes what is shown into it', async () => {
    const { page } = opened;
    const shows = (name: string): Promise<void> => page.locator('.curve-name', { hasText: name }).waitFor();
    const hash = (): Promise<string> => page.evaluate(() => location.hash);
    await page.evaluate(() => (location.hash = '#example=glucose-isomerase&seed=2'));
    await shows('glucose-isomerase.dat');
    await opened.give('curve', 'own.dat', fixture('SASDA25.dat'));
    await shows('own.dat');
    assert.equal(await hash(), '', 'the address of another curve does not stay');
    await page.goBack();
    await shows('glucose-isomerase.dat');
    assert.equal(await hash(), '#example=glucose-isomerase&seed=2');
    await page.getByRole('button', { name: /^Show own\.dat/ }).click();
    await shows('own.dat');
    assert.equal(await hash(), '');
    // Back leads to the runs that were shown, with and without an address
    await page.goBack();
    await shows('glucose-isomerase.dat');
    // and takes back what was asked for a moment ago
    await page.evaluate(() => (location.hash = '#example=SASDJG5&seed=5'));
    await page.goBack();
    await opened.waitForLine(/^(Generation|The best shapes|Their|Finished)/);
    assert.deepEqual(
      [await heading(), await hash()],
      ['glucose-isomerase.dat', '#example=glucose-isomerase&seed=2'],
    );
    await page.getByRole('button', { name: /^Show own\.dat/ }).click();
    await shows('own.dat');
    await page.evaluate(() => (location.hash = '#example=glucose-isomerase&seed=2'));
    await shows('glucose-isomerase.dat');
    await page.goBack();
    await shows('own.dat');
    assert.equal(await hash(), '');
    await page.keyboard.press('Tab');
    assert.match(
      (await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))) ?? '',
      /^(Pause|Stop|Continue) /,
      'the controls of the search follow the heading',
    );
  });

  it('complains of nothing', () => assert.deepEqual([opened.strangers, opened.complaints], [[], []]));
});
