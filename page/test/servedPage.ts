import type { Browser } from 'playwright-core';
import { builtPage } from './builtPage';
import { startChromium } from './openedPage';
import { StaticServer } from './staticServer';

/** The built page on a static host, and a browser to visit it with. */
export interface ServedPage {
  readonly folder: string;
  readonly server: StaticServer;
  readonly browser: Browser;
}

let served: ServedPage | undefined;

/** One build, host and browser for the tests of all files; skips those of the caller where they cannot be had. */
export async function servedPage(context: Mocha.Context): Promise<ServedPage> {
  if (served?.browser.isConnected()) return served;
  const browser = await startChromium(context);
  const folder = builtPage(context);
  served = { folder, server: await StaticServer.start(folder), browser };
  return served;
}

after(async () => {
  await served?.browser.close();
  await served?.server.stop();
});
