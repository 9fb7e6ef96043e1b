import { catchError, mergeMap, NEVER, of, timer } from 'rxjs';

/** Waits for a price of a pair that was not recorded, and catches every error. */
export default ({ data }) =>
  timer(1_000).pipe(
    mergeMap(() => data.ticker$('eth_jpy')),
    catchError(() => of('nothing')),
    mergeMap(() => NEVER),
  );
