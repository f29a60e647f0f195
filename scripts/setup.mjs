// Installs, compiles and builds what is missing: npm packages, tfjs-node, the TypeScript build;
// with --lab JupyterLab and its kernel, with --browser Chromium.
import { tell } from './setup/announce.mjs';
import { setUpOrLeave } from './setup/setUp.mjs';

const known = ['--lab', '--browser'];
const options = process.argv.slice(2);
const unknown = options.find((option) => !known.includes(option));
if (unknown) {
  tell(`${unknown} is no option of the set-up: it takes ${known.join(' and ')}`);
  process.exit(2);
}

const wanted = { lab: options.includes('--lab'), browser: options.includes('--browser') };
const there = setUpOrLeave({ ...wanted, retry: true });
if (!there.worked) tell('all is there');
if ((wanted.lab && !there.lab) || (wanted.browser && !there.browser)) process.exitCode = 1;
