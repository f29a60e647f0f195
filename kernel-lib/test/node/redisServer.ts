import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis server of a test's own on the loopback, which keeps nothing. */
export class RedisServer {
  private constructor(
    readonly url: string,
    private readonly server: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Starts a server and waits until it takes connections. */
  static async start(): Promise<RedisServer> {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'redis-'));
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
    return new RedisServer(`redis://127.0.0.1:${port}`, server, folder);
  }

  async stop(): Promise<void> {
    this.server.kill('SIGKILL');
    if (this.server.exitCode === null && this.server.signalCode === null) await once(this.server, 'exit');
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
