import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { labEnvironment, labPython, quietLab } from '../../scripts/setup/lab.mjs';

/** JupyterLab on a free port of this machine, for tests. */
export class LabServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly port: number,
    private readonly python: string,
    private readonly folder: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Starts it in a folder and waits until it answers. */
  static async start(root: string, folder: string): Promise<LabServer> {
    quietLab(root);
    const port = await freePort();
    const args = [
      '-m',
      'jupyterlab',
      '--no-browser',
      `--ServerApp.port=${port}`,
      `--ServerApp.root_dir=${folder}`,
      '--IdentityProvider.token=',
      '--ServerApp.password=',
      '--LabApp.news_url=',
      '--allow-root',
      '--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate',
    ];
    // its temporary folders go with the test's
    const env = {
      ...labEnvironment(root),
      JUPYTER_RUNTIME_DIR: path.join(folder, '.runtime'),
      JUPYTER_DATA_DIR: path.join(folder, '.data'),
    };
    const server = new LabServer(
      spawn(labPython(root), args, { env, cwd: folder, stdio: 'ignore' }),
      port,
      labPython(root),
      folder,
      env,
    );
    await server.answers();
    return server;
  }

  address(notebook: string): string {
    return `http://127.0.0.1:${this.port}/lab/tree/${encodeURIComponent(notebook)}?reset`;
  }

  /** Signs a notebook of its folder, so that its outputs may run scripts. */
  trust(notebook: string): void {
    const { status, stderr } = spawnSync(this.python, ['-m', 'jupyter', 'trust', notebook], {
      cwd: this.folder,
      env: this.env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.child.on('close', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }

  private async answers(): Promise<void> {
    for (let attempt = 0; attempt < 300; attempt++) {
      if (this.child.exitCode !== null)
        throw new Error(`JupyterLab ended with status ${this.child.exitCode}`);
      const answer = await fetch(`http://127.0.0.1:${this.port}/api`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error('JupyterLab does not answer');
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
