import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { runLanes } from '../setup/lanes.mjs';

/** A program that prints words with pauses of some milliseconds, and its status. */
const lane = (words: string[], pause: number, status = 0) => ({
  program: process.execPath,
  args: [
    '-e',
    `const words = ${JSON.stringify(words)};
     const next = () => words.length ? (console.log(words.shift()), setTimeout(next, ${pause})) : process.exit(${status});
     next();`,
  ],
});

async function run(...lanes: ReturnType<typeof lane>[]): Promise<{ text: string; status: number }> {
  let text = '';
  const sink = new Writable({
    write(data, _, done) {
      text += data;
      done();
    },
  });
  const status = await runLanes(lanes, { stdout: sink, stderr: sink });
  return { text, status };
}

describe('programs side by side', () => {
  it('never mix their lines', async () => {
    const { text, status } = await run(lane(['a', 'b', 'c'], 60), lane(['1', '2', '3'], 20));
    assert.equal(text, 'a\nb\nc\n1\n2\n3\n');
    assert.equal(status, 0);
  });

  it('end with the first status that is not 0', async () => {
    assert.equal((await run(lane([], 0), lane(['x'], 0, 3), lane([], 0, 4))).status, 3);
  });
});
