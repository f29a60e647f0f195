/** Style sheet of a report: light and dark on the screen, dark on white in print. */
export const reportStyle = `
:root { color-scheme: light dark; --ground: #ffffff; --ink: #24292f; --quiet: #59636e; --line: #d5dae0; --tint: #f3f5f8; --warn: #b35900; }
@media (prefers-color-scheme: dark) { :root { --ground: #16181b; --ink: #e6e8ea; --quiet: #a3abb3; --line: #3c434a; --tint: #212529; --warn: #f0a050; } }
@media print { :root { --ground: #ffffff; --ink: #000000; --quiet: #333333; --line: #bbbbbb; --tint: #ffffff; --warn: #7a3c00; } }
body { margin: 0 auto; max-width: 1000px; padding: 20px 24px 48px; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, 'DejaVu Sans', sans-serif; }
h1 { font-size: 26px; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 19px; margin: 34px 0 10px; padding-bottom: 4px; border-bottom: 1px solid var(--line); break-after: avoid; }
p { margin: 6px 0; }
.subtitle, figcaption, .note { color: var(--quiet); }
.warning { border-left: 4px solid var(--warn); padding: 4px 12px; background: var(--tint); }
table { border-collapse: collapse; width: 100%; break-inside: avoid; }
th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 500; color: var(--quiet); width: 30%; }
td { font-variant-numeric: tabular-nums; }
figure { margin: 14px 0; break-inside: avoid; }
figcaption { font-size: 13px; margin-top: 4px; }
.chart svg, .picture img { max-width: 100%; height: auto; display: block; }
.chart svg text { fill: var(--ink); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(430px, 100%), 1fr)); gap: 0 24px; align-items: start; }
@media print {
  @page { margin: 16mm; }
  body { padding: 0; max-width: none; font-size: 10.5pt; }
  .decodesaxs-view iframe { display: none; }
  .decodesaxs-view { min-height: 0 !important; }
  .charts { grid-template-columns: 1fr 1fr; }
  .live-only { display: none; }
}
`;
