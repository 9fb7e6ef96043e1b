import { isSameKind, batchOf, runInputs, watchUnhandled, batchSize } from './run';
import { targets as all } from './targets';
import { shrink } from './shrink';
watchUnhandled();
const [name, count, from] = process.argv.slice(2);
const n = Number(count ?? 20);
let bad = 0; let spent = 0; const c0 = process.cpuUsage();
const kinds = new Set<string>();
for (let i = 0; i < n && bad < 6; i += 1) {
  const { target, inputs } = batchOf(all.filter((t) => t.name === name), Number(from ?? 1), i);
  const t1 = performance.now(); const f = await runInputs(target, inputs()); spent += performance.now() - t1;
  if (f) { 
    const kind = f.complaint.slice(0, 60); if (kinds.has(kind)) continue; kinds.add(kind); bad += 1; 
    const s = await shrink(f.inputs, async (x) => isSameKind(f, await runInputs(target, x)));
    console.log(i, f.complaint.slice(0, 600), '\n   ', f.inputs.length, JSON.stringify(s).slice(0, 600)); }
}
const c = process.cpuUsage(c0); console.log(name, (c.user + c.system) / n / batchSize, 'us cpu per input');
