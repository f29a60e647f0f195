import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as widgets from 'decodesaxs-widgets';
import { type Chart } from 'decodesaxs-widgets';
import * as vega from 'vega';
import * as ours from 'vega-lite';
import * as ofLab from 'vega-lite-of-lab';
import { gallery } from './gallery';

const folder = path.resolve(__dirname, '..', '..', '..', 'notebooks');

interface Output {
  readonly data?: Readonly<Record<string, unknown>>;
}
interface Cell {
  readonly outputs?: readonly Output[];
}

/** The charts that a notebook holds. */
function chartsOf(notebook: string): Chart[] {
  const { cells } = JSON.parse(readFileSync(path.join(folder, notebook), 'utf8')) as { cells: Cell[] };
  return cells
    .flatMap(({ outputs = [] }) => outputs)
    .flatMap(({ data }) => (data?.['application/vnd.vegalite.v5+json'] ?? []) as Chart | Chart[]);
}

/** The picture that a version of Vega-Lite makes of a chart: shapes alone, without its words. */
async function shapes(compiler: typeof ours, chart: Chart): Promise<string[]> {
  const spec = structuredClone(chart) as unknown as ours.TopLevelSpec;
  const view = new vega.View(vega.parse(compiler.compile(spec).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return [...svg.matchAll(/<path [^>]*\bd="([^"]*)"/g)].map(([, d]) => d).sort();
}

/** Numbers of all shapes, to a hundredth of a pixel. */
const numbers = (all: readonly string[]): string[] =>
  all.map((d) => d.replace(/-?\d+(\.\d+)?(e-?\d+)?/g, (word) => Number(word).toFixed(2)));

describe('charts under the Vega-Lite of JupyterLab and under ours', () => {
  it('the gallery holds every kind of chart', () => {
    const kinds = Object.keys(widgets).filter((name) => /Chart$/.test(name) && name !== 'liveChart');
    assert.deepEqual(Object.keys(gallery).sort(), kinds.sort());
    assert.equal(ofLab.version, '5.6.1');
    assert.notEqual(ours.version, ofLab.version);
  });

  for (const [kind, draw] of Object.entries(gallery)) {
    it(`${kind}: no values are added up, and the shapes are the same`, async () => {
      const chart = draw();
      const lab = ofLab as unknown as typeof ours;
      const compiled = lab.compile(structuredClone(chart) as unknown as ours.TopLevelSpec).spec;
      assert.doesNotMatch(JSON.stringify(compiled), /"type":"stack"/);
      assert.deepEqual(numbers(await shapes(lab, chart)), numbers(await shapes(ours, chart)));
    });
  }

  for (const name of readdirSync(folder).filter((file) => file.endsWith('.ipynb'))) {
    it(`${name}: no chart adds values up`, () => {
      for (const chart of chartsOf(name)) {
        const { spec } = ofLab.compile(structuredClone(chart) as never);
        assert.doesNotMatch(JSON.stringify(spec), /"type":"stack"/, chart.description);
      }
    });
  }
});
