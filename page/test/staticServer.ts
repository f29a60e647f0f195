import { readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
  txt: 'text/plain',
  dat: 'text/plain',
};

/** A static host of a folder, as plain as they come, at http://localhost:PORT/any/where/. */
export class StaticServer {
  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  static async start(folder: string): Promise<StaticServer> {
    const server = createServer(({ url = '' }, response) => {
      const name = decodeURIComponent(new URL(url, 'http://localhost').pathname).replace(
        /^\/any\/where\//,
        '',
      );
      const file = path.join(folder, name === '' ? 'index.html' : name);
      if (!file.startsWith(folder) || !statSync(file, { throwIfNoEntry: false })?.isFile()) {
        response.writeHead(404).end();
        return;
      }
      response
        .writeHead(200, {
          'content-type': types[file.split('.').pop() as string] ?? 'application/octet-stream',
        })
        .end(readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new StaticServer(server, `http://localhost:${(server.address() as AddressInfo).port}/any/where/`);
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
