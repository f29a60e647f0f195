import { spawnSync } from 'node:child_process';

/**
 * Makes sure that a program of a Debian package is there: installs the package where it is missing, we may,
 * and that was asked for (CI=true, or `npm test -- --install`). Where it cannot be had the tests are skipped with
 * one line, except in CI.
 *
 * @param suite the hook's context
 */
export function needProgram(suite: Mocha.Context, program: string, debianPackage: string): void {
  suite.timeout(300_000);
  if (isThere(program)) return;
  const asked = Boolean(process.env.CI) || process.env.DECODESAXS_INSTALL === '1';
  if (asked && process.getuid?.() === 0) {
    const apt = (...words: string[]): boolean =>
      spawnSync('apt-get', words, {
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        timeout: 140_000,
      }).status === 0;
    const install = (): boolean => apt('install', '-y', '--no-install-recommends', debianPackage);
    if (install() || (apt('update') && install())) if (isThere(program)) return;
  }
  const reason = asked
    ? `${program} is not there and the Debian package ${debianPackage} cannot be installed`
    : `${program} of the Debian package ${debianPackage} is not there; "npm test -- --install" installs it, as root`;
  if (process.env.CI) throw new Error(`${reason}.`);
  console.log(`      skipped: ${reason}`);
  suite.skip();
}

function isThere(program: string): boolean {
  return spawnSync('sh', ['-c', 'command -v "$0"', program]).status === 0;
}
