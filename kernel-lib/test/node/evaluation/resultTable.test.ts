import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EntryResult } from '../../../src/evaluate/entryResult';
import { readPublishedEntries } from '../../../src/node/evaluation/publishedEntries';
import { readNetworkCsv, writeNetworkCsv } from '../../../src/node/evaluation/networkTable';
import { readResults, writeResults, writeResultsCsv } from '../../../src/node/evaluation/resultTable';

const common = { seed: 2, backend: 'wasm', version: '1.0', weights: '2' };
const RESULTS: EntryResult[] = [
  {
    ...common,
    id: '1E5',
    cc: 0.123456789,
    ccTrueScale: -0.5,
    chi2Map: 1234567.89,
    rmax: 40,
    rmaxModel: 41.5,
    modelKind: 'bead',
    pointsModel: 12,
  },
  { ...common, id: 'B', failure: 'no, "never", it said' },
];

describe('tables of results', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'results '))));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('come back from Arrow as they were, and from CSV to six digits; a name that looks like a number stays one', async () => {
    const [arrow, csv] = [join(folder, 'a.arrow'), join(folder, 'a.csv')];
    writeResults(arrow, RESULTS);
    await writeResultsCsv(csv, RESULTS);
    assert.deepEqual(await readResults(arrow), RESULTS);
    assert.deepEqual(await readResults(csv), [{ ...RESULTS[0], cc: 0.123457, chi2Map: 1234570 }, RESULTS[1]]);
    const [comment, head] = readFileSync(csv, 'utf8').split('\n');
    assert.match(comment, /^# Results of `decodesaxs evaluate`/);
    assert.match(head, /^id,seed,cc,/);
  });

  it('of the auto-encoder do too', async () => {
    const file = join(folder, 'network.csv');
    await writeNetworkCsv(file, [{ id: '007', kind: 'bead', cc: 0.9876543 }]);
    assert.deepEqual(await readNetworkCsv(file), [{ id: '007', kind: 'bead', cc: 0.987654 }]);
  });

  it('that are none are refused in one sentence', async () => {
    await assert.rejects(
      readResults(write('b.csv', 'id,what\nA,1\n')),
      /has no column seed, cc, rmax: give a table that decodesaxs evaluate wrote/,
    );
    await assert.rejects(readResults(write('b.arrow', 'no arrow')), /is no Arrow file/);
    await assert.rejects(readNetworkCsv(write('c.csv', 'id,kind\nA,bead\n')), /has no column cc of numbers/);
    await assert.rejects(
      readPublishedEntries(write('d.csv', 'id,cc_given\nA,1\n')),
      /has no column cc_free, rmax_found, rmax_real/,
    );
  });

  it('that the authors published are read whole', async () => {
    const published = await readPublishedEntries(
      join(__dirname, '..', '..', '..', '..', 'fixtures', 'decodesaxs-published-entries.csv'),
    );
    assert.equal(published.length, 150);
    assert.deepEqual(published[0], {
      id: 'SASDA26',
      ccGiven: 0.858675,
      ccFree: 0.824625,
      rmaxFound: 65.6,
      rmaxReal: 59.46799,
    });
    assert.equal(
      published.filter(({ ccGiven }) => ccGiven === null).length,
      1,
      'one has no result with the radius given',
    );
  });
});
