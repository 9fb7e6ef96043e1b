import { mergeMap, repeat, timer } from 'rxjs';

/** Emits one value after the other, for ever, in one moment of its world's clock. */
export default ({ scheduler }) => timer(1_000).pipe(mergeMap(() => timer(0, scheduler).pipe(repeat())));
