/** Revisions before `--json`: their own benchmarks run unchanged, except for parts that would only take time. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const isOlder = (folder: string): boolean => !existsSync(join(folder, 'bench/section.ts'));

/** A replacement without other libraries. They are beside ours in a table, and say nothing about a revision. */
const noPeers = `export const loadPeers = async () => ({ peers: [], missing: [] });\n`;

const rewrite = (file: string, change: (text: string) => string): void =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

/** Adds digits to figures. Two are enough to read, but not to compare. */
const withMoreDigits = (text: string): string => text.replaceAll(/toFixed\([12]\)/g, 'toFixed(5)');

/** Prepares a revision. Returns the entry of the simulator's benchmark, which was a program of its own. */
export const makeComparable = (folder: string): string => {
  writeFileSync(join(folder, 'bench/contenders.ts'), noPeers);
  for (const name of ['sections.ts', 'socket.ts']) {
    rewrite(join(folder, 'bench', name), withMoreDigits);
  }
  const simulator = join(folder, 'bench/simulator.ts');
  rewrite(simulator, (program) =>
    program.replace('virtualOrders(30_000)', 'virtualOrders(10_000)').replace('await crowd(1_000);', ''),
  );
  return simulator;
};
