import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis server of a test's own on the loopback, which keeps nothing. */
export class RedisServer {
  readonly url: string;
  private server!: ChildProcess;

  private constructor(
    private readonly port: number,
    private readonly folder: string,
  ) {
    this.url = `redis://127.0.0.1:${port}`;
  }

  /** Starts a server and waits until it takes connections. */
  static async start(): Promise<RedisServer> {
    const redis = new RedisServer(await freePort(), mkdtempSync(join(tmpdir(), 'redis-')));
    await redis.run();
    return redis;
  }

  private async run(): Promise<void> {
    const { port, folder } = this;
    const server = spawn('redis-server', [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      folder,
    ]);
    // it does not outlive this process
    const end = (): void => void server.kill('SIGKILL');
    process.on('exit', end);
    server.on('exit', () => process.off('exit', end));
    let log = '';
    await new Promise<void>((resolve, reject) => {
      server.stdout!.on('data', (text) => {
        log += text;
        if (/Ready to accept connections/.test(log)) resolve();
      });
      server.on('error', reject);
      server.on('exit', () => reject(new Error(`redis-server ended: ${log}`)));
    });
    this.server = server;
  }

  /** Ends the server as a loss of power does, and starts it again after a pause, without its data. */
  async restart(pause = 0): Promise<void> {
    await this.kill();
    await new Promise((resolve) => setTimeout(resolve, pause));
    await this.run();
  }

  private async kill(): Promise<void> {
    this.server.kill('SIGKILL');
    if (this.server.exitCode === null && this.server.signalCode === null) await once(this.server, 'exit');
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A port on the loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
