import { gzipSync } from 'fflate';
import { base64 } from '../render/base64';
import { compactPng } from '../render/compactPng';
import { escapeText } from '../render/escape';
import { showsItself } from '../showsItself';
import { type Blocks, joined } from './packMap';
import { pageStyle } from './style';
import type { View } from './view';
import { viewerScripts } from './viewerScripts';

/** Nothing may be fetched: a page contains everything it shows. */
const policy =
  "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src data: blob:";

/** Largest width of a view in pixels. */
const widest = 960;

/** Height in pixels of the text above the still picture. */
const captionHeight = 48;

/** Parts of a framed view. */
export interface FrameParts {
  readonly title: string;
  readonly description: string;
  readonly poster: Uint8Array;
  readonly height: number;
  /** header of the page's data, as expected by the page's own script */
  readonly header: object;
  readonly blocks: Blocks;
  /** the page's own script; default the live views of this package, which draw with NGL */
  readonly script?: string;
  /** style sheet of that script, after the common one */
  readonly style?: string;
  /** views of the same key, one after the other on a page, keep their orientation */
  readonly key?: string;
}

/** On paper the still picture replaces the view. */
const printStyle =
  '<style>@media print{.decodesaxs-view iframe,.decodesaxs-view figcaption span{display:none!important}}</style>';

/** Shown where scripts are removed: in a notebook that is not yet trusted, and on pages without scripts. */
const hint = 'Still picture: run the cell (Shift + Enter) for the live view.';

/**
 * The fragment of a view: a picture, and above it a frame that is transparent until its script has
 * drawn the live view. Where frames are removed the picture remains. The frame is sandboxed: its
 * script reaches neither the notebook nor the network. It contains all data, and NGL (MIT licence),
 * packed by gzip and base64, so that text of a file cannot become markup. Paper shows the still picture.
 */
export function framedView(parts: FrameParts): View {
  const { title, description, height } = parts;
  const poster = compactPng(parts.poster);
  const width = pictureWidth(poster, height - captionHeight);
  const picture = `data:image/png;base64,${base64(poster)}`;
  const html =
    `<div class="decodesaxs-view" style="display:grid;max-width:${widest}px">${printStyle}` +
    `<figure style="grid-area:1/1;margin:0"><figcaption style="padding:8px 12px"><strong>${escapeText(title)}</strong> ` +
    `<span style="opacity:0.75">${hint}</span></figcaption>` +
    `<img src="${picture}" alt="${escapeText(`${title}. ${description}`)}" width="${width}" ` +
    `style="display:block;width:${width}px;max-width:100%;height:auto;margin:auto"></figure>` +
    `<iframe title="${escapeText(title)}" sandbox="allow-scripts allow-downloads" allow="fullscreen" ` +
    `style="grid-area:1/1;position:relative;width:100%;height:${height}px;border:0;color-scheme:light" ` +
    `onload="${escapeText(themeTeller + turnKeeper(parts.key))}" srcdoc="${escapeText(livePage(parts))}"></iframe></div>`;
  return showsItself({ kind: 'view', title, description, html, poster });
}

/** Width at which a PNG is as high as the view, or the largest width. */
function pictureWidth(png: Uint8Array, height: number): number {
  const header = new DataView(png.buffer, png.byteOffset);
  return Math.round(Math.min(widest, (height * header.getUint32(16)) / header.getUint32(20)));
}

/**
 * Tells the frame whether the page around it is dark, now and when the page changes:
 * JupyterLab has an attribute for this; on other pages the colour behind the frame decides.
 */
const themeTeller =
  `(function(f){function dark(){var l=document.body.getAttribute('data-jp-theme-light');if(l)return l==='false';` +
  `for(var e=f.parentElement;e;e=e.parentElement){var c=getComputedStyle(e).backgroundColor.match(/[0-9.]+/g);` +
  `if(c&&(c.length<4||+c[3]>0.5))return 0.3*c[0]+0.59*c[1]+0.11*c[2]<128}return false}` +
  `function tell(){if(f.contentWindow)f.contentWindow.postMessage({decodesaxsTheme:dark()?'dark':'light'},'*')}` +
  `tell();new MutationObserver(tell).observe(document.body,{attributes:true});` +
  `matchMedia('(prefers-color-scheme: dark)').addEventListener('change',tell)})(this)`;

/**
 * Keeps on the page what the frame tells of its orientation, for the next frame of the same key. In the attribute of an
 * element the plain name addEventListener would be that of the element.
 */
function turnKeeper(key?: string): string {
  if (key === undefined) return '';
  return (
    `;(function(f,k){var t=window.decodesaxsTurns=window.decodesaxsTurns||{};` +
    `if(t[k])f.contentWindow.postMessage({decodesaxsTurn:t[k]},'*');` +
    `window.addEventListener('message',function hear(e){if(!f.isConnected)return window.removeEventListener('message',hear);` +
    `if(e.source===f.contentWindow&&e.data&&e.data.decodesaxsTurned)t[k]=e.data.decodesaxsTurned})})(this,${JSON.stringify(key)})`
  );
}

function livePage({ title, header, blocks, script, style = '' }: FrameParts): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">` +
    `<title>${escapeText(title)}</title><style>${pageStyle}${style}</style></head><body>` +
    `<script type="text/plain" id="data">${packed(joined(header, blocks))}</script>` +
    (script === undefined ? `<script type="text/plain" id="ngl">${packedNgl()}</script>` : '') +
    `<script>${script ?? viewerScripts().live}</script></body></html>`
  );
}

function packed(bytes: Uint8Array): string {
  return base64(gzipSync(bytes, { level: 9, mtime: 0 }));
}

let ngl: string | undefined;

/** NGL packed for a page, kept after the first time. */
function packedNgl(): string {
  ngl ??= packed(new TextEncoder().encode(viewerScripts().ngl));
  return ngl;
}
