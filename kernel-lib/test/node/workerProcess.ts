import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const PROGRAM = join(__dirname, '..', '..', 'bin', 'decodesaxs.js');

/** A `decodesaxs worker` process and what it said. */
export class WorkerProcess {
  log = '';
  private readonly process: ChildProcess;

  constructor(url: string, weights: string, further: readonly string[] = []) {
    this.process = spawn(
      process.execPath,
      [
        PROGRAM,
        'worker',
        '--queue',
        url,
        '--weights',
        weights,
        '--backend',
        'wasm',
        '--patience',
        '1',
        ...further,
      ],
      { detached: true },
    );
    this.process.stderr!.on('data', (text) => (this.log += text));
  }

  async says(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.log)) {
      if (this.process.exitCode !== null) throw new Error(`The worker ended: ${this.log}`);
      await Promise.race([once(this.process.stderr!, 'data'), once(this.process, 'exit')]);
    }
  }

  /** Kills the worker and its children, as when a machine loses power. */
  async loseHost(): Promise<void> {
    process.kill(-this.process.pid!, 'SIGKILL');
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
  }

  /** Kills the worker alone, as the kernel does when memory is short. */
  async loseWorker(): Promise<void> {
    this.process.kill('SIGKILL');
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
  }

  /** Processes of the worker's group that run, itself included. */
  running(): string[] {
    const { stdout } = spawnSync('ps', ['-eo', 'pgid=,stat=,args='], { encoding: 'utf8' });
    return stdout.split('\n').filter((line) => new RegExp(`^ *${this.process.pid} +[^Z]`).test(line));
  }

  async stop(): Promise<number | null> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return this.process.exitCode;
    this.process.kill('SIGTERM');
    const [status] = (await once(this.process, 'exit')) as [number | null];
    return status;
  }
}
