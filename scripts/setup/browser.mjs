import { existsSync } from 'node:fs';
import { announce } from './announce.mjs';
import { isInPath, lastLines, runQuietly, SetUpError } from './command.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A Chromium that this machine has: a name in PATH or an absolute path, or null. */
export function findBrowser() {
  return names.find(isInPath) ?? applications.find(existsSync) ?? null;
}

/** Whether packages of the system may be installed: on demand, and in CI on its temporary machine. */
export function mayInstall(environment = process.env) {
  return Boolean(environment.CI) || environment.DECODESAXS_INSTALL === '1';
}

/** Chromium, for the tests of the viewers. */
export const browser = {
  name: 'browser',
  lack: 'tests that drive a browser are skipped',
  isDone: () => findBrowser() !== null,
  carryOut() {
    if (process.getuid?.() !== 0 || !isInPath('apt-get')) {
      throw new SetUpError('Chromium is missing: install the package chromium');
    }
    if (!mayInstall()) {
      throw new SetUpError(
        'Chromium is missing: install the package chromium, or run `npm test -- --install`',
      );
    }
    announce('Chromium, by apt-get', () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      runQuietly('apt-get', ['update'], { env });
      const { output } = runQuietly('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
        env,
      });
      if (!findBrowser()) {
        throw new SetUpError(`Chromium is missing and apt-get cannot install it:\n${lastLines(output)}`);
      }
    });
  },
};
