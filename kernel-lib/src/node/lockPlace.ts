import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import * as path from 'node:path';
import { InputError } from '../inputError';
import { reason } from './files';

/** Milliseconds between two signs of life, and without one after which the holder on another machine counts as gone. */
const SIGN = 30_000,
  GONE = 300_000;

/** Number of a process, name of its machine and, where Linux tells it, the start of the process in the file of a lock. */
const WORDS = /^([1-9]\d{0,9}) (\S{1,255})(?: (\d{1,20}))?\n$/;

/** Errors of file systems that know no links. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** A folder reserved for this process. */
export interface PlaceLock {
  /** Releases the folder, as does the end of the process. */
  release(): void;
}

/**
 * Reserves a folder of results for this process. A lock whose process is gone, killed without a chance to
 * release it, is ignored.
 *
 * @throws InputError when another run uses the folder
 */
export function lockPlace(folder: string): PlaceLock {
  const file = path.join(folder, '.lock');
  const own = path.join(folder, `.lock.${randomUUID()}`);
  try {
    fs.writeFileSync(own, [process.pid, hostname(), ...startOf(process.pid)].join(' ') + '\n');
    while (!placed(own, file)) {
      const holder = holderOf(file);
      if (holder !== undefined)
        throw new InputError(
          `Another run (${holder}) writes to the folder ${folder}: wait for its end, or choose another folder.`,
        );
      removeLeft(file, `${own}.left`);
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`The folder ${folder} cannot be locked (${reason(error)}): choose another one.`);
  } finally {
    fs.rmSync(own, { force: true });
  }
  const clock = setInterval(() => {
    const now = new Date();
    fs.utimes(file, now, now, () => undefined);
  }, SIGN).unref();
  const release = (): void => {
    clearInterval(clock);
    process.off('exit', release);
    fs.rmSync(file, { force: true });
  };
  process.on('exit', release);
  return { release };
}

/**
 * Gives a written file the name of the lock, unless there is one: the lock is there with its content or not at all, so
 * that no other process takes one that is being written for one that was left.
 */
function placed(own: string, file: string): boolean {
  try {
    fs.linkSync(own, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.includes(code ?? '')) throw error;
  }
  // a file system without links: the content follows the name
  try {
    fs.copyFileSync(own, file, fs.constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Removes the lock of a process that is gone. It is moved away first: where several processes find it, one of them moves
 * it, and one that moved a new lock instead puts it back.
 */
function removeLeft(file: string, aside: string): void {
  try {
    if (fs.lstatSync(file).isDirectory()) throw new Error('.lock in it is a folder');
    fs.renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (holderOf(aside) !== undefined) placed(aside, file);
  fs.rmSync(aside, { force: true });
}

/** The process that holds a lock, in words; undefined where it has ended. */
function holderOf(file: string): string | undefined {
  let words: RegExpExecArray | null, seen: number;
  try {
    words = WORDS.exec(fs.readFileSync(file, 'utf8'));
    seen = fs.statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
  if (words === null) return undefined;
  const [pid, host, start] = [Number(words[1]), words[2], words[3]];
  if (host !== hostname()) return Date.now() - seen < GONE ? `process ${pid} on ${host}` : undefined;
  if (pid === process.pid) return undefined;
  // the number has gone to another process since
  if (start !== undefined && startOf(pid).some((other) => other !== start)) return undefined;
  try {
    process.kill(pid, 0);
    return `process ${pid}`;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? `process ${pid}` : undefined;
  }
}

/** The start of a process in clock ticks since the machine started; none where the system does not tell. */
function startOf(pid: number): string[] {
  try {
    // the name of the program, in parentheses, may hold spaces
    const fields = fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields.slice(19, 20);
  } catch {
    return [];
  }
}
