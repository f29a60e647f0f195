import assert from 'node:assert/strict';
import { OpenedPage, PATIENCE, startChromium } from './openedPage';
import { servedPage } from './servedPage';

describe('the page in a browser without WebGL', function () {
  this.timeout(2 * PATIENCE);

  it('shows still views where there is no WebGL', async function () {
    const { server } = await servedPage(this);
    const plain = await startChromium(this, ['--disable-3d-apis']);
    const opened = await OpenedPage.open(plain, `${server.address}#example=glucose-isomerase&generations=0`);
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
