import { map, timer } from 'rxjs';

/** Moves the clock forwards. */
export default ({ scheduler }) => timer(1_000).pipe(map(() => scheduler.advanceBy(60_000)));
