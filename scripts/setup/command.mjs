import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';

/** A set-up step that cannot be done; its message is one sentence for the user. */
export class SetUpError extends Error {}

/**
 * Runs a program to its end and keeps its output.
 * @param {string} program
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, minutes?: number}} [options] minutes: the time
 *   after which the program is stopped
 * @returns {{ok: boolean, stdout: string, output: string}} output: both streams, one after the other
 */
export function runQuietly(program, args, { cwd, env, minutes = 20 } = {}) {
  const child = spawnSync(program, args, {
    cwd,
    env: env ?? process.env,
    encoding: 'utf8',
    timeout: minutes * 60_000,
    killSignal: 'SIGKILL',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const trouble = child.error ? `${child.error.message}\n` : '';
  const stdout = child.stdout ?? '';
  return { ok: child.status === 0, stdout, output: `${stdout}${child.stderr ?? ''}${trouble}` };
}

/** The last lines of a program's output, indented, to follow a sentence that names the failure. */
export function lastLines(output, count = 12) {
  const lines = output.trimEnd().split('\n').slice(-count);
  return lines.map((line) => `    ${line}`).join('\n');
}

/**
 * Runs a program on this terminal and passes on the signals that stop it.
 * @returns {Promise<number>} its exit status (128 + signal number where a signal ended it)
 */
export function runHere(program, args, { cwd, env } = {}) {
  const child = spawn(program, args, { cwd, env: env ?? process.env, stdio: 'inherit' });
  const handOn = (signal) => child.kill(signal);
  // A terminal sends Ctrl-C to the child as well: here it is ignored.
  const survive = () => {};
  process.on('SIGINT', survive);
  process.on('SIGTERM', handOn);
  process.on('SIGHUP', handOn);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      process.off('SIGINT', survive);
      process.off('SIGTERM', handOn);
      process.off('SIGHUP', handOn);
      resolve(status ?? 128 + constants.signals[signal]);
    });
  });
}

/** The program and leading arguments that call npm, also from inside `npm run`. */
export function npmCommand() {
  const npm = process.env.npm_execpath;
  return npm?.endsWith('npm-cli.js') ? [process.execPath, npm] : ['npm'];
}

/** Whether a program of this name is found in PATH. */
export function isInPath(program) {
  return runQuietly('/bin/sh', ['-c', 'command -v "$0"', program]).ok;
}
