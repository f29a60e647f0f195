import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withoutAnswers, writeStudentVersions } from '../setup/student.mjs';

const notebooks = path.resolve(__dirname, '..', '..', 'notebooks');

describe('the student version of the notebooks', () => {
  it('keeps the words of an exercise and drops its answer', () => {
    const folded = '<details><summary><b>Exercise 1.</b> Why?</summary>\n\nBecause.\n</details>\nText.';
    assert.equal(withoutAnswers(folded), '<b>Exercise 1.</b> Why?\nText.');
    assert.equal(
      withoutAnswers('How much?\n\n<details><summary>Answer</summary>\n\n7\n</details>'),
      'How much?\n\n',
    );
  });

  it('holds every lesson without outputs and answers, and the check of answers', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'student '));
    try {
      const files = readdirSync(notebooks).filter((name) => name.endsWith('.ipynb'));
      writeStudentVersions(
        files.map((name) => path.join(notebooks, name)),
        folder,
      );
      assert.deepEqual(readdirSync(folder).sort(), ['exercises.json', ...files].sort());
      const asked: string[] = [];
      const exercises = JSON.parse(readFileSync(path.join(folder, 'exercises.json'), 'utf8'));
      for (const name of files) {
        const text = readFileSync(path.join(folder, name), 'utf8');
        assert.doesNotMatch(text, /<details>|<\/details>/, name);
        for (const cell of JSON.parse(text).cells) {
          if (cell.cell_type !== 'code') continue;
          assert.deepEqual([cell.outputs, cell.execution_count], [[], null]);
          for (const [, id] of [cell.source]
            .flat()
            .join('')
            .matchAll(/check\('([^']+)'/g)) {
            assert.ok(id in exercises, `exercise ${id} of ${name} has an answer`);
            asked.push(id);
          }
        }
      }
      assert.deepEqual(asked.sort(), Object.keys(exercises).sort());
      const lessons = files.flatMap((name) => /^0(\d)-/.exec(name)?.[1] ?? []);
      assert.deepEqual([...new Set(asked.map((id) => id.split('.')[0]))].sort(), lessons.sort());
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
