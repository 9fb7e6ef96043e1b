export const style = `
:root { color-scheme: light dark; --up: #0a7d4f; --down: #c0392b; --line: #2563eb; --dim: #8886; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; padding: 12px 16px; max-width: 960px; }
main { overflow-wrap: anywhere; }
h1 { margin: 8px 0; font-size: 24px; } h2 { margin: 24px 0 8px; font-size: 18px; } h3 { margin: 8px 0; font-size: 15px; }
.wide { overflow-x: auto; margin: 8px 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 12px 3px 0; text-align: left; border-bottom: 1px solid var(--dim); white-space: nowrap; }
dl { display: grid; grid-template-columns: minmax(9em, auto) 1fr; margin: 8px 0; font-variant-numeric: tabular-nums; }
dt, dd { margin: 0; padding: 3px 12px 3px 0; border-bottom: 1px solid var(--dim); }
svg { width: 100%; height: auto; } svg text { font-size: 12px; fill: currentColor; paint-order: stroke; stroke: Canvas; stroke-width: 4px; }
.grid { stroke: var(--dim); } .line { fill: none; stroke: var(--line); stroke-width: 1.5; }
.drawdown, .ask { stroke: var(--down); } .bid { stroke: var(--up); }
.buy { fill: var(--up); stroke: var(--up); } .sell { fill: var(--down); stroke: var(--down); }
.span { stroke-width: 3; opacity: 0.55; stroke-linecap: round; } circle { stroke: Canvas; }
#en:checked ~ main [lang=ja], #ja:checked ~ main [lang=en] { display: none; }
@media (max-width: 600px) { svg text { font-size: 22px; } }
`;
