// A command as a process group of its own that can be killed, and what is left of it.
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const COMMAND = path.resolve(import.meta.dirname, '..', '..', 'kernel-lib', 'bin', 'decodesaxs.js');
const NUMBERS = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
/** Milliseconds within which the children of a killed process leave. */
const FAREWELL = 60_000;

/** Status that a shell gives to a process that a signal has ended. */
export const statusOf = (signal) => 128 + NUMBERS[signal];

/** Leaders of the groups that run; none of them outlives this process. */
const living = new Set();
process.on('exit', () => living.forEach((pid) => sendTo(-pid, 'SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(statusOf(signal)));

/** Starts `decodesaxs` with these arguments in a group of its own. */
export function start(args, env = {}) {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // sums in one order
    env: { ...process.env, TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1', ...env },
  });
  living.add(child.pid);
  const running = { pid: child.pid, said: '', status: undefined };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (running.said += text));
  running.ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    // not its end of output, which an orphan would hold open
    child.once('exit', (status, signal) => resolve((running.status = status ?? statusOf(signal))));
  });
  /** SIGINT reaches the whole group, as Ctrl-C does; the others the process alone, as from the kernel or a scheduler */
  running.kill = (signal) => sendTo(signal === 'SIGINT' ? -child.pid : child.pid, signal);
  return running;
}

/** Sends a signal to a process, or to a group by its negative number, that may have ended. */
function sendTo(target, signal) {
  try {
    process.kill(target, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** The number of processes of a group that go on after its leader has ended; they are then killed. */
export async function orphans({ pid }) {
  let left = [];
  for (let waited = 0; waited < FAREWELL; waited += 250) {
    left = groupOf(pid);
    if (left.length === 0) {
      living.delete(pid);
      return 0;
    }
    await pause(250);
  }
  sendTo(-pid, 'SIGKILL');
  return left.length;
}

function groupOf(pid) {
  const { stdout } = spawnSync('ps', ['-eo', 'pgid=,stat='], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => new RegExp(`^ *${pid} +[^Z]`).test(line));
}
