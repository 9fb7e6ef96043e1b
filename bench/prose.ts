import { cpus, loadavg } from 'node:os';

/** Returns the beginning of the output of `npm run bench`. */
export const intro = (short: boolean): readonly string[] => [
  '# Benchmarks',
  '',
  'This page compares the costs of the library with those of others, and says how to measure them again.',
  '',
  `The tables are the output of \`npm run bench${short ? ' -- --short' : ''}\`. Node ${process.versions.node} (V8 ${process.versions.v8}), ${cpus()[0]?.model ?? 'unknown processor'}, ${new Date().toISOString().slice(0, 10)}; load of the machine at the start: ${(loadavg()[0] ?? 0).toFixed(1)} on ${cpus().length} cores.`,
  '',
  '**How to read it.** The contenders run in one process and take turns, in rotating order; over a socket, each has its own process. A figure is the median over the rounds. A ratio is the median of the ratios of all rounds, each to `JSON.parse` of the same frames in the same round; its quartiles stand beside it. Time is processor time, garbage collection included. From machine to machine ratios differ little, and microseconds differ much. On a busy machine neither is exact: look at the quartiles before you believe a second digit. The frames are generated from a seed, and have the sizes and the shape of the live venue’s. A ratio below 1 means that all of the work costs less than `JSON.parse` of the frame alone.',
  '',
  '**To compare two revisions**, run `npm run bench -- --compare REF`. It builds the revision `REF` in its own folder and runs the benchmarks of both revisions in processes that take turns, nine each, or `--rounds N`. For each figure it gives the ratio of the working tree to `REF`, with its quartiles. The benchmark of the working tree places the orders on both sides, because older revisions measured them in another way. `--only book,order` runs these sections alone. A figure that is clearly more than 5 % worse is marked, and the exit code is then 2.',
  '',
];
