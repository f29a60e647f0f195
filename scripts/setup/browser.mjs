import { existsSync } from 'node:fs';
import { announce } from './announce.mjs';
import { isInPath, lastLines, runQuietly, SetUpError } from './command.mjs';

const chromiums = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A Chromium that this machine has: a name in PATH or an absolute path, or null. */
export function findBrowser() {
  return chromiums.find(isInPath) ?? applications.find(existsSync) ?? null;
}

/** A Firefox in PATH, with the X server without a screen on which it draws by WebGL, or null. */
export function findFirefox() {
  return isInPath('Xvfb') ? (['firefox-esr', 'firefox'].find(isInPath) ?? null) : null;
}

/** Whether packages of the system may be installed: on demand, and in CI on its temporary machine. */
export function mayInstall(environment = process.env) {
  return Boolean(environment.CI) || environment.DECODESAXS_INSTALL === '1';
}

/** A step that has a browser from packages of the system. */
function browserStep({ name, title, lack, find, debs }) {
  const install = `install the ${debs.length > 1 ? 'packages' : 'package'} ${debs.join(', ')}`;
  return {
    name,
    lack,
    isDone: () => find() !== null,
    carryOut() {
      if (process.getuid?.() !== 0 || !isInPath('apt-get')) {
        throw new SetUpError(`${title} is missing: ${install}`);
      }
      if (!mayInstall()) {
        throw new SetUpError(`${title} is missing: ${install}, or run \`npm test -- --install\``);
      }
      announce(`${title}, by apt-get`, () => {
        const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
        runQuietly('apt-get', ['update'], { env });
        const { output } = runQuietly('apt-get', ['install', '-y', '--no-install-recommends', ...debs], {
          env,
        });
        if (!find()) {
          throw new SetUpError(`${title} is missing and apt-get cannot install it:\n${lastLines(output)}`);
        }
      });
    },
  };
}

/** Chromium, for the tests of the viewers and the page. */
export const browser = browserStep({
  name: 'browser',
  title: 'Chromium',
  lack: 'tests that drive a browser are skipped',
  find: findBrowser,
  debs: ['chromium'],
});

/** Firefox and Xvfb, for the tests of the page. */
export const firefox = browserStep({
  name: 'firefox',
  title: 'Firefox with Xvfb',
  lack: 'the tests in Firefox are skipped',
  find: findFirefox,
  debs: ['firefox-esr', 'xvfb', 'libegl1'],
});
