import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tell } from './announce.mjs';

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function take(file) {
  try {
    writeFileSync(file, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** The process that holds the lock, 0 where it cannot be read. */
function holder(file) {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

function isLeftBehind(file, pid) {
  if (pid > 0) return !isRunning(pid);
  const { mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return mtimeMs !== undefined && Date.now() - mtimeMs > 10_000;
}

const pause = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

/**
 * Does a piece of work while no other process does so in the same repository; waits for another
 * process. A lock left behind by a killed process is taken over.
 */
export function withLock(root, work) {
  const folder = path.join(root, '.cache');
  const file = path.join(folder, 'set-up.lock');
  mkdirSync(folder, { recursive: true });
  for (let told = false; !take(file);) {
    const pid = holder(file);
    if (isLeftBehind(file, pid) && holder(file) === pid) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told && pid > 0) {
      tell(`waiting for the set-up that process ${pid} carries out`);
      told = true;
    }
    pause(300);
  }
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}
