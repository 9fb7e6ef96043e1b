import { fuzzCommand } from './command';
import { targets } from './targets';

/** Large inputs on a busy machine take some seconds. */
await fuzzCommand({ targets, patience: 60_000, shortPatience: 4_000 });
