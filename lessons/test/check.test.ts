import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { check } from 'decodesaxs-lessons';
import { answerHash } from 'decodesaxs-lessons/dist/check';

const notebooks = path.resolve(__dirname, '..', '..', 'notebooks');

describe('check', () => {
  let folder: string;
  const said: string[] = [];
  const { log } = console;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'exercises '));
    const hashes = [33, 34].map((radius) => answerHash('2.1', radius, 1));
    const exercises = {
      '2.1': { hint: 'Look at the plot.', step: 1, right: hashes },
      '2.2': { hint: 'Think of mirrors.', right: [answerHash('2.2', 'hand')] },
    };
    writeFileSync(path.join(folder, 'exercises.json'), JSON.stringify(exercises));
  });
  beforeEach(() => {
    said.length = 0;
    console.log = (words: string) => said.push(words);
  });
  afterEach(() => {
    console.log = log;
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const answers: [string, number | string, RegExp][] = [
    ['2.1', 33.6, /^Exercise 2\.1: right\.$/],
    ['2.1', 32.6, /right/],
    ['2.1', 36, /not yet\. Look at the plot\./],
    ['2.2', ' Hand ', /right/],
    ['2.2', 'size', /not yet\. Think of mirrors/],
  ];
  for (const [exercise, answer, words] of answers) {
    it(`of ${exercise} with ${answer}`, () => {
      check(exercise, answer, folder);
      assert.equal(said.length, 1);
      assert.match(said[0], words);
    });
  }

  // computed by hand from what the lessons print
  const lessons: [string, number | string][] = [
    ['0.1', 120 ** 2],
    ['1.1', 1.3 / 19.9],
    ['1.2', 'no'],
    ['2.2', 'repel'],
    ['3.1', 2 ** 3],
    ['3.3', 'no'],
    ['3.5', 1 / 2 ** 2],
    ['4.1', 14147 / 200],
    ['5.1', 'long'],
    ['6.2', 'B'],
    ['7.1', 173 / 43.2],
  ];
  it('accepts the answers of the lessons', () => {
    for (const [exercise, answer] of lessons) check(exercise, answer, notebooks);
    assert.deepEqual(
      said,
      lessons.map(([exercise]) => `Exercise ${exercise}: right.`),
    );
  });

  it('refuses what is no answer, no exercise, or has no file', () => {
    assert.throws(() => check('2.1', 'big', folder), {
      name: 'InputError',
      message: /expected a number .*"big"/,
    });
    assert.throws(() => check('2.1', NaN, folder), { name: 'InputError' });
    assert.throws(() => check('2.2', 3, folder), { name: 'InputError', message: /expected a word/ });
    assert.throws(() => check('9.9', 3, folder), {
      name: 'InputError',
      message: /expected one of 2\.1, 2\.2/,
    });
    assert.throws(() => check('2.1', 3, path.join(folder, 'none')), {
      name: 'InputError',
      message: /no .*exercises/,
    });
  });
});
