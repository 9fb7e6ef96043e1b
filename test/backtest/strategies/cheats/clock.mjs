import { map, timer } from 'rxjs';

/** Turns the clock on. */
export default ({ scheduler }) => timer(1_000).pipe(map(() => scheduler.advanceBy(60_000)));
