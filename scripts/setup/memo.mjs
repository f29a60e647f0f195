import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Where the set-up keeps its notes and temporary files. It lies in node_modules, so that whatever
 * removes the packages removes the notes about them too.
 */
export function cacheFolder(root) {
  return path.join(root, 'node_modules', '.cache', 'decodesaxs');
}

/** What a step noted when it was last carried out, or null. */
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

/** The content of a JSON file, or null where there is none that can be read. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
