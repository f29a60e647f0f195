import { escapeText } from '../render/escape';
import type { View } from './view';

/** A view as a complete HTML page that opens offline, light or dark like the system. */
export function standalonePage(view: View): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeText(view.title)}</title>
<style>body { margin: 12px; background: #ffffff; color: #24292f; font: 15px system-ui, sans-serif }
@media (prefers-color-scheme: dark) { body { background: #16181b; color: #e6e8ea } }</style></head>
<body><main>${view.html}</main></body></html>
`;
}
