import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { chromiumPath } from '../../widgets/test/browser';

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

/** Milliseconds that a test waits for what must come. */
export const PATIENCE = 150_000;

/** Chromium with a folder of its own, in which sites may keep nothing. */
export async function withoutStorage(context: Mocha.Context, folder: string): Promise<BrowserContext> {
  const executablePath = findChromium(context);
  mkdirSync(path.join(folder, 'Default'), { recursive: true });
  writeFileSync(
    path.join(folder, 'Default', 'Preferences'),
    JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }),
  );
  return chromium.launchPersistentContext(folder, {
    executablePath,
    args: flags,
    viewport: { width: 1600, height: 1000 },
    reducedMotion: 'reduce',
  });
}

/** Starts Chromium; skips the tests of the caller without one, except where CI demands it. */
export async function startChromium(
  context: Mocha.Context,
  extraFlags: readonly string[] = [],
): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(context), args: [...flags, ...extraFlags] });
}

function findChromium(context: Mocha.Context): string {
  const found = chromiumPath();
  if (found) return found;
  if (process.env.CI) throw new Error('no Chromium in PATH');
  console.log('      skipped: no Chromium in PATH');
  return context.skip();
}

/** The page in a browser, with what it complained of and what it asked of others than its own origin. */
export class OpenedPage {
  readonly complaints: string[] = [];
  readonly strangers: string[] = [];

  private constructor(
    readonly page: Page,
    readonly context: BrowserContext,
  ) {}

  static async open(
    browser: Browser,
    address: string,
    options: BrowserContextOptions = {},
  ): Promise<OpenedPage> {
    const context = await browser.newContext({
      viewport: { width: 1600, height: 1000 },
      reducedMotion: 'reduce',
      acceptDownloads: true,
      ...options,
    });
    return OpenedPage.inContext(context, address);
  }

  /** Opens the page in a context that has settings of its own. */
  static async inContext(context: BrowserContext, address: string): Promise<OpenedPage> {
    // what is waited for is a condition; the time is that of a busy machine
    context.setDefaultTimeout(PATIENCE);
    context.setDefaultNavigationTimeout(PATIENCE);
    const opened = new OpenedPage(await context.newPage(), context);
    opened.listen(new URL(address).origin);
    await opened.page.goto(address);
    return opened;
  }

  /** Gives a file by the page's own chooser. */
  async give(chooser: 'curve' | 'model', name: string, content: string | Uint8Array): Promise<void> {
    await this.page.setInputFiles(`#${chooser}-file`, {
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(content),
    });
  }

  /** Drops a file on the page. */
  async drop(name: string, content: string): Promise<void> {
    const dataTransfer = await this.page.evaluateHandle(
      ([file, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([text], file));
        return data;
      },
      [name, content],
    );
    await this.page.dispatchEvent('body', 'drop', { dataTransfer });
  }

  /** Waits until the page answers a question, which may take it a while, with yes. */
  async until<T>(question: (argument: T) => Promise<boolean>, argument: T): Promise<void> {
    const end = performance.now() + PATIENCE;
    // waitForFunction would take the promise itself for a yes
    while (!(await this.page.evaluate(question as (argument: unknown) => Promise<boolean>, argument))) {
      if (performance.now() > end)
        throw new Error(`The page does not come to a yes within ${PATIENCE / 1000} s.`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /**
   * The first line from now on that matches, seen by the page itself, and a button pressed at that moment: a stage of a run
   * may last less than a command from here takes. Call it before what brings the line, and wait for it afterwards.
   */
  lineToCome(pattern: RegExp, press?: string): Promise<string> {
    return this.page.evaluate(
      ([source, name]) =>
        new Promise<string>((resolve) => {
          const observer = new MutationObserver(() => {
            const line = document.querySelector('.line')?.textContent ?? '';
            if (!new RegExp(source!).test(line)) return;
            observer.disconnect();
            if (name) document.querySelector<HTMLElement>(`[aria-label^="${name}"]`)!.click();
            resolve(line);
          });
          observer.observe(document.body, { childList: true, characterData: true, subtree: true });
        }),
      [pattern.source, press],
    );
  }

  /** Waits for what the search says of itself. */
  async waitForLine(words: RegExp, timeout = PATIENCE): Promise<string> {
    await this.page
      .waitForFunction(
        ([source]) => new RegExp(source).test(document.querySelector('.line')?.textContent ?? ''),
        [words.source],
        { timeout, polling: 100 },
      )
      .catch(async (error: Error) => {
        const seen = await Promise.all(
          ['.line', '.notes', '.refusal'].map((part) => this.page.locator(part).textContent()),
        );
        throw new Error(
          `${error.message.split('\n')[0]} The page says: ${[...seen, ...this.complaints].join(' | ')}`,
        );
      });
    return (await this.page.textContent('.line')) ?? '';
  }

  /** The sentence of a refusal. */
  async refusal(): Promise<string> {
    const alert = this.page.locator('.refusal p');
    await alert.waitFor();
    return (await alert.textContent()) ?? '';
  }

  /** The bytes that a button of the page saves. */
  async saved(button: string): Promise<Uint8Array> {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('button', { name: button }).click(),
    ]);
    const parts: Uint8Array[] = [];
    for await (const part of await download.createReadStream()) parts.push(part as Uint8Array);
    return Buffer.concat(parts);
  }

  /** One of the numbers to quote, such as "Fit", with its words. */
  async keyNumber(name: string): Promise<string> {
    const found = this.page.locator('.key-numbers > div', {
      has: this.page.getByText(name, { exact: true }),
    });
    return (await found.locator('dd').textContent()) ?? '';
  }

  /** The value of a fact, such as "Rg", with its note. */
  async fact(name: string): Promise<string> {
    return (
      (await this.page
        .locator('.facts > div', { has: this.page.getByText(name, { exact: true }) })
        .first()
        .locator('dd')
        .textContent()) ?? ''
    );
  }

  private listen(origin: string): void {
    const { page } = this;
    page.on('console', (message) => message.type() === 'error' && this.complaints.push(message.text()));
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('dialog', (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    this.context.on('request', (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin)
        this.strangers.push(request.url());
    });
  }
}
