import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Frame, type Page } from 'playwright-core';
import { type Pixels, pixelsOf } from './pixels';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** The path of a Chromium on this machine, undefined without one. */
export function chromiumPath(): string | undefined {
  return programPath(names);
}

/** The path of the first of these programs that PATH has, undefined without any. */
export function programPath(names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A page under test: what it complained of and asked for, and a folder of its own. */
export interface Opened {
  readonly page: Page;
  /** console errors, uncaught errors and dialogs */
  readonly complaints: string[];
  /** addresses outside the page itself */
  readonly requests: string[];
}

/** Chromium with pages from files, for one group of tests. */
export class TestBrowser {
  private constructor(
    private readonly browser: Browser,
    private readonly folder: string,
  ) {}

  /** Starts Chromium; skips the tests of the caller without one, except where CI demands it. */
  static async start(context: Mocha.Context, extraFlags: readonly string[] = []): Promise<TestBrowser> {
    const executablePath = chromiumPath();
    if (!executablePath) {
      if (process.env.CI) throw new Error(`no Chromium in PATH; install one of ${names.join(', ')}`);
      console.log(`      skipped: no Chromium in PATH (${names.join(', ')})`);
      context.skip();
    }
    const browser = await chromium.launch({ executablePath, args: [...flags, ...extraFlags] });
    return new TestBrowser(browser, mkdtempSync(path.join(tmpdir(), 'decodesaxs views ')));
  }

  /** Opens HTML from a file, as a reader without network would. */
  async open(html: string, options: BrowserContextOptions = {}): Promise<Opened> {
    const file = path.join(this.folder, `page ${Math.floor(performance.now() * 1000)}.html`);
    writeFileSync(file, html);
    return this.visit(pathToFileURL(file).href, options);
  }

  /** Opens an address and counts requests to anywhere else than it, or its server. */
  async visit(address: string, options: BrowserContextOptions = {}): Promise<Opened> {
    const { origin } = new URL(address);
    const own = (url: string): boolean =>
      /^(data|blob|about):/.test(url) ||
      (origin === 'null' ? url === address : url.replace(/^ws/, 'http').startsWith(`${origin}/`));
    const page = await this.browser.newPage({
      viewport: { width: 960, height: 600 },
      reducedMotion: 'reduce',
      ...options,
    });
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!own(request.url())) requests.push(request.url());
    });
    await page.goto(address);
    return { page, complaints, requests };
  }

  async close(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The frame of a live view, once it shows its body. */
export async function liveFrame(page: Page): Promise<Frame> {
  const frame = page.frames().find((each) => each !== page.mainFrame());
  if (!frame) throw new Error('the page holds no frame');
  await frame.waitForSelector(':root.live', { state: 'attached', timeout: 60_000 });
  return frame;
}

/** What the canvas of a live view shows once it has come to rest. */
export async function stagePicture(frame: Frame): Promise<Pixels> {
  const canvas = frame.locator('.stage canvas');
  let before = '';
  for (let attempt = 0; attempt < 40; attempt++) {
    await frame.evaluate(
      () =>
        new Promise((done) =>
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 120))),
        ),
    );
    const now = await canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL('image/png'));
    if (now === before) return pixelsOf(Buffer.from(now.slice(now.indexOf(',') + 1), 'base64'));
    before = now;
  }
  throw new Error('the picture does not come to rest');
}
