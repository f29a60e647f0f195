import assert from 'node:assert/strict';
import { scoreChart, densityView, liveChart, liveView, show, threeViewsPng } from 'decodesaxs-widgets';
import type { DisplayData } from 'decodesaxs-widgets/dist/tslab/kernel';
import { ballMap, dumbbell } from '../bodies';
import { pixelsOf } from '../pixels';

const history = [4, 3, 2].map((chi, generation) => ({ generation, bestScore: [chi, chi + 1] }));
const vegaLite = 'application/vnd.vegalite.v5+json';

describe('show outside of a notebook', () => {
  it('says what to use instead', async () => {
    assert.equal(
      Object.keys(require.cache).some((file) => file.endsWith('tslab/dist/jupyter.js')),
      false,
    );
    await assert.rejects(
      show(scoreChart(history)),
      /needs a notebook with the tslab kernel; elsewhere use toPng/,
    );
  });
});

describe('show in a tslab kernel', () => {
  let written: { data: DisplayData; update: boolean }[] = [];
  before(() => {
    const jupyter = require('tslab/dist/jupyter') as { lastWriteDisplayData: unknown };
    jupyter.lastWriteDisplayData = (data: DisplayData, update: boolean) => written.push({ data, update });
  });
  beforeEach(() => {
    written = [];
  });
  after(() => {
    for (const file of Object.keys(require.cache))
      if (file.endsWith('tslab/dist/jupyter.js')) delete require.cache[file];
  });

  it('sends a chart in three forms at once', async () => {
    const chart = scoreChart(history);
    await show(chart);
    const [
      {
        data: { data, metadata },
        update,
      },
    ] = written;
    assert.equal(update, false);
    assert.deepEqual(Object.keys(data).sort(), [vegaLite, 'image/png', 'text/plain']);
    assert.deepEqual(data[vegaLite], chart);
    const { alt, width } = metadata['image/png'] as { alt: string; width: number };
    assert.equal(pixelsOf(Buffer.from(data['image/png'] as string, 'base64')).width, 2 * width);
    assert.equal(alt, chart.description);
    assert.match(data['text/plain'] as string, /score by generation/);
  });

  it('sends views as HTML and pictures as PNG, each an output of its own', async () => {
    const png = threeViewsPng(dumbbell, { scale: 0.5 });
    await show(densityView(dumbbell, { title: 'A body', poster: png }), png);
    assert.match(written[0].data.data['text/html'] as string, /^<div class="decodesaxs-view"/);
    assert.match(written[0].data.data['text/plain'] as string, /^A body: Isosurface/);
    assert.equal(written[1].data.data['image/png'], Buffer.from(png).toString('base64'));
    assert.equal(written.length, 2);
  });

  it('redraws a live chart in place, and leaves a picture at the end', async () => {
    const live = liveChart();
    await assert.rejects(live.finish(), { name: 'InputError', message: /never drawn/ });
    for (let count = 1; count <= 3; count++) live.update(scoreChart(history.slice(0, count)));
    await live.finish();
    assert.deepEqual(
      written.map(({ update }) => update),
      [false, true, true, true],
    );
    assert.equal(new Set(written.map(({ data }) => data.transient.display_id)).size, 1);
    assert.deepEqual(
      written.map(({ data: { data } }) => 'image/png' in data),
      [false, false, false, true],
    );
    assert.deepEqual(written[3].data.data[vegaLite], scoreChart(history));
  });

  it('changes a live view in place, and keeps it where a change is refused', () => {
    const view = liveView([
      { name: 'a', map: dumbbell },
      { name: 'b', map: dumbbell },
    ]);
    view.change({ remove: ['a'], add: [{ name: 'c', map: dumbbell }], looks: { b: { opacity: 0.5 } } });
    assert.deepEqual(view.names, ['b', 'c']);
    assert.deepEqual(
      written.map(({ update }) => update),
      [false, true],
    );
    assert.equal(new Set(written.map(({ data }) => data.transient.display_id)).size, 1);
    assert.match(written[1].data.data['text/plain'] as string, /^b, c: Densities beside each other/);
    assert.throws(() => view.change({ looks: { a: { opacity: 1 } } }), {
      name: 'InputError',
      message: 'the view shows no body named a: expected b or c',
    });
    const twice = [1, 2].map(() => ({ name: 'd', map: dumbbell }));
    assert.throws(() => view.change({ add: twice }), {
      name: 'InputError',
      message: /^two bodies are named d/,
    });
    assert.throws(() => view.change({ looks: { c: { colour: 'blue' } } }), { name: 'InputError' });
    assert.deepEqual([view.names, written.length], [['b', 'c'], 2]);
  });

  it('puts a body in the place of the one of its name, in its colour', () => {
    const view = liveView([
      { name: 'a', map: dumbbell, colour: '#cc0000' },
      { name: 'b', map: dumbbell },
    ]);
    view.change({ add: [{ name: 'a', map: ballMap([{ centre: [0, 0, 0], radius: 30 }]) }] });
    assert.deepEqual(view.names, ['a', 'b']);
    const [two, large] = written.map(({ data }) => {
      const [, picture] = /base64,([^"]+)"/.exec(data.data['text/html'] as string) ?? [];
      return pixelsOf(Buffer.from(picture, 'base64')).share((r, g, blue) => r > 60 && g + blue < r / 2);
    });
    assert.ok(two > 0.01 && large > 1.3 * two, `red: ${two}, then ${large}`);
  });

  it('refuses what it cannot show', async () => {
    await assert.rejects(show({ a: 1 } as never), {
      name: 'InputError',
      message: /an object with a; expected a chart/,
    });
  });
});
