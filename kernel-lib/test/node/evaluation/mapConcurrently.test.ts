import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import { eachInFlight } from '../../../src/node/evaluation/mapConcurrently';

describe('eachInFlight', () => {
  it('works on every item once, never on more than the limit, and keeps places apart from times', async () => {
    const waits = [30, 5, 20, 1, 10, 2];
    let flying = 0,
      most = 0;
    const places: number[] = [],
      values: number[] = [];
    for await (const { place, value } of eachInFlight(waits, 3, async (wait) => {
      most = Math.max(most, ++flying);
      await pause(wait);
      flying--;
      return wait;
    })) {
      places.push(place);
      values.push(value);
    }
    assert.equal(most, 3);
    assert.deepEqual([...places].sort(), [0, 1, 2, 3, 4, 5]);
    assert.deepEqual(
      values,
      places.map((place) => waits[place]),
    );
    assert.notEqual(places[0], 0, 'the slowest of the first three came first');
  });

  it('begins and yields nothing after an abort', async () => {
    const controller = new AbortController();
    const begun: number[] = [],
      seen: number[] = [];
    for await (const { value } of eachInFlight(
      [1, 2, 3, 4],
      2,
      async (item) => {
        begun.push(item);
        return item;
      },
      controller.signal,
    )) {
      seen.push(value);
      controller.abort();
    }
    assert.deepEqual([begun, seen], [[1, 2], [1]]);
  });

  it('takes time and memory in proportion to the number of items, not to its square', async () => {
    const count = 10_000;
    const waiting: (() => void)[] = [];
    const land = (): void => {
      waiting.shift()?.();
      if (waiting.length > 0) setImmediate(land);
    };
    setTimeout(land, 5);
    const items = Array.from({ length: count }, (_, i) => i);
    const before = process.cpuUsage();
    let sum = 0;
    for await (const { value } of eachInFlight(
      items,
      Infinity,
      (item) => new Promise<number>((resolve) => waiting.push(() => resolve(item))),
    ))
      sum += value;
    assert.equal(sum, (count * (count - 1)) / 2);
    const { user } = process.cpuUsage(before);
    // a race of all items in flight takes over a hundred seconds
    assert.ok(user < 5e6, `${user / 1e6} s`);
  });

  it('hands on what the work throws', async () => {
    const run = async (): Promise<void> => {
      for await (const _ of eachInFlight([1, 2], 2, async (item) => {
        throw new Error(`no ${item}`);
      }))
        assert.fail();
    };
    await assert.rejects(run, /no 1/);
  });
});
