import assert from 'node:assert/strict';
import { untilInterrupted, watchSearch } from 'decodesaxs-widgets';
import type { DisplayData } from 'decodesaxs-widgets/dist/tslab/kernel';

const vegaLite = 'application/vnd.vegalite.v5+json';
const turn = (pause: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, pause));
const record = (generation: number) => ({
  generation,
  bestScore: [5 / (generation + 1)],
  bestRmax: [40 + generation],
});

/** Counts to `last`, or until its signal aborts, and returns the last number. */
async function* search(last: number, signal: AbortSignal, interruptAt = Infinity, pause = 0) {
  let generation = 0;
  for (; generation <= last && !signal.aborted; generation++) {
    if (generation === interruptAt) process.kill(process.pid, 'SIGINT');
    yield record(generation);
    await turn(pause);
  }
  return generation - 1;
}

describe('watchSearch', () => {
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

  const lastSubtitle = (): string =>
    JSON.stringify(
      (written[written.length - 1].data.data[vegaLite] as { title: unknown; vconcat: object[] }).vconcat[0],
    );

  it('draws in one output and returns what the search told and found', async () => {
    const { steps, result, interrupted } = await watchSearch((signal) => search(4, signal, Infinity, 850), {
      generations: 4,
    });
    assert.deepEqual(steps, [0, 1, 2, 3, 4].map(record));
    assert.equal(result, 4);
    assert.equal(interrupted, false);
    assert.deepEqual(
      written.map(({ update }) => update),
      [false, true, true, true, true, true, true],
    );
    assert.match(
      JSON.stringify(written[2].data.data[vegaLite]),
      /generation 2 of at most 4, (about \d+ s|less than a second) left/,
    );
    assert.match(lastSubtitle(), /ended after generation 4/);
    assert.match(lastSubtitle(), /lines: best score, median radius/, 'the line is named as its axis is');
    assert.ok('image/png' in written[written.length - 1].data.data);
  });

  it('draws no more often than a notebook can, but always the end', async () => {
    await watchSearch((signal) => search(50, signal), { generations: 50 });
    assert.ok(written.length < 10, `${written.length}`);
    assert.match(lastSubtitle(), /ended after generation 50/);
  });

  it('finds the generations among the steps of a reconstruction', async () => {
    type Step = { stage: 'profile'; rg: number } | { stage: 'generation'; record: ReturnType<typeof record> };
    async function* steps(): AsyncGenerator<Step, string> {
      yield { stage: 'profile', rg: 20 };
      yield { stage: 'generation', record: record(0) };
      return 'map';
    }
    const { steps: seen, result } = await watchSearch(() => steps());
    assert.equal(seen.length, 2);
    assert.equal(result, 'map');
    assert.match(lastSubtitle(), /ended after generation 0/);
  });

  it('ends the search on an interrupt, keeps what was found, and puts the handlers back', async () => {
    let heard = 0;
    const own = (): void => {
      heard++;
    };
    process.on('SIGINT', own);
    try {
      const before = process.listeners('SIGINT');
      const { steps, result, interrupted } = await watchSearch((signal) => search(1000, signal, 3), {
        generations: 1000,
      });
      assert.equal(interrupted, true);
      assert.ok(result >= 3 && result < 1000, `${result}`);
      assert.equal(steps.length, result + 1);
      assert.match(lastSubtitle(), new RegExp(`interrupted after generation ${result}`));
      assert.equal(heard, 0);
      assert.deepEqual(process.listeners('SIGINT'), before);
    } finally {
      process.off('SIGINT', own);
    }
  });
});

describe('untilInterrupted', () => {
  it('puts the handlers back when the work fails', async () => {
    const before = process.listeners('SIGINT');
    await assert.rejects(
      untilInterrupted(async () => {
        throw new Error('no shape');
      }),
      /no shape/,
    );
    assert.deepEqual(process.listeners('SIGINT'), before);
  });
});
