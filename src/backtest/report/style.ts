export const style = `
:root { color-scheme: light dark; --up: #0a7d4f; --down: #c0392b; --line: #2563eb; --dim: #8884; --soft: #888; }
@media (prefers-color-scheme: dark) { :root { --up: #34d399; --down: #f87171; --line: #60a5fa; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 12px 16px; max-width: 960px; }
main { overflow-wrap: anywhere; }
h1 { margin: 8px 0 0; font-size: 24px; } h2 { margin: 28px 0 8px; font-size: 18px; } h3 { margin: 8px 0; font-size: 15px; }
ul { padding-left: 20px; }
.wide { overflow-x: auto; margin: 8px 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 16px 3px 0; text-align: left; border-bottom: 1px solid var(--dim); white-space: nowrap; }
.number { text-align: right; }
section:first-of-type td:first-child { white-space: normal; min-width: 11em; }
dl { display: grid; grid-template-columns: minmax(9em, 40%) 1fr; margin: 8px 0; font-variant-numeric: tabular-nums; }
dt, dd { margin: 0; padding: 3px 12px 3px 0; border-bottom: 1px solid var(--dim); }
figure { margin: 8px 0; } figcaption { font-size: 13px; }
.plot { position: relative; height: 260px; margin-bottom: 24px; border-bottom: 1px solid var(--soft); }
svg { position: absolute; width: 100%; height: 100%; overflow: visible; }
path { fill: none; vector-effect: non-scaling-stroke; }
.plot b { position: absolute; font: 12px/1 system-ui, sans-serif; font-variant-numeric: tabular-nums; color: var(--soft); pointer-events: none; }
.value { right: 0; margin-top: -14px; padding: 0 2px; background: color-mix(in srgb, Canvas 75%, transparent); }
.time { top: 100%; padding-top: 6px; transform: translateX(-50%); }
.first { transform: none; } .last { transform: translateX(-100%); }
.grid { stroke: var(--dim); stroke-width: 1; } .line { stroke: var(--line); stroke-width: 1.5; stroke-linejoin: round; }
.drawdown, .ask { stroke: var(--down); } .bid { stroke: var(--up); }
.buy { stroke: var(--up); } .sell { stroke: var(--down); }
.span { stroke-width: 3; opacity: 0.55; } .dot { stroke-width: 8; stroke-linecap: round; }
.key { display: inline-block; width: 14px; height: 0; border-top: 2px solid var(--line); margin: 0 6px 4px 0; }
.key.bid { border-color: var(--up); } .key.ask { border-color: var(--down); } figcaption span { margin-right: 14px; }
#en:checked ~ main [lang=ja], #ja:checked ~ main [lang=en] { display: none; }
`;
