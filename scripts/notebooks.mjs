// Executes notebooks from a clean kernel and prints the seconds that each took:
// node scripts/notebooks.mjs [--write] [--html] [--student] [NOTEBOOK…]
// --write keeps the outputs in the notebooks; without names all of notebooks/ are executed.
// --html executes nothing: the notebooks with their outputs become pages of build/notebooks/ that work offline.
// --student executes nothing: the notebooks without outputs and without folded answers are written to student/,
// where they run like those of notebooks/.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { runHere, SetUpError } from './setup/command.mjs';
import { exportNotebooks, labEnvironment, labPython } from './setup/lab.mjs';
import { root, setUpOrLeave } from './setup/setUp.mjs';
import { writeStudentVersions } from './setup/student.mjs';

const args = process.argv.slice(2);
const options = args.filter((argument) => argument.startsWith('--'));
const unknown = options.find((option) => !['--write', '--html', '--student'].includes(option));
if (unknown) {
  console.error(
    `${unknown} is no option of this command: expected --write, --html or --student, and names of notebooks.`,
  );
  process.exit(2);
}

const folder = path.join(root, 'notebooks');
const named = args.filter((argument) => !argument.startsWith('--')).map((name) => path.resolve(name));
const notebooks =
  named.length > 0
    ? named
    : readdirSync(folder)
        .filter((name) => name.endsWith('.ipynb'))
        .sort()
        .map((name) => path.join(folder, name));
if (notebooks.length === 0) {
  console.error('notebooks/ holds no notebook.');
  process.exit(1);
}

if (options.includes('--student')) {
  const students = path.join(root, 'student');
  writeStudentVersions(notebooks, students);
  console.log(
    `${notebooks.length} notebooks without outputs and answers in ${path.relative(root, students)}/`,
  );
  process.exit(0);
}
if (!setUpOrLeave({ lab: true, retry: true }).lab) process.exit(1);
if (options.includes('--html')) {
  const pages = path.join(root, 'build', 'notebooks');
  console.log(`pages in ${path.relative(root, pages)}`);
  try {
    await exportNotebooks(root, notebooks, pages);
    process.exit(0);
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
const failed = [];
for (const notebook of notebooks) {
  const start = performance.now();
  const command = [path.join(root, 'scripts', 'executeNotebook.py'), notebook, ...options];
  const status = await runHere(labPython(root), command, { cwd: root, env: labEnvironment(root) });
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(7);
  console.log(`${seconds} s  ${status === 0 ? 'passed' : 'FAILED'}  ${path.relative(root, notebook)}`);
  if (status !== 0) failed.push(notebook);
}
console.log(`${notebooks.length - failed.length} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
