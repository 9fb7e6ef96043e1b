import { concat, defer, EMPTY, map, NEVER, of, throwError } from 'rxjs';
import { describe, it } from 'vitest';
import { defaultPnl } from '../../src/execution/account/pnl-options';
import type { Profit } from '../../src/execution/index';
import type { Fill } from '../../src/model/fill';
import { connected, notSent, spec, trade, traded } from './stub-venue';

/** Bought at 100 and sold at 110, a unit each. */
const bought: Fill = { ...trade(1, 1), side: 'buy', price: '100', executedAt: 1 };
const sold: Fill = { ...trade(2, 1), side: 'sell', price: '110', executedAt: 2 };
const free = { feeAmountQuote: '0', feeOccurredAmountQuote: '0' };

/** What is held, what was gained, and what is open. */
const drawn = map(({ pairs }: Profit) =>
  [...pairs.values()]
    .map(({ held, realized, unrealized }) =>
      [held.spot.amount, realized.average, unrealized?.average ?? '?'].join(' '),
    )
    .join(),
);

const quote = (bid: number) => ({
  pair: bought.pair,
  bid,
  bidAmount: 1,
  ask: bid + 1,
  askAmount: 1,
  timestamp: 0,
});

describe('pnl$', () => {
  it('counts each fill from its first subscription on, and goes on when its observers leave', () => {
    spec(({ client, hot, expectObservable }) => {
      const stream = '  c---b-------s----';
      const first = '   ^-----!';
      const firstSees = 'e---b';
      const newcomer = '-------------^---!';
      const sees = '    -------------s';
      const exec = client({
        stream$: hot(stream, {
          c: connected,
          b: traded({ ...bought, ...free }),
          s: traded({ ...sold, ...free }),
        }),
      });
      const values = { e: '', b: '1 0 ?', s: '0 10 0' };
      expectObservable(exec.pnl$.pipe(drawn), first).toBe(firstSees, values);
      expectObservable(exec.pnl$.pipe(drawn), newcomer).toBe(sees, values);
    });
  });

  it('is worth what the best prices say, of each pair that is held', () => {
    spec(({ client, cold, hot, expectObservable }) => {
      const stream = '  c---b--------';
      const quotes = '      --q--r---';
      const expected = 'e---b-q--r---';
      const exec = client({
        stream$: hot(stream, { c: connected, b: traded({ ...bought, ...free }) }),
        parts: {
          pnl: {
            ...defaultPnl,
            market: { quotes$: () => cold(quotes.trim(), { q: quote(101), r: quote(99) }) },
          },
        },
      });
      const values = { e: '', b: '1 0 ?', q: '1 0 1', r: '1 0 -1' };
      expectObservable(exec.pnl$.pipe(drawn), '^ 20ms !').toBe(expected, values);
    });
  });

  it('reads the fills of the past first, as often as it takes, and counts none of them twice', () => {
    spec(({ client, hot, expectObservable }) => {
      const cut = concat(
        of({ ...bought, ...free }),
        throwError(() => notSent),
      );
      const pages = [cut, cut, of({ ...bought, ...free }, { ...sold, ...free })];
      const stream = '  c 1s s----';
      const expected = '  1s s----';
      const exec = client({
        rest: {
          'all.tradeHistory': (query) => (query?.since === 7 ? defer(() => pages.shift() ?? EMPTY) : EMPTY),
          'all.activeOrders': () => NEVER,
        },
        stream$: hot(stream, { c: connected, s: traded({ ...sold, ...free }) }),
        parts: { pnl: { ...defaultPnl, since: 7 } },
      });
      expectObservable(exec.pnl$.pipe(drawn), '^ 3s !').toBe(expected, { s: '0 10 0' });
    });
  });
});
