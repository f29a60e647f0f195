import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { from } from 'arquero';
import { dataTable, InputError, promiseHint, toSvg } from 'decodesaxs-widgets';
import { svgNow } from 'decodesaxs-widgets/dist/tslab/svgNow';
import { htmlTable, textTable } from 'decodesaxs-widgets/dist/tslab/htmlTable';
import { kernel } from 'decodesaxs-widgets/dist/showsItself';
import { gallery } from '../charts/gallery';

const { picturesChart, ...withoutPictures } = gallery;

describe('the last expression of a cell', () => {
  after(() => {
    kernel.display = undefined;
  });

  for (const [kind, draw] of Object.entries(gallery)) {
    it(`${kind}: shows itself in a notebook, and is plain JSON everywhere`, () => {
      const chart = draw();
      const shown: object[] = [];
      kernel.display = (each) => shown.push(each);
      assert.equal(inspect(chart), '');
      assert.deepEqual(shown, [chart]);
      kernel.display = undefined;
      assert.match(inspect(chart), /'\$schema': 'https/);
      assert.deepEqual(JSON.parse(JSON.stringify(chart)), JSON.parse(JSON.stringify({ ...chart })));
      assert.equal(Object.getOwnPropertySymbols({ ...chart }).length, 0);
    });
  }

  it('has its picture at once, the one that waiting gives', async () => {
    const numberless = (svg: string): string => svg.replace(/(clip|gradient)[_-]?\d+/g, '$1');
    for (const [kind, draw] of Object.entries(withoutPictures)) {
      assert.equal(numberless(svgNow(draw())!), numberless(await toSvg(draw())), kind);
    }
    assert.equal(svgNow(picturesChart()), undefined);
  }).timeout(20_000);

  it('says of a promise what to do', () => {
    assert.match(promiseHint(Promise.resolve(1)), /^Promise \{\s+1[\s\S]* write await before/);
  });

  it('says of an error its sentence alone', () => {
    assert.equal(inspect(new InputError('Nothing was found.')), 'InputError: Nothing was found.');
  });
});

describe('dataTable', () => {
  const table = from([
    { name: '<b>a</b>', n: 1, cc: 0.5 },
    { name: 'b', n: 20, cc: null },
  ]);

  it('shows columns in order, equal digits, dashes for what is missing, text as text', () => {
    const html = htmlTable(dataTable(table, { caption: 'CC & n', digits: { cc: 2 } }));
    const cells = [...html.matchAll(/<t[dh]\b[^>]*>(.*?)<\/t[dh]>/g)].map(([, text]) => text);
    assert.deepEqual(cells, ['name', 'n', 'cc', '&lt;b&gt;a&lt;/b&gt;', '1', '0.50', 'b', '20', '–']);
    assert.match(html, /<caption[^>]*>CC &amp; n</);
    assert.match(textTable(dataTable(table)), /^name +n +cc\n<b>a<\/b> +1 +0\.500\nb +20 +–$/);
  });

  it('takes rows as well, and refuses what is no table', () => {
    assert.deepEqual(dataTable([{ a: 1 }, { b: 2 }]).columns, ['a', 'b']);
    assert.throws(() => dataTable([]), { name: 'InputError' });
  });
});
