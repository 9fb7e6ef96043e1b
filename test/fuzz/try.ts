import { isSameKind, batchOf, runInputs, watchUnhandled, batchSize } from './run';
import { framesTarget } from './targets/frames';
import { repliesTarget } from './targets/replies';
import { messagesTarget } from './targets/messages';
import { writesTarget } from './targets/writes';
import { shrink } from './shrink';
watchUnhandled();
const all = [framesTarget(), repliesTarget, messagesTarget, writesTarget];
const [name, count, from] = process.argv.slice(2);
const n = Number(count ?? 20);
let bad = 0; let spent = 0;
const kinds = new Set<string>();
for (let i = 0; i < n && bad < 6; i += 1) {
  const { target, inputs } = batchOf(all.filter((t) => t.name === name), Number(from ?? 1), i);
  const t1 = performance.now(); const f = await runInputs(target, inputs()); spent += performance.now() - t1;
  if (f) { 
    const kind = f.complaint.slice(0, 60); if (kinds.has(kind)) continue; kinds.add(kind); bad += 1; 
    const s = await shrink(f.inputs, async (x) => isSameKind(f, await runInputs(target, x)));
    console.log(i, f.complaint.slice(0, 600), '\n   ', f.inputs.length, JSON.stringify(s).slice(0, 600)); }
}
console.log(spent / n / batchSize * 1000, 'us per input');
