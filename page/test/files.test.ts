import assert from 'node:assert/strict';
import { parseCurve } from 'decodesaxs/dist/curve/format/parseCurve';
import { takePicture } from './audit';
import { fixture } from './builtPage';
import { OpenedPage, PATIENCE } from './openedPage';
import { servedPage } from './servedPage';

const hostile = '<img src="https://example.org/x" onerror="alert(1)">';

describe('the page with files of all kinds', function () {
  this.timeout(2 * PATIENCE);
  let opened: OpenedPage;
  before(async function () {
    const { browser, server } = await servedPage(this);
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

  it('asks for the unit where the curve does not determine it, and reads on', async () => {
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
    await takePicture(opened.page, 'left-out.png');
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
    const curve = {
      name: 'glucose-isomerase.dat',
      base64: Buffer.from(fixture('glucose-isomerase.dat')).toString('base64'),
    };
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
