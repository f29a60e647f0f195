import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const root = path.resolve(__dirname, '..', '..');
export const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(path.join(root, 'fixtures', name)));

let folder: string | undefined;

/** The folder of the page, built once for all tests; skips those of the caller where there are no networks. */
export function builtPage(context: Mocha.Context): string {
  if (!existsSync(path.join(root, 'kernel-lib', 'weights', 'manifest.json'))) {
    console.log('      skipped: there are no trained networks');
    context.skip();
  }
  if (!folder) {
    const made = mkdtempSync(path.join(tmpdir(), 'decodesaxs page '));
    process.on('exit', () => rmSync(made, { recursive: true, force: true }));
    execFileSync(process.execPath, [path.join(root, 'page', 'build.mjs'), '--out', made], {
      cwd: root,
      stdio: 'pipe',
    });
    folder = made;
  }
  return folder;
}
