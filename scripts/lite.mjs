// Builds the lessons as static files that run in a browser: node scripts/lite.mjs [--student] [--out FOLDER]
// --student leaves out the folded answers; the folder is build/lite/ where none is named.
import path from 'node:path';
import { runHere } from './setup/command.mjs';
import { root, setUpOrLeave } from './setup/setUp.mjs';

const there = setUpOrLeave({ lab: true, lite: true, retry: true });
if (!there.lab || !there.lite) process.exit(1);
process.exitCode = await runHere(
  process.execPath,
  [path.join(root, 'lite', 'build.mjs'), ...process.argv.slice(2)],
  { cwd: root },
);
