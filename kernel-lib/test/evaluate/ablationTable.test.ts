import { strict as assert } from 'node:assert';
import { ablationCsv, ablationMarkdown, ablationTable } from '../../src/evaluate/ablationTable';
import type { MethodName } from '../../src/evaluate/methods';
import type { EntryResult } from '../../src/evaluate/entryResult';

const result = (id: string, cc: number | undefined, chi2: number): EntryResult => ({
  id,
  seed: 1,
  backend: 'wasm',
  version: '1',
  weights: 'w',
  ...(cc === undefined
    ? { failure: 'no' }
    : { cc, ccTrueScale: cc, chi2Map: chi2, rmax: 40, rmaxModel: 41, seconds: 1 }),
});
const withMembers = (row: EntryResult, toModel: number, together: number): EntryResult => ({
  ...row,
  chi2Members: 1.25,
  ccModelMemberTrue: toModel,
  ccMembersTrue: together,
});

describe('ablationTable', () => {
  const results = new Map<MethodName, EntryResult[]>([
    ['direct', [result('A', 0.5, 1), result('B', 0.75, 3), result('C', undefined, 0), result('D', 0.625, 8)]],
    [
      'default',
      [
        withMembers(result('A', 0.75, 1), 0.7, 0.72),
        withMembers(result('B', 0.875, 1), 0.8, 0.86),
        result('C', 0.5, 1),
        result('D', 0.625, 1),
      ],
    ],
  ]);

  it('compares methods on the entries that all got through', async () => {
    const [direct, whole] = await ablationTable(results);
    assert.deepEqual([direct.n, whole.n, direct.meanCC, whole.meanCC], [3, 3, 0.625, 0.75]);
    assert.deepEqual(
      [direct.meanChi2, direct.medianChi2, direct.above070, direct.radiusWithin10],
      [4, 3, 1 / 3, 1],
    );
    assert.equal(whole.difference, undefined);
    assert.ok(Math.abs(direct.difference!.mean - -0.125) < 1e-12);
    assert.ok(direct.difference!.low >= -0.25 && direct.difference!.high <= 0);
  });

  it('is written as Markdown and as CSV', async () => {
    const rows = await ablationTable(results);
    const lines = ablationMarkdown(rows).trim().split('\n');
    assert.equal(lines.length, 4);
    assert.equal(new Set(lines.map((line) => line.split('|').length)).size, 1);
    assert.match(
      lines[2],
      /direct: .*\| 3 \| 0\.625 \| 0\.625 \| 33 % \| 100 % \| 3\.00 \| – \| – \| – \| 1\.0 \| −0\.125/,
    );
    assert.match(lines[3], /\| 1\.00 \| 1\.25 \| 0\.750 \| 0\.790 \| 1\.0 \| –/);
    const [head, ...body] = ablationCsv(rows)
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    assert.deepEqual(
      body.map((cells) => cells.length),
      [head.length, head.length],
    );
    assert.equal(body[0][head.indexOf('difference')], '-0.125');
  });
});
