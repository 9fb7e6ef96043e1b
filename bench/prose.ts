import { cpus, loadavg } from 'node:os';

/** Returns the beginning of the output of `npm run bench`. */
export const intro = (short: boolean): readonly string[] => [
  '# Benchmarks',
  '',
  'This page compares the costs of the library with those of others, and says how to measure them again.',
  '',
  `Written by \`npm run bench${short ? ' -- --short' : ''}\`. Node ${process.versions.node} (V8 ${process.versions.v8}), ${cpus()[0]?.model ?? 'unknown processor'}, ${new Date().toISOString().slice(0, 10)}; load of the machine at the start: ${(loadavg()[0] ?? 0).toFixed(1)} on ${cpus().length} cores.`,
  '',
  '**How to read it.** Contenders take turns, in rotating order, in one process (over a socket each in its own); what is given is the median over the rounds, and for ratios the median of each round’s ratio to `JSON.parse` of the same frames in the same round, with its quartiles. Time is processor time, garbage collection included. Ratios carry over from machine to machine fairly well, microseconds do not, and neither does much on a busy machine: look at the quartiles before you believe a second digit. Frames are made up from a seed, in the sizes and shape of the live venue’s. A ratio below 1 means: less than it costs to parse the frame’s JSON at all.',
  '',
  '**To compare two revisions**, run `npm run bench -- --compare REF`. It builds the revision `REF` in a folder of its own, runs the benchmarks of both in processes that take turns (nine each, or `--rounds N`), and gives for every figure the ratio of the working tree’s to the revision’s, with its quartiles. Orders are placed by the benchmark of the working tree on both sides, since older revisions measured them in another way. `--only book,order` leaves the other sections out. A change is judged by it: what is clearly more than 5 % worse is marked, and the exit code is then 2.',
  '',
];

/** Returns findings of `node --cpu-prof` and of single parts, written by hand, on a quiet machine. */
export const bounds = (): readonly string[] => [
  '## Where the time goes',
  '',
  'Of 3.4 µs a frame (`JSON.parse`: 6.2 µs on that machine, when it was quiet):',
  '',
  '- A third, 1.1 µs, reads the frame: 0.2 µs to copy its characters into bytes, the rest to walk over them once.',
  '- Two fifths, 1.4 µs, put the 11 changes of a diff in order (0.25 µs), merge them into the two sides and make the view (0.15 µs). Half of that are branches that nobody can foretell: the same few diffs, over and over, take half the time. How much is copied matters less: runs of 16 to 96 levels cost the same.',
  '- A tenth, 0.3 µs, is memory: what is emitted and what is kept, 3.6 kB a frame, and its collection.',
  '- A fifth, 0.6 µs, is the way from the frame to the observer: the look-up of its room, and RxJS.',
  '',
  'What gained how much, of what `JSON.parse` takes: bytes instead of a string’s characters, 0.06; a function’s own constants instead of a module’s, which a bundler makes variables that V8 looks up each time, and what stands between numbers compared by words of four bytes, together 0.1; changes as plain numbers, objects only of levels that are new, a whole proved and applied by one walk, 0.12; sharing without `share` and `tap`, whose ES5 iterators and steps cost more than the work, 0.1; asking first (is any total lost? is the whole what is known?), 0.06. Over a socket, no text for an error before there is one: a fifth of a diff’s delay; asking the room of the last frame first, and looking at the clock after a frame was told: a seventh. What gained nothing and is not kept: digits read eight at a time; merging by a single comparison; sides of plain numbers throughout, with objects made for each view, or kept by it from the last; numbers and objects of a run side by side; typed arrays; changes inserted in place, without sorting; binary insertion; ranks without branches. Books made by spreads instead of written out take half as long again.',
  '',
  'Of an order’s delay to its first byte beyond a bare POST, some 85 µs, the check, the signature and the schema take 10: the row of one chain shows it. The rest is what keeps order: 27 subscriptions from the call to its end (49 before, of 100 kB instead of 49), the flight, the id and the limits. It is less the work than that it is cold: the same code takes 41 µs where one order follows the other at once, and 122 where the process has slept for a millisecond in between, as it does while it waits for a reply; the fewer functions an order enters, the less of that there is. V8’s compiler has no part in it: 9,000 orders before change nothing.',
  '',
  'In a page: a web build that loads REST and what needs it later, by `import()`, was built and measured. It begins with 12.4 kB and ends at 20.4: a page that asks REST loads more in all, and one that stays open for days may find a part of its code gone after the next deployment. It is not kept; what needs no REST at all is a client of its own.',
  '',
];
