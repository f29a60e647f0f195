// Sets everything up, including JupyterLab and a browser, and runs the tests, the quick ones first:
// node scripts/test.mjs [--install] [FILE…] [MOCHA OPTION…]
// --install: as root, installs the Debian packages that some tests need (chromium, redis-server, slurm-wlm, shellcheck);
// without it those tests are skipped and counted. CI=true does the same.
import path from 'node:path';
import { runHere } from './setup/command.mjs';
import { root, setUpOrLeave } from './setup/setUp.mjs';

const slowStages = '(network|search|reconstruct|train|evaluate|node|cli)';
const all = [
  'kernel-lib/test/*.test.ts',
  `kernel-lib/test/!${slowStages}/**/*.test.ts`,
  'widgets/test/**/*.test.ts',
  `kernel-lib/test/@${slowStages}/**/*.test.ts`,
  'page/test/**/*.test.ts',
  'lessons/test/**/*.test.ts',
  'notebooks/test/**/*.test.ts',
  'scripts/test/**/*.test.ts',
];

const args = process.argv.slice(2).filter((word) => word !== '--install');
if (process.argv.includes('--install')) process.env.DECODESAXS_INSTALL = '1';
const namesFiles = args.some((argument) => argument.endsWith('.test.ts'));
const options = process.env.CI ? ['--forbid-only', ...args] : args;

setUpOrLeave({ lab: true, browser: true });
const mocha = path.join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const command = [mocha, ...options, ...(namesFiles ? [] : all)];
process.exitCode = await runHere(process.execPath, command, { cwd: root });
