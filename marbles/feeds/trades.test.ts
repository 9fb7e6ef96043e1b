import { filter, map, NEVER, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { httpError } from '../../src/model/errors';
import type { Diagnostic } from '../../src/model/diagnostic';
import { tickerData, tradeRow, trades, tradesData, type TradeRow } from '../support/frames';
import { marbles, type Marbles } from '../support/marbles';
import { ok, world, type WorldConfig } from '../support/world';

/** Trades `a`, `b`, … have the ids 1, 2, … and were made at as many ms. */
const row = (letter: string): TradeRow => tradeRow(letter.charCodeAt(0) - 96);
const letterOf = ({ id }: { readonly id: number }): string => String.fromCharCode(96 + id);
const frames = Object.fromEntries(Array.from('abcdefghi').map((letter) => [letter, trades(row(letter))]));

/** Makes a REST that has these trades, oldest first. */
const rest = (letters: string): NonNullable<WorldConfig['rest']> => ({
  '/btc_jpy/transactions': () => of(ok(tradesData(...Array.from(letters).map(row)))),
});

const setUp = (m: Marbles, config: WorldConfig) => {
  const { client, requests$ } = world(m, config);
  const missing: unknown[] = [];
  client.diagnostics$.subscribe((diagnostic: Diagnostic) => {
    if (diagnostic.kind === 'trades-missing') missing.push([diagnostic.from, diagnostic.to, diagnostic.at]);
  });
  const expectMissing = (...expected: readonly (readonly unknown[])[]): void =>
    void m.cold('29s x').subscribe(() => {
      expect(missing).toEqual(expected);
    });
  return { trade$: client.trades$('btc_jpy').pipe(map(letterOf)), requests$, expectMissing };
};

describe('trades$ through an outage', () => {
  it(
    'holds live trades back, reads REST 1.5 s after the join, and tells the union in order, each once',
    marbles((m) => {
      const links = ['    -o-ab-#', '-o-e 2s f'];
      //                  the link is lost here: c and d are made, REST has them; e is heard live, and REST has it too
      const requests = '  q-------- 1498ms r';
      const expected = '  ---ab---- 1498ms (cde) 498ms f';
      const { trade$, requests$, expectMissing } = setUp(m, { links, frames, rest: rest('abcde') });

      m.expectObservable(requests$).toBe(requests, { q: '/btc_jpy/ticker', r: '/btc_jpy/transactions' });
      m.expectObservable(trade$).toBe(expected);
      expectMissing();
    }, 30_000),
  );

  it(
    'keeps what it holds back when the link drops again before REST was read',
    marbles((m) => {
      const links = ['    -o-ab-#', '-o-d-#', '-o-f 2s g'];
      const expected = '  ---ab--------- 1998ms (cdef) 497ms g';
      const { trade$, expectMissing } = setUp(m, { links, frames, rest: rest('abcdef') });

      m.expectObservable(trade$).toBe(expected);
      expectMissing();
    }, 30_000),
  );

  it(
    'goes on without REST after 10 s, and says since when and until when trades may be missing',
    marbles((m) => {
      const links = ['    -o-ab-#', '-o-e 9s f 2s g'];
      const offline = {
        '/btc_jpy/transactions': () => throwError(() => httpError('GET /u', 'refused', 'none', 'off')),
      };
      const expected = '  ---ab--- 9999ms (ef) 1s g';
      const { trade$, expectMissing } = setUp(m, { links, frames, rest: offline });

      m.expectObservable(trade$).toBe(expected);
      expectMissing([0, 5, 10_007]); // from the begin, as nothing was proved, to e, the first trade heard again
    }, 30_000),
  );

  it(
    'counts trades heard between two outages as no proof of the second',
    marbles((m) => {
      const links = ['    -o-ab-#', '-o-d-#', '-o-f'];
      const { trade$, expectMissing } = setUp(m, {
        links,
        frames,
        rest: { '/btc_jpy/transactions': () => NEVER },
      });

      m.expectObservable(trade$).toBe('---ab-------- 500ms 9999ms (df)');
      expectMissing([0, 6, 10_512]); // up to f, though d was heard
    }, 30_000),
  );

  it(
    'owes what was made since the subscription, also where no trade was told before the outage',
    marbles((m) => {
      const links = ['    -o----#', '-o-e'];
      const check = { '/btc_jpy/ticker': () => of(ok(tickerData(1, 2), 2)) };
      const expected = '  -------- 1499ms (cde)';
      const { trade$, expectMissing } = setUp(m, { links, frames, rest: { ...rest('abcde'), ...check } });

      m.expectObservable(trade$).toBe(expected);
      expectMissing();
    }, 30_000),
  );

  it(
    'owes a later subscriber nothing of the time before it, though the pair was checked long ago',
    marbles((m) => {
      const links = ['    -o-a-', '-o----#', '-o'];
      // Times are the venue's. 3 was checked at 0, so that the second subscription begins at 10,003.
      const check = { '/btc_jpy/ticker': () => of(ok(tickerData(1, 3), 3)) };
      const rows = [tradeRow(4, 5_000), tradeRow(5, 10_005)];
      const { trade$, expectMissing } = setUp(m, {
        links,
        frames,
        rest: { '/btc_jpy/transactions': () => of(ok(tradesData(...rows))), ...check },
      });

      m.expectObservable(trade$, '^---!').toBe('   ---a');
      m.expectObservable(trade$, '10s ^').toBe('   10s -------- 1499ms e');
      expectMissing();
    }, 30_000),
  );

  it(
    'says so where it is not known when the feed began',
    marbles((m) => {
      const links = ['    -o----#', '-o-e'];
      const unchecked = {
        '/btc_jpy/ticker': () => throwError(() => httpError('GET /u', 'refused', 'none', 'off')),
      };
      const { trade$, expectMissing } = setUp(m, { links, frames, rest: { ...rest('abcde'), ...unchecked } });

      m.expectObservable(trade$).toBe('-------- 1499ms e');
      expectMissing([null, 5, 1507]);
    }, 30_000),
  );

  it(
    'holds back no more than 10,000 trades',
    marbles((m) => {
      const many = Array.from({ length: 10_001 }, (_, i) => tradeRow(i + 3));
      const links = ['    -o-ab-#', '-o-m'];
      const { trade$, expectMissing } = setUp(m, {
        links,
        frames: { ...frames, m: trades(...many) },
        rest: { '/btc_jpy/transactions': () => NEVER },
      });
      let told = 0;
      trade$.subscribe(() => (told += 1));

      m.cold('20ms x').subscribe(() => {
        expect(told).toBe(10_003);
      });
      expectMissing([0, 3, 9]);
    }, 30_000),
  );

  it(
    'tells what the link overtook and then lost, though younger ones were told',
    marbles((m) => {
      const links = ['    -o-a-c-#', '-o-e'];
      const { trade$, expectMissing } = setUp(m, { links, frames, rest: rest('abcde') });

      m.expectObservable(trade$).toBe('---a-c--- 1499ms (bde)');
      expectMissing();
    }, 30_000),
  );
});

describe('trades$ on a link that loses frames', () => {
  /** A frame that is cut in the middle. Its room can still be read. */
  const cut = trades(row('c')).slice(0, 70);
  const late = ({ client }: ReturnType<typeof world>) =>
    client.diagnostics$.pipe(
      filter((diagnostic) => diagnostic.kind === 'trade-late'),
      map(letterOf),
    );

  it(
    'takes a frame that it cannot read for an outage: reads it from REST, in its place',
    marbles((m) => {
      const links = ['    -o-ab-x-d'];
      const given = world(m, { links, frames: { ...frames, x: cut }, rest: rest('abcd') });

      m.expectObservable(given.client.trades$('btc_jpy').pipe(map(letterOf))).toBe('---ab-- 1499ms (cd)');
      m.expectObservable(late(given)).toBe('');
    }, 30_000),
  );

  it(
    'is proved by REST every minute: what got lost is told late, and said to be',
    marbles((m) => {
      const links = ['    -o-a-c'];
      const given = world(m, { links, frames, rest: rest('abc') });

      m.expectObservable(given.client.trades$('btc_jpy').pipe(map(letterOf))).toBe('---a-c 59995ms b');
      m.expectObservable(late(given)).toBe('60001ms b');
    }, 150_000),
  );

  it(
    'is told of nothing from before its time by that proof',
    marbles((m) => {
      const links = ['    -o-c-d'];
      const given = world(m, { links, frames, rest: rest('abcd') });

      m.expectObservable(given.client.trades$('btc_jpy').pipe(map(letterOf))).toBe('---c-d');
    }, 150_000),
  );

  it(
    'is not told what REST shows far ahead of a slow link, which tells the rest first',
    marbles((m) => {
      const shown = Array.from({ length: 60 }, (_, i) => tradeRow(i + 10));
      const links = ['    -o-a 60s b'];
      const { client } = world(m, {
        links,
        frames,
        rest: { '/btc_jpy/transactions': () => of(ok(tradesData(...shown))) },
      });

      m.expectObservable(client.trades$('btc_jpy').pipe(map(letterOf))).toBe('---a 60s b');
    }, 61_000),
  );

  it(
    'may miss trades from the last proof on, not only from the last that was told, when an outage hides too many',
    marbles((m) => {
      const beyond = Array.from({ length: 60 }, (_, i) => tradeRow(i + 100));
      const tables = [tradesData(row('a'), row('b')), tradesData(...beyond)];
      // A proof comes after 60 s. Then c gets lost, d is emitted, and REST does not reach back to it.
      const links = ['    -o-a-b 60s d#', '-o'];
      const { client } = world(m, {
        links,
        frames,
        rest: { '/btc_jpy/transactions': () => of(ok(tables.shift() ?? '')) },
      });
      const missing = client.diagnostics$.pipe(
        filter((diagnostic) => diagnostic.kind === 'trades-missing'),
        map(({ from, to }) => `${from}–${to}`),
      );

      client.trades$('btc_jpy').subscribe();
      m.expectObservable(missing).toBe('61508ms m', { m: '2–100' });
    }, 100_000),
  );

  it(
    'ends with its transport all the same',
    marbles((m) => {
      const links = ['    -o-a-|'];
      const given = world(m, { links, frames, rest: rest('a') });

      m.expectObservable(given.client.trades$('btc_jpy').pipe(map(letterOf))).toBe('---a-|');
    }, 150_000),
  );
});
