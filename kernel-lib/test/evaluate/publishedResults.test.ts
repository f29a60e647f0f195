import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readDepositedModels } from '../../src/evaluate/depositedModels';
import { compareMethods, readPublishedResults, rescorePublished } from '../../src/evaluate/publishedResults';
import { InputError } from '../../src/inputError';
import { evaluationData } from '../evaluationData';

const ROOT = join(__dirname, '..', '..', '..');

function rowsOf(file: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(join(ROOT, 'fixtures', file), 'utf8')
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split(','));
  return lines.map((fields) => Object.fromEntries(head.map((name, i) => [name, fields[i]])));
}

const entries = rowsOf('decodesaxs-published-entries.csv');
const quantiles = rowsOf('decodesaxs-published-quantiles.csv');

/** Linear between the neighbours. */
function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (p / 100) * (sorted.length - 1);
  const i = Math.floor(at);
  return sorted[i] + (at - i) * ((sorted[i + 1] ?? sorted[i]) - sorted[i]);
}

describe('the published results of decodeSAXS', () => {
  const numbers = (pick: (row: Record<string, string>) => string): number[] =>
    entries
      .map(pick)
      .filter((text) => text !== '')
      .map(Number);
  const columns: Record<string, number[]> = {
    cc_given: numbers((row) => row.cc_given),
    cc_free: numbers((row) => row.cc_free),
    radius_ratio: entries.map((row) => Number(row.rmax_found) / Number(row.rmax_real)),
  };
  const share = (values: readonly number[], test: (v: number) => boolean): number =>
    values.filter(test).length / values.length;
  const statistics: Record<string, (values: readonly number[]) => number> = {
    n: (v) => v.length,
    mean: (v) => v.reduce((a, b) => a + b, 0) / v.length,
    above070: (v) => share(v, (x) => x > 0.7),
    above080: (v) => share(v, (x) => x > 0.8),
    within10: (v) => share(v, (x) => Math.abs(x - 1) <= 0.1),
    within20: (v) => share(v, (x) => Math.abs(x - 1) <= 0.2),
  };

  it('are 150 entries, of which the published tables tell the distribution', () => {
    assert.equal(new Set(entries.map((row) => row.id)).size, 150);
    const told = quantiles.filter((row) => row.set === 'rows');
    assert.equal(told.length, 24);
    for (const { quantity, statistic, value } of told) {
      const found = (statistics[statistic] ?? ((v) => percentile(v, Number(statistic.slice(1)))))(
        columns[quantity],
      );
      const lastDigit = 10 ** -(value.split('.')[1]?.length ?? 0);
      assert.ok(
        Math.abs(found - Number(value)) <= 0.5001 * lastDigit,
        `${quantity} ${statistic}: ${found}, ${value}`,
      );
    }
  });

  it('stand in the evaluation bundle as well', function () {
    const BUNDLE = evaluationData(this, 'sasbdb-eval.arrow.gz');
    const ipc = new Uint8Array(gunzipSync(readFileSync(BUNDLE)));
    const [given, free] = [readPublishedResults(ipc, 'given'), readPublishedResults(ipc, 'free')];
    const text = (value: number | undefined): string =>
      value === undefined ? '' : String(Number(value.toPrecision(7)));
    assert.deepEqual(
      free.map((r, i) => [r.id, text(given[i].cc), text(r.cc), text(r.rmaxFound), text(r.rmaxReal)]),
      entries.map((row) => [row.id, row.cc_given, row.cc_free, row.rmax_found, row.rmax_real]),
    );
    assert.deepEqual(
      given.filter((r) => !r.map).map((r) => r.id),
      ['SASDBU3'],
    );
    for (const { map, rmaxFound } of free)
      assert.ok(Math.abs(map!.rmax! / rmaxFound - 1) < 1e-3, 'the cell of a map is 2 · rmax / 0.9');
  });

  it('are mostly better when their maps are scored softly and mirror images allowed', function () {
    this.timeout(20_000);
    const BUNDLE = evaluationData(this, 'sasbdb-eval.arrow.gz');
    const ipc = new Uint8Array(gunzipSync(readFileSync(BUNDLE)));
    const models = new Map(readDepositedModels(ipc).map((model) => [model.id, model]));
    const some = readPublishedResults(ipc, 'free').filter((_, i) => i % 15 === 0);
    const rescored = new Map(
      some.map((result) => [result.id, rescorePublished(result, models.get(result.id)!)]),
    );
    const { entries: both, difference } = compareMethods(
      rescored,
      new Map(some.map(({ id, cc }) => [id, cc])),
    );
    assert.equal(both.length, 10);
    assert.ok(difference.mean > 0 && difference.mean < 0.15, `${difference.mean}`);
    assert.ok(both.every(({ ours, theirs }) => ours > theirs - 0.06 && ours <= 1));
  });
});

describe('compareMethods', () => {
  it('pairs the entries that both have', () => {
    const {
      entries: both,
      meanOurs,
      meanTheirs,
      difference,
    } = compareMethods(
      new Map([
        ['a', 0.75],
        ['b', 0.5],
        ['c', undefined],
        ['d', 0.25],
      ]),
      new Map([
        ['b', 0.25],
        ['a', 0.5],
        ['c', 0.5],
        ['e', 0.5],
      ]),
    );
    assert.deepEqual(both, [
      { id: 'a', ours: 0.75, theirs: 0.5 },
      { id: 'b', ours: 0.5, theirs: 0.25 },
    ]);
    assert.deepEqual(
      [meanOurs, meanTheirs, difference.mean, difference.low, difference.better],
      [0.625, 0.375, 0.25, 0.25, 1],
    );
    assert.throws(() => compareMethods(new Map([['a', 1]]), new Map([['a', 1]])), InputError);
  });
});
