// Installs, compiles and builds what is missing: npm packages, tfjs-node, the TypeScript build;
// with --lab JupyterLab and its kernel, with --lite also JupyterLite, with --browser Chromium and Firefox (with --install by
// apt-get, where they are missing).
// --tfjs-install lets tfjs-node run its own install first, which downloads a library without verification.
import { tell } from './setup/announce.mjs';
import { setUpOrLeave } from './setup/setUp.mjs';

const known = ['--lab', '--lite', '--browser', '--install', '--tfjs-install'];
const options = process.argv.slice(2);
const unknown = options.find((option) => !known.includes(option));
if (unknown) {
  tell(`${unknown} is no option of the set-up: expected ${known.join(', ')}`);
  process.exit(2);
}

if (options.includes('--install')) process.env.DECODESAXS_INSTALL = '1';
if (options.includes('--tfjs-install')) process.env.DECODESAXS_TFJS_INSTALL = '1';
const wanted = {
  lab: options.includes('--lab') || options.includes('--lite'),
  lite: options.includes('--lite'),
  browser: options.includes('--browser'),
};
const there = setUpOrLeave({ ...wanted, retry: true });
if (!there.worked) tell('everything is present');
const missing = Object.keys(wanted).filter((part) => wanted[part] && !there[part]);
if (missing.length > 0 || (wanted.browser && !there.firefox)) process.exitCode = 1;
