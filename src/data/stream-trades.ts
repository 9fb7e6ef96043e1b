import { defer, tap } from 'rxjs';
import type { Trade } from '../model/trade';
import { exactlyOnce } from '../operators/exactly-once';
import { oneByOne } from '../operators/one-by-one';
import type { Feed, StreamContext } from './context';

/** The feed of a pair's trades from the stream, each once. Only REST would have those of an outage, which are reported as missing. */
export const streamTradesFeed =
  ({ rooms, diagnose }: StreamContext): Feed<Trade> =>
  (pair) =>
    defer(() => {
      let from: number | null = null;
      let outage = false;
      return rooms.room$('transactions', pair).pipe(
        tap((event) => {
          if (event.type === 'lost' || event.type === 'undecodable') outage = true;
        }),
        oneByOne((event) => (event.type === 'message' ? event.message : [])),
        exactlyOnce({ key: ({ id }) => id }),
        tap(({ timestamp }) => {
          if (outage)
            diagnose({
              kind: 'trades-missing',
              pair,
              from,
              to: timestamp,
              cause: 'the stream was interrupted',
            });
          outage = false;
          from = timestamp;
        }),
      );
    });
