import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A notebook for students: without outputs, and without the folded answers. */
export function studentVersion(notebook) {
  const cells = notebook.cells.map((cell) =>
    cell.cell_type === 'code'
      ? { ...cell, execution_count: null, outputs: [] }
      : { ...cell, source: withoutAnswers([cell.source].flat().join('')) },
  );
  return { ...notebook, cells };
}

/** The text without folded parts; where the text of an exercise is the summary of the fold, it remains. */
export function withoutAnswers(text) {
  return text.replace(/<details>\s*<summary>([\s\S]*?)<\/summary>[\s\S]*?<\/details>/g, (_, summary) =>
    /^\s*Answer\s*$/.test(summary) ? '' : summary.trim(),
  );
}

/** Writes student versions of notebooks to a folder, with the file for the check of answers. */
export function writeStudentVersions(notebooks, folder) {
  mkdirSync(folder, { recursive: true });
  for (const file of notebooks) {
    const version = studentVersion(JSON.parse(readFileSync(file, 'utf8')));
    writeFileSync(path.join(folder, path.basename(file)), `${JSON.stringify(version, null, 1)}\n`);
  }
  const exercises = path.join(path.dirname(notebooks[0]), 'exercises.json');
  copyFileSync(exercises, path.join(folder, 'exercises.json'));
}
