import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Texts of the two programs inside a live view. */
export interface ViewerScripts {
  /** NGL, see `ngl/README.md` */
  readonly ngl: string;
  /** the bundled modules of `live` */
  readonly live: string;
}

let scripts: ViewerScripts | undefined;

/** Sets the programs of live views, which a page must fetch before it makes one; in Node the package has them. */
export function provideViewerScripts(provided: ViewerScripts): void {
  scripts = provided;
}

/** The programs of a live view, read once. @throws Error where the package was compiled but not bundled */
export function viewerScripts(): ViewerScripts {
  const folder = join(__dirname, '..', '..');
  try {
    scripts ??= {
      ngl: readFileSync(join(folder, 'ngl', 'ngl.js'), 'utf8'),
      live: readFileSync(join(folder, 'dist', 'live', 'bundle.js'), 'utf8'),
    };
  } catch (error) {
    throw new Error(`the live views have no program (${(error as Error).message}): run "npm run build"`, {
      cause: error,
    });
  }
  return scripts;
}
