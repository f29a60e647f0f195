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
  for (let tries = 0; ; tries++) {
    try {
      fs.writeFileSync(file, [process.pid, hostname(), ...startOf(process.pid)].join(' ') + '\n', {
        flag: 'wx',
      });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries > 2)
        throw new InputError(`The folder ${folder} cannot be locked (${reason(error)}): choose another one.`);
      const holder = holderOf(file);
      if (holder !== undefined)
        throw new InputError(
          `Another run (${holder}) writes to the folder ${folder}: wait for its end, or choose another folder.`,
        );
      fs.rmSync(file, { recursive: true, force: true });
    }
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
