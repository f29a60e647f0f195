/** Style sheet of the live pages. */
export const pageStyle = `
:root { --ground: #ffffff; --ink: #24292f; --quiet: #59636e; --line: #c9d1d9; --tint: #f1f4f7; --accent: #0b6fa8; }
:root[data-theme=dark] { --ground: #16181b; --ink: #e6e8ea; --quiet: #a3abb3; --line: #3c434a; --tint: #24282d; --accent: #58b0e3; }
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; background: transparent; }
body { display: flex; flex-direction: column; gap: 6px; padding: 8px 12px; color: var(--quiet); overflow: auto;
  font: 13px/1.4 system-ui, 'DejaVu Sans', sans-serif; }
.live body { background: var(--ground); color: var(--ink); }
body > * { visibility: hidden; }
.live body > *, .stage { visibility: visible; }
h2 { margin: 0; font-size: 15px; overflow-wrap: anywhere; max-height: 2.8em; overflow: auto; flex: none; }
.stage { position: relative; flex: 1 0 auto; min-height: 200px; border-radius: 6px; outline-offset: -2px; }
.stage:focus-visible { outline: 2px solid var(--accent); }
.canvas { position: absolute; inset: 0; overflow: hidden; border-radius: 6px; }
.message { position: absolute; left: 8px; bottom: 6px; margin: 0; padding: 2px 8px; border-radius: 4px; background: var(--tint);
  color: var(--ink); }
.message:empty { display: none; }
.bar { position: absolute; right: 12px; bottom: 10px; border: solid var(--ink); border-width: 0 2px 2px; height: 1.7em; text-align: center;
  font-size: 12px; color: var(--ink); pointer-events: none; visibility: hidden; }
.live .bar { visibility: visible; }
.controls { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 16px; flex: none; }
:root[data-theme=dark] .controls { color-scheme: dark; }
label, .key { display: inline-flex; align-items: center; gap: 6px; }
label.wide { flex: 1 1 320px; }
label.wide input { flex: 1; }
input, select, button { font: inherit; accent-color: var(--accent); }
input[type=range] { width: 150px; min-width: 80px; }
output { font-variant-numeric: tabular-nums; min-width: 3.2em; }
button, select { color: var(--ink); background: var(--tint); border: 1px solid var(--line); border-radius: 5px; padding: 2px 9px; min-height: 26px; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.buttons { display: inline-flex; flex-wrap: wrap; gap: 4px; }
.picture { display: inline-flex; }
.picture button { border-radius: 5px 0 0 5px; }
.picture select { border-radius: 0 5px 5px 0; border-left: 0; }
button[aria-pressed=true] { background: var(--accent); color: var(--ground); }
.stage:fullscreen { border-radius: 0; background: var(--ground); }
.legend { position: absolute; left: 10px; top: 8px; margin: 0; padding: 0; list-style: none; color: var(--ink); pointer-events: none; visibility: hidden; }
.live .legend { visibility: visible; }
.sign { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 6px; }
.play { min-width: 6.5em; }
.report { margin: 0; flex: none; font-variant-numeric: tabular-nums; }
.scale { display: inline-block; width: 110px; height: 11px; border-radius: 2px; }
.spark { width: 120px; height: 30px; flex: none; }
.spark polyline { fill: none; stroke: var(--quiet); stroke-width: 1.4; }
.spark circle { fill: #d55e00; }
.side { position: absolute; padding: 0 4px; text-align: center; font-weight: 600; overflow-wrap: anywhere; pointer-events: none; visibility: hidden; }
.live .side { visibility: visible; }
@media (forced-colors: active) { button, select { border: 1px solid; } }
`;
