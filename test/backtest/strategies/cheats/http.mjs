import { get } from 'node:https';
import { map, timer } from 'rxjs';

/** Asks the venue of today. */
export default () => timer(1_000).pipe(map(() => get('https://public.bitbank.cc/tickers')));
