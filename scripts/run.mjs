// Sets the repository up and runs a Node program with all further arguments:
// node scripts/run.mjs PROGRAM ARGUMENT…
import path from 'node:path';
import { runHere } from './setup/command.mjs';
import { root, setUpOrLeave } from './setup/setUp.mjs';

const [program, ...args] = process.argv.slice(2);
setUpOrLeave();
process.exitCode = await runHere(process.execPath, [path.join(root, program), ...args], { cwd: root });
