import type { ViewerScripts } from './viewerScripts';

let scripts: ViewerScripts | undefined;

/** Sets the programs of live views, which a page must fetch before it makes one. */
export function provideViewerScripts(provided: ViewerScripts): void {
  scripts = provided;
}

/** The programs of a live view. @throws Error where none were provided */
export function viewerScripts(): ViewerScripts {
  if (!scripts) throw new Error('a live view needs its programs: call provideViewerScripts first');
  return scripts;
}
