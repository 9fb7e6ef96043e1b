import { get } from 'node:https';
import { map, timer } from 'rxjs';

/** Sends a request to the real venue. */
export default () => timer(1_000).pipe(map(() => get('https://public.bitbank.cc/tickers')));
