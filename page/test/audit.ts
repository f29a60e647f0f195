import { mkdirSync } from 'node:fs';
import path from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { root } from './builtPage';

/** Saves a screenshot of a whole page, to be looked at. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const pictures = path.join(root, 'build', 'pictures');
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, name), fullPage: true });
}

/** What axe finds on a page, in one line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document),
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
