import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { compareWithModel } from 'decodesaxs/dist/superposition/compareWithModel';
import { analyseCurve } from 'decodesaxs/dist/curve/analyseCurve';
import { parseCurve } from 'decodesaxs/dist/curve/format/parseCurve';
import { structureAgreement } from 'decodesaxs/dist/profile/structureAgreement';
import { structureScatterers } from 'decodesaxs/dist/scattering/structureScatterers';
import { mapToBeads } from 'decodesaxs/dist/map/mapToBeads';
import { readCcp4 } from 'decodesaxs/dist/map/readCcp4';
import { useBackend } from 'decodesaxs/dist/node/backend';
import { loadNetworks } from 'decodesaxs/dist/node/networkFiles';
import { reconstruct, type Reconstruction } from 'decodesaxs/dist/reconstruct/reconstruct';
import { historyTable } from 'decodesaxs/dist/reconstruct/tables';
import { parseStructure } from 'decodesaxs/dist/structure/parseStructure';
import { writeBeads } from 'decodesaxs/dist/structure/writeBeads';
import { enclosedVolume } from 'decodesaxs-widgets';
import { stagePicture } from '../../widgets/test/browser';
import { fixture } from './builtPage';
import { OpenedPage, PATIENCE, startChromium } from './openedPage';
import { mirroredProtein } from './proteinFile';
import { servedPage } from './servedPage';
import type { StaticServer } from './staticServer';

/** Screenshots, to be looked at. */
const pictures = path.resolve(__dirname, '../../build/pictures');

/** A short run of an example. */
const RUN = { seed: 3, generations: 2 };
const hostile = '<img src="https://example.org/x" onerror="alert(1)">';

/** What the library makes of the same curve, networks and settings on the page's backend. */
async function expected(folder: string): Promise<Reconstruction> {
  await useBackend('wasm');
  const networks = loadNetworks(path.join(folder, 'weights'));
  const steps = reconstruct(parseCurve(fixture('SASDA25.dat')), networks, {
    seed: RUN.seed,
    limits: { generations: RUN.generations },
  });
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
  }
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document),
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

describe('the page for a curve', function () {
  this.timeout(2 * PATIENCE);
  let folder: string;
  let server: StaticServer;
  let browser: Browser;

  before(async function () {
    ({ folder, server, browser } = await servedPage(this));
  });

  describe('with an example, from a link', () => {
    let opened: OpenedPage;
    let result: Reconstruction;
    before(async () => {
      opened = await OpenedPage.open(
        browser,
        `${server.address}#example=SASDA25&seed=${RUN.seed}&generations=${RUN.generations}`,
      );
      [result] = [await expected(folder), await opened.waitForLine(/^Finished/)];
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
      const map = readCcp4(await opened.saved('Map: density map, CCP4'));
      assert.ok(
        Math.abs(map.step / result.map.step - 1) < 1e-6,
        `steps of ${map.step} and ${result.map.step} Å`,
      );
      const furthest = map.values.reduce(
        (most, value, at) => Math.max(most, Math.abs(value - result.map.values[at])),
        0,
      );
      assert.ok(furthest < 1e-6, `a voxel differs by ${furthest}`);
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
      const read = parseCurve(fixture('SASDA25.dat'));
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
      assert.ok(
        inside > 0.8 * (trace.length / 3),
        `${inside} of ${trace.length / 3} residues lie in the body`,
      );
      const { width, height, at } = await stagePicture(page.mainFrame());
      let orange = 0;
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) if (at(x, y)[0] > at(x, y)[2] + 60) orange++;
      assert.ok(orange > 200, `${orange} pixels of the model's colour`);
    });

    it('saves a file that repeats the run', async () => {
      const run = JSON.parse(new TextDecoder().decode(await opened.saved('Run file:')));
      assert.deepEqual(run.settings, { seed: RUN.seed, generations: RUN.generations });
      assert.deepEqual(new Uint8Array(Buffer.from(run.curve.base64, 'base64')), fixture('SASDA25.dat'));
    });

    it('says how sure the shape is', async () => {
      const {
        expected: { cc, deviation },
        ambiguity: { shapes, of },
      } = result.certainty;
      const text = await opened.page.locator('main').innerText();
      assert.ok(
        text.includes(`${cc.toFixed(2)} ± ${deviation.toFixed(2)}`),
        'the correlation to be expected',
      );
      assert.ok(text.includes(`${shapes} of ${of} known shapes`), 'how many known shapes have such a curve');
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
        mkdirSync(pictures, { recursive: true });
        await opened.page.screenshot({
          path: path.join(pictures, `page-${width}-${colours}.png`),
          fullPage: true,
        });
        assert.deepEqual(await violations(opened.page), []);
        assert.ok(await opened.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      });
    }

    it('asks nothing of other hosts and complains of nothing', () => {
      assert.deepEqual([opened.strangers, opened.complaints], [[], []]);
    });
  });

  describe('with files of all kinds', () => {
    let opened: OpenedPage;
    before(async () => {
      opened = await OpenedPage.open(browser, server.address);
    });
    after(() => opened?.context.close());

    it('refuses what is no curve in the sentence of the library', async () => {
      const short = '0.01 5\n0.02 4\n0.03 3\n';
      const files: [string, string | Uint8Array][] = [
        ['empty.dat', ''],
        ['picture.dat', Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256)],
        [`${hostile}.dat`, short],
      ];
      for (const [name, content] of files) {
        await opened.give('curve', name, content);
        let wanted = '';
        try {
          parseCurve(typeof content === 'string' ? new TextEncoder().encode(content) : content, { name });
        } catch (error) {
          wanted = (error as Error).message;
        }
        assert.ok(wanted.length > 20);
        await opened.page.locator('.refusal', { hasText: wanted }).waitFor();
        assert.equal(await opened.refusal(), wanted);
      }
    });

    it('refuses a huge file without reading it', async () => {
      await opened.page.evaluate(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([new Uint8Array(9 * 2 ** 20)], 'huge.dat'));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      });
      await opened.page.getByText('huge.dat has 9 MB; files up to 8 MB are read').waitFor();
    });

    it('asks for the unit where the curve does not tell it, and reads on', async () => {
      const lines = Array.from(
        { length: 24 },
        (_, i) => `${(0.05 + 0.002 * i).toFixed(4)} ${(100 * Math.exp(-0.02 * i)).toFixed(3)} 1.0`,
      );
      await opened.give('curve', 'uncertain.dat', lines.join('\n'));
      assert.match(await opened.refusal(), /unit of q in uncertain\.dat is not certain/);
      await opened.page.getByRole('button', { name: 'Read q in 1/Å' }).click();
      await opened.page.getByRole('heading', { name: 'uncertain.dat' }).waitFor();
    });

    it('takes back the points that were left out', async () => {
      await opened.give('curve', 'hot-pixel.dat', fixture('faults/hot-pixel.dat'));
      await opened.page.getByRole('heading', { name: 'hot-pixel.dat' }).waitFor();
      const all = Number(/of (\d+) read/.exec(await opened.fact('Points'))?.[1]);
      assert.match(await opened.fact('Points'), new RegExp(`${all - 1} of ${all} read`));
      mkdirSync(pictures, { recursive: true });
      await opened.page.screenshot({ path: path.join(pictures, 'left-out.png'), fullPage: true });
      await opened.page.getByRole('checkbox', { name: /use the 1 left out/ }).check();
      await opened.page.getByRole('checkbox', { name: 'all points used' }).waitFor();
      assert.match(await opened.fact('Points'), new RegExp(`${all} of ${all} read`));
    });

    it('says plainly that a particle is too large', async () => {
      const intensity = (q: number): number => {
        const x = (900 * q) ** 2;
        return (2 * (Math.exp(-x) + x - 1)) / x ** 2;
      };
      const lines = Array.from({ length: 200 }, (_, i) => 0.003 + 0.0008 * i).map((q) =>
        [q, intensity(q), 0.03 * intensity(q)].map((x) => x.toExponential(4)).join(' '),
      );
      await opened.give('curve', 'giant.dat', ['# q (1/A)', ...lines].join('\n'));
      await opened.page.getByRole('heading', { name: 'giant.dat' }).waitFor();
      assert.match(
        await opened.refusal(),
        /^Only \d points of the curve lie below q = 0\.0\d\d 1\/Å: at least 8 are needed\.$/,
      );
      assert.equal(await opened.page.textContent('.line'), 'There is no shape for this curve.');
    });

    it('pauses, stops with what was found, and searches on', async () => {
      const { page } = opened;
      const curve = { name: 'SASDJG5.dat', base64: Buffer.from(fixture('SASDJG5.dat')).toString('base64') };
      const first = opened.lineToCome(/^Generation [1-9]/, 'Pause the search');
      await opened.give(
        'curve',
        'long.run.json',
        JSON.stringify({
          decodesaxsRun: 1,
          version: '',
          weights: '',
          settings: { seed: 1, generations: 60 },
          curve,
        }),
      );
      const pausedAt = Number(/^Generation (\d+)/.exec(await first)?.[1]);
      const held = await opened.waitForLine(/^Paused/);
      await page.waitForTimeout(1000);
      assert.equal(await page.textContent('.line'), held);
      const further = new RegExp(`^Generation (?!${pausedAt} )\\d`);
      const resumed = opened.lineToCome(further, 'Pause the search');
      await page.getByRole('button', { name: 'Resume the search' }).click();
      await resumed;
      await opened.waitForLine(/^Paused/);
      await page.getByRole('button', { name: 'Stop the search' }).click();
      assert.match(await opened.waitForLine(/^Finished/), /^Finished early/);
      const reached = Number(/(\d+) generations/.exec(await opened.fact('Run'))?.[1]);
      assert.ok(reached >= 1 && reached < 60);
      const line = opened.lineToCome(/^Generation \d+/, 'Stop the search');
      await page.getByRole('button', { name: 'Continue search' }).click();
      const next = Number(/^Generation (\d+)/.exec(await line)?.[1]);
      assert.ok(next > reached && next <= reached + 10, `${next} after ${reached}`);
      await opened.waitForLine(/^Finished/);
    });

    it('complains of nothing', () => assert.deepEqual([opened.strangers, opened.complaints], [[], []]));
  });

  it('shows still views where there is no WebGL', async function () {
    const plain = await startChromium(this, ['--disable-3d-apis']);
    const opened = await OpenedPage.open(plain, `${server.address}#example=SASDA25&generations=0`);
    await opened.waitForLine(/^Finished/);
    assert.equal(await opened.page.locator('.still canvas').count(), 3);
    const drawn = (): Promise<string> =>
      opened.page
        .locator('.still canvas')
        .first()
        .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const before = await drawn();
    await opened.page.getByRole('slider', { name: 'Isolevel' }).focus();
    for (let press = 0; press < 20; press++) await opened.page.keyboard.press('ArrowRight');
    const cut = await drawn();
    assert.notEqual(cut, before);
    await opened.page.getByRole('checkbox', { name: 'Mirror image' }).check();
    assert.notEqual(await drawn(), cut);
    await opened.page.getByRole('checkbox', { name: 'Mirror image' }).uncheck();
    assert.equal(await drawn(), cut);
    await opened.page.getByRole('button', { name: /^Enclose/ }).click();
    const enclosing = await drawn();
    assert.notEqual(enclosing, cut);
    await opened.page.getByRole('checkbox', { name: 'Spread as colour' }).check();
    assert.notEqual(await drawn(), enclosing);
    await opened.page.getByText('the shape stands still in three views').waitFor();
    await opened.give('model', 'model.pdb', await opened.saved('Beads:'));
    await opened.page.getByText('CC at true scale').waitFor();
    const controls = await opened.page
      .locator('.shape-view')
      .locator('button, input, select')
      .evaluateAll((each) => each.map((one) => one.closest('label')?.textContent ?? one.textContent));
    assert.deepEqual(
      controls.map((words) => words?.replace(/[\d.]+$|[\d.]+ kDa$/, '')),
      ['Isolevel', 'Enclose ', 'Spread as colour', 'Mirror image'],
      'nothing is offered that does nothing',
    );
    assert.deepEqual(opened.complaints, []);
    await plain.close();
  });
});
