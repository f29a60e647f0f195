import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Folder of the notes and temporary files of the set-up. It is in node_modules, so that
 * removing the packages also removes the notes about them.
 */
export function cacheFolder(root) {
  return path.join(root, 'node_modules', '.cache', 'decodesaxs');
}

/** The note of the last run of a step, or null. */
export function readMemo(root, step) {
  return readJson(path.join(cacheFolder(root), `${step}.json`));
}

export function writeMemo(root, step, memo) {
  mkdirSync(cacheFolder(root), { recursive: true });
  writeFileSync(path.join(cacheFolder(root), `${step}.json`), `${JSON.stringify(memo)}\n`);
}

export function forgetMemo(root, step) {
  rmSync(path.join(cacheFolder(root), `${step}.json`), { force: true });
}

/** The content of a JSON file, or null if it cannot be read. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
