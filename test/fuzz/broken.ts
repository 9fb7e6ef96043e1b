import { fuzzCommand } from './command';
import type { Complaint, Input, Target } from './target';

/** The command with a target that is broken on purpose, as `BROKEN` says. The test of the command runs it. */

const breakages: Readonly<Record<string, () => Complaint>> = {
  hang: () => {
    for (;;);
  },
  crash: () => process.abort(),
  pollute: () => {
    Object.assign(Object.prototype, { polluted: true });
    return null;
  },
};

const brokenTarget = (name: string, breakage: () => Complaint): Target => ({
  name,
  weight: 1,
  // One character of each input breaks it, because each try to make inputs fewer or shorter takes a process.
  draw: (): Input => ({ about: '', text: '!', status: 200, date: null }),
  open: () => ({ feed: ({ text }) => (text === '!' ? breakage() : null), end: () => null }),
});

const name = process.env['BROKEN'] ?? '';
const breakage = breakages[name];
if (breakage === undefined) throw new Error(`BROKEN is none of ${Object.keys(breakages).join(', ')}`);
await fuzzCommand({ targets: [brokenTarget(name, breakage)], patience: 3_000, shortPatience: 2_000 });
