import { readFileSync } from 'node:fs';
import { join } from 'node:path';

let text: string | undefined;

/** The program of the interactive views, read once. @throws Error where the package was not bundled */
export function program(): string {
  try {
    text ??= readFileSync(join(__dirname, '..', 'dist', 'live', 'bundle.js'), 'utf8');
  } catch (error) {
    throw new Error(`the lessons have no program (${(error as Error).message}): run "npm run build"`, {
      cause: error,
    });
  }
  return text;
}

/** Style sheet of the interactive views. */
export const style = `
.panes { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 10px; flex: none; }
.pane { position: relative; min-height: 60px; }
.pane canvas { width: 100%; display: block; border-radius: 6px; }
.pane .turn { cursor: grab; touch-action: none; max-width: 360px; margin: auto; }
.live .panes, .live .pane { visibility: visible; }
.facts { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0; flex: none; font-variant-numeric: tabular-nums; }
.facts b { font-size: 17px; }
.sliders { display: grid; grid-template-columns: repeat(auto-fill, minmax(205px, 1fr)); gap: 2px 14px; flex: none; }
.sliders label { display: grid; grid-template-columns: 5.4em 1fr 3.6em; }
.sliders input { width: 100%; min-width: 60px; }
.sliders output { min-width: 0; text-align: right; }
.note { margin: 0; flex: none; font-size: 12px; color: var(--quiet); }
@media (max-width: 620px) { .panes { grid-template-columns: 1fr; } }
`;
