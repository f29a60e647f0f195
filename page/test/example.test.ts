import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { compareWithModel } from 'decodesaxs/dist/superposition/compareWithModel';
import { analyseCurve } from 'decodesaxs/dist/curve/analyseCurve';
import { parseCurve } from 'decodesaxs/dist/curve/format/parseCurve';
import { structureAgreement } from 'decodesaxs/dist/profile/structureAgreement';
import { structureScatterers } from 'decodesaxs/dist/scattering/structureScatterers';
import { mapToBeads } from 'decodesaxs/dist/map/mapToBeads';
import type { Reconstruction } from 'decodesaxs/dist/reconstruct/reconstruct';
import { historyTable } from 'decodesaxs/dist/reconstruct/tables';
import { parseStructure } from 'decodesaxs/dist/structure/parseStructure';
import { writeBeads } from 'decodesaxs/dist/structure/writeBeads';
import { enclosedVolume } from 'decodesaxs-widgets';
import { stagePicture } from '../../widgets/test/browser';
import { takePicture, violations } from './audit';
import { fixture } from './builtPage';
import { EXAMPLE, EXAMPLE_HASH, exampleRun, SETTINGS } from './exampleRun';
import { OpenedPage, PATIENCE } from './openedPage';
import { mirroredProtein } from './proteinFile';
import { servedPage } from './servedPage';
import type { StaticServer } from './staticServer';
import { assertSameMap } from './sameMap';

const hostile = '<img src="https://example.org/x" onerror="alert(1)">';

describe('the page with an example, from a link', function () {
  this.timeout(2 * PATIENCE);
  let opened: OpenedPage;
  let result: Reconstruction;
  let folder: string;
  let server: StaticServer;
  let browser: Browser;
  let timeLeft: Promise<string>;
  before(async function () {
    ({ folder, server, browser } = await servedPage(this));
    opened = await OpenedPage.open(browser, `${server.address}${EXAMPLE_HASH}`);
    timeLeft = opened.lineToCome(/^Their mean is refined/);
    [result] = [await exampleRun(folder), await opened.waitForLine(/^Finished/)];
  });
  after(() => opened?.context.close());

  it('comes to the map that the library computes on the same backend', async () => {
    assert.match(
      await opened.keyNumber('Size'),
      new RegExp(`^Rg ${result.guinier.rg.toFixed(2)} ± ${result.guinier.rgError.toFixed(2)} Å`),
    );
    assert.match(
      await opened.keyNumber('Fit'),
      new RegExp(`^chi² ${result.fit.chi2.toFixed(2).replace('.', '\\.')} `),
    );
    const numbers = JSON.parse(new TextDecoder().decode(await opened.saved('Numbers:')));
    assert.match(
      await opened.fact('Shannon channels of the fitted points'),
      new RegExp(
        `^${numbers.channels.toFixed(1)}, with 4 unknowns beside the shape${numbers.priorDecides ? ': the prior decides the details' : '\\?'}`,
      ),
    );
    assert.equal(
      /the prior decides the details/.test((await opened.page.textContent('.verdict')) ?? ''),
      numbers.priorDecides,
    );
    const table = new TextDecoder().decode(await opened.saved('Summary:'));
    assert.match(table, new RegExp(`^Rg of the map \\(A\\),${numbers.rg.toFixed(2)},`, 'm'));
    assert.match(
      table,
      new RegExp(`^Shannon channels of the fitted points,"${numbers.channels.toFixed(1)}, `, 'm'),
    );
    assertSameMap(await opened.saved('Map: density map, CCP4'), result.map);
    assert.equal(new TextDecoder().decode(await opened.saved('History:')), historyTable(result));
    const beads = new TextDecoder().decode(await opened.saved('Beads:'));
    assert.equal(parseStructure(beads).trace.length, mapToBeads(result.beads.map).length);
  });

  it('shows another picture at another isolevel, and tells its volume', async () => {
    const { page } = opened;
    const before = await stagePicture(page.mainFrame());
    const slider = page.getByRole('slider', { name: 'Isolevel' });
    await slider.focus();
    for (let press = 0; press < 50; press++) await page.keyboard.press('ArrowRight');
    const after = await stagePicture(page.mainFrame());
    const level = Number(await slider.inputValue());
    const told = Number(
      /^([\d\s\u202f]+) Å³/.exec((await page.textContent('.report')) ?? '')?.[1].replace(/\D/g, ''),
    );
    assert.ok(
      level > 0.4 && Math.abs(told - enclosedVolume(result.map, level)) <= result.map.step ** 3 + 1,
      `${told} Å³ at ${level}`,
    );
    const covered = ({ width, height, at }: typeof before): number => {
      let count = 0;
      for (let y = 0; y < height; y += 2)
        for (let x = 0; x < width; x += 2) if (at(x, y)[2] > at(x, y)[0] + 25) count++;
      return count;
    };
    assert.ok(
      covered(after) > 200 && covered(after) < 0.95 * covered(before),
      `${covered(before)} pixels, then ${covered(after)}`,
    );
  });

  it('turns a model onto the map and names the mirror image', async () => {
    const points = mapToBeads(result.map).map((value, at) => (at % 3 === 0 ? -value : value));
    const pdb = writeBeads(points, { radius: result.map.step / 2 });
    await opened.give('model', `${hostile}.pdb`, pdb);
    await opened.page.getByText('CC at true scale').waitFor();
    const wanted = compareWithModel(result.map, parseStructure(pdb));
    assert.equal(wanted.mirror, true, 'the bead model is the mirror image of the map');
    assert.match(await opened.fact('CC'), new RegExp(`^${wanted.cc.ownRadius.toFixed(3)}`));
    assert.match(await opened.fact('Handedness'), /^mirror image/);
    assert.equal((await opened.fact('Structure')).startsWith(`${hostile}.pdb`), true);
  });

  it('lays a dropped protein over the map, from PDB and mmCIF alike, and shows it', async () => {
    const { page } = opened;
    const { pdb, cif } = mirroredProtein(mapToBeads(result.map));
    const wanted = compareWithModel(result.map, parseStructure(pdb));
    const read = parseCurve(fixture(`${EXAMPLE}.dat`));
    assert.ok(wanted.mirror && wanted.cc.ownRadius > 0.6, `CC ${wanted.cc.ownRadius}`);
    for (const [name, text] of [
      ['1xyz.pdb', pdb],
      ['1xyz.cif', cif],
    ]) {
      await opened.drop(name, text);
      await page.locator('.facts dd', { hasText: new RegExp(`^${name}`) }).waitFor();
      // its own profile against the curve, as the library has it
      await page.locator('#structure-fit h3', { hasText: name }).waitFor();
      const fitted = structureAgreement(structureScatterers(text), read, analyseCurve(read));
      assert.equal(
        (await opened.fact('chi² of the structure')).split('Of its')[0],
        `${fitted.chi2.toFixed(2)}?`,
      );
      assert.match(await opened.fact('Mass'), new RegExp(`^${fitted.mass.toFixed(1)} kDa`));
      await page.locator('#structure-fit svg').waitFor();
      // the map that fits differs between two engines by what minimisation makes of their last digits
      for (const [fact, cc] of [
        ['CC', wanted.cc.ownRadius],
        ['CC at true scale', wanted.cc.trueScale],
      ] as const) {
        const shown = Number((await opened.fact(fact)).slice(0, 5));
        assert.ok(Math.abs(shown - cc) < 0.003, `${fact} ${shown} for ${cc}`);
      }
      assert.match(await opened.fact('Handedness'), /^mirror image/);
    }
    const { trace } = parseStructure(new TextDecoder().decode(await opened.saved('Structure:')));
    const { step, origin, size, values } = result.map;
    let inside = 0;
    for (let i = 0; i < trace.length; i += 3) {
      const [x, y, z] = [0, 1, 2].map((a) => Math.round((trace[i + a] - origin[a]) / step));
      if (values[(size[1] * x + y) * size[2] + z] > 0.2) inside++;
    }
    assert.ok(inside > 0.8 * (trace.length / 3), `${inside} of ${trace.length / 3} residues lie in the body`);
    const { width, height, at } = await stagePicture(page.mainFrame());
    let orange = 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) if (at(x, y)[0] > at(x, y)[2] + 60) orange++;
    assert.ok(orange > 200, `${orange} pixels of the model's colour`);
  });

  it('saves a file that repeats the run', async () => {
    const run = JSON.parse(new TextDecoder().decode(await opened.saved('Run file:')));
    assert.deepEqual(run.settings, SETTINGS);
    assert.deepEqual(new Uint8Array(Buffer.from(run.curve.base64, 'base64')), fixture(`${EXAMPLE}.dat`));
  });

  it('says in one paragraph whether it fits, how large, heavy and sure it is, with the numbers of the files', async () => {
    const words = ((await opened.page.textContent('.verdict')) ?? '').replaceAll('\u00a0', ' ');
    const summary = JSON.parse(new TextDecoder().decode(await opened.saved('Numbers:')));
    assert.ok(words.includes(`(chi² ${summary.chi2.toFixed(2)})`), words);
    assert.ok(
      words.includes(`Rg ${summary.rgGuinier.toFixed(2)} ± ${summary.rgGuinierError.toFixed(2)} Å`),
      words,
    );
    assert.ok(
      words.includes(`${summary.expectedCC.toFixed(2)} ± ${summary.expectedDeviation.toFixed(2)}`),
      words,
    );
    assert.match(words, /weighs [\d.]+ ± [\d.]+ kDa if it is a protein/);
    assert.match(await timeLeft, /^Their mean is refined until it fits … about \d+ (s|min) left$/);
  });

  it('says how sure the shape is', async () => {
    const { expected, ambiguity } = result.certainty;
    const { shapes, of } = ambiguity;
    assert.ok(expected);
    const { cc, deviation } = expected;
    const text = await opened.page.locator('main').innerText();
    assert.ok(text.includes(`${cc.toFixed(2)} ± ${deviation.toFixed(2)}`), 'the correlation to be expected');
    assert.match(await opened.fact('Known shapes with such a curve'), new RegExp(`^${shapes} of ${of}`));
  });

  it('saves a report that opens by itself', async () => {
    const report = await opened.saved('Report: one HTML file');
    const file = path.join(folder, 'saved report.html');
    writeFileSync(file, report);
    const page = await OpenedPage.open(browser, `file://${file.replaceAll(' ', '%20')}`);
    const pictures = page.page.locator('figure.picture img');
    assert.ok((await pictures.count()) >= 2);
    for (const picture of await pictures.all())
      assert.ok((await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)) > 800);
    assert.ok((await page.page.locator('figure.chart svg').count()) >= 4);
    assert.deepEqual(page.complaints, []);
    await page.context.close();
  });

  for (const [width, colours] of [
    [1600, 'light'],
    [1600, 'dark'],
    [360, 'dark'],
    [360, 'light'],
  ] as const) {
    it(`passes the accessibility audit ${width} pixels wide, ${colours}, and does not scroll sideways`, async () => {
      await opened.page.setViewportSize({ width, height: 900 });
      await opened.page.evaluate((wanted) => {
        const button = document.getElementById('theme');
        if (document.documentElement.dataset.theme !== wanted) button?.click();
      }, colours);
      await opened.page.waitForTimeout(600);
      await opened.page.evaluate(() => {
        document.querySelectorAll('details').forEach((each) => (each.open = true));
      });
      await takePicture(opened.page, `page-${width}-${colours}.png`);
      assert.deepEqual(await violations(opened.page), []);
      assert.ok(await opened.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    });
  }

  it('prints what was found, without anything to press', async () => {
    const { page } = opened;
    await page.emulateMedia({ media: 'print' });
    const seen = await page
      .locator('button, input, nav, details, .button')
      .evaluateAll((each) =>
        each.filter((one) => one.getClientRects().length > 0).map((one) => one.textContent || one.tagName),
      );
    assert.deepEqual(seen, []);
    for (const part of ['.verdict', '.key-numbers', '.stage canvas', '#curve svg', '#plots svg'])
      assert.ok(await page.locator(part).first().isVisible(), part);
    assert.ok(await page.getByText('Isolevel').first().isVisible(), 'the level of the surface');
    await takePicture(page, 'page-print.png');
    await page.emulateMedia({ media: 'screen' });
  });

  it('shows shape and curve within the first screen of a phone, scrolls under a finger, and rotates after a tap', async () => {
    const phone = await OpenedPage.open(browser, `${server.address}#example=${EXAMPLE}`, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    const { page } = phone;
    const bottom = async (part: string): Promise<number> => {
      const box = (await page.locator(part).first().boundingBox())!;
      return box.y + box.height;
    };
    await page.locator('.stage canvas').waitFor();
    assert.ok((await bottom('.stage')) <= 740, `the shape ends at ${await bottom('.stage')}`);
    const middle = (await bottom('.stage')) - 120;
    const cdp = await phone.context.newCDPSession(page);
    const swipe = async (): Promise<number> => {
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number): Promise<unknown> =>
        cdp.send('Input.dispatchTouchEvent', { type, touchPoints: y === undefined ? [] : [{ x: 180, y }] });
      await touch('touchStart', middle);
      for (let step = 1; step <= 8; step++) await touch('touchMove', middle - 20 * step);
      await touch('touchEnd');
      await page.waitForTimeout(400);
      const at = await page.evaluate(() => scrollY);
      await page.evaluate(() => scrollTo(0, 0));
      return at;
    };
    assert.ok((await swipe()) > 50, 'a finger on the shape scrolls the page');
    await page.touchscreen.tap(180, middle);
    assert.equal(await swipe(), 0, 'after a tap it rotates the shape');
    await page.getByRole('button', { name: 'Curve', exact: true }).click();
    await page.locator('#curve svg').first().waitFor();
    assert.ok((await bottom('#curve .chart')) <= 740, `the curve ends at ${await bottom('#curve .chart')}`);
    await phone.context.close();
  });

  it('asks nothing of other hosts and complains of nothing', () => {
    assert.deepEqual([opened.strangers, opened.complaints], [[], []]);
  });
});
