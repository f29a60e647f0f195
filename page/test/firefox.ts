import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { type Browser, firefox } from 'playwright-core';
import { programPath } from '../../widgets/test/browser';
import { type OpenedPage, PATIENCE } from './openedPage';

/** Firefox of the system, driven by WebDriver BiDi, on an X server without a screen: WebGL needs one. */
export class Firefox {
  private constructor(
    readonly browser: Browser,
    private readonly display: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Starts Firefox; skips the tests of the caller without it, except where CI demands it. */
  static async start(context: Mocha.Context): Promise<Firefox> {
    const [executablePath, xvfb] = [['firefox-esr', 'firefox'], ['Xvfb']].map(programPath);
    if (!executablePath || !xvfb) {
      const lack = 'no Firefox with Xvfb in PATH (packages firefox-esr, xvfb, libegl1)';
      if (process.env.CI) throw new Error(lack);
      console.log(`      skipped: ${lack}`);
      return context.skip();
    }
    const options = ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'];
    const display = spawn(xvfb, options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    const [number] = await once(display.stdio[3] as Readable, 'data');
    const folder = mkdtempSync(path.join(tmpdir(), 'decodesaxs firefox '));
    const browser = await firefox.launch({
      // the channel is that of a Firefox that is not playwright's own
      channel: 'moz-firefox',
      executablePath,
      downloadsPath: folder,
      env: { ...process.env, DISPLAY: `:${String(number).trim()}` },
      firefoxUserPrefs: { 'webgl.force-enabled': true },
    });
    return new Firefox(browser, display, folder);
  }

  /** The bytes that a button of the page saves as a file of this name: playwright passes on no downloads of Firefox. */
  async saved({ page }: OpenedPage, button: string, name: string): Promise<Uint8Array> {
    const file = path.join(this.folder, name);
    await page.getByRole('button', { name: button }).click();
    const end = performance.now() + PATIENCE;
    // it is written beside its name, which it has when it is complete
    while (!existsSync(file) || readFileSync(file).length === 0 || existsSync(`${file}.part`)) {
      if (performance.now() > end) throw new Error(`${name} is not saved: ${readdirSync(this.folder)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return readFileSync(file);
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.display.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
