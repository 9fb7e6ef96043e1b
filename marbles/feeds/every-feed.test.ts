import { map, of, repeat, type Observable } from 'rxjs';
import { describe, it } from 'vitest';
import type { DataClient } from '../../src/data/client';
import { circuitBreak, diff, ticker, tradeRow, trades, tradesData, whole } from '../support/frames';
import { marbles } from '../support/marbles';
import { notFound, ok, unseeded, world as worldOf, type Frames, type WorldConfig } from '../support/world';

/**
 * The common behaviour of all feeds. Frames `a`, `b`, `c` hold 1, 2 and 3; a value of a feed is shown as the same
 * letter.
 */
interface FeedCase {
  readonly name: string;
  readonly feed$: (client: DataClient) => Observable<string>;
  readonly frames: Frames;
  readonly joins: string;
  readonly leaves: string;
  /** True if a late subscriber gets the current value immediately. */
  readonly state: boolean;
  readonly rest?: WorldConfig['rest'];
  /** The values after a lost link: a book is shown once more as stale, with a capital letter. */
  readonly onLost?: 'B';
}

const letter = (value: number | null | undefined): string => (value == null ? '?' : ' abc'.charAt(value));

const framesOf = (frame: (value: number) => string): Frames => ({ a: frame(1), b: frame(2), c: frame(3) });

const book = (value: number): string => whole({ sequence: value, bids: [[value, 1]] });

const bookRooms = { joins: '+depth_diff +depth_whole', leaves: '-depth_diff -depth_whole' };

/** REST finds no missed trade after a drop. */
const nothingMissed: NonNullable<WorldConfig['rest']> = {
  '/btc_jpy/transactions': () => of(ok(tradesData())),
};

const feeds: readonly FeedCase[] = [
  {
    name: 'ticker$',
    feed$: (client) => client.ticker$('btc_jpy').pipe(map(({ last }) => letter(last))),
    frames: framesOf(ticker),
    rest: unseeded,
    joins: '+ticker',
    leaves: '-ticker',
    state: true,
  },
  {
    name: 'circuitBreak$',
    feed$: (client) =>
      client.circuitBreak$('btc_jpy').pipe(map(({ upperTriggerPrice }) => letter(upperTriggerPrice))),
    frames: framesOf((value) => circuitBreak('NONE', `${value}`)),
    joins: '+circuit_break_info',
    leaves: '-circuit_break_info',
    state: true,
  },
  {
    name: 'depthWhole$',
    feed$: (client) => client.depthWhole$('btc_jpy').pipe(map(({ sequence }) => letter(sequence))),
    frames: framesOf(book),
    joins: '+depth_whole',
    leaves: '-depth_whole',
    state: false,
  },
  {
    name: 'depthDiff$',
    feed$: (client) => client.depthDiff$('btc_jpy').pipe(map(({ sequence }) => letter(sequence))),
    frames: framesOf((sequence) => diff({ sequence })),
    joins: '+depth_diff',
    leaves: '-depth_diff',
    state: false,
  },
  {
    name: 'book$',
    feed$: (client) =>
      client
        .book$('btc_jpy')
        .pipe(map(({ sequence, stale }) => (stale ? letter(sequence).toUpperCase() : letter(sequence)))),
    frames: framesOf(book),
    ...bookRooms,
    state: true,
    onLost: 'B',
  },
  {
    name: 'book$ with a depth',
    feed$: (client) =>
      client
        .book$('btc_jpy', { depth: 1 })
        .pipe(map(({ sequence, stale }) => (stale ? letter(sequence).toUpperCase() : letter(sequence)))),
    frames: framesOf(book),
    ...bookRooms,
    state: true,
    onLost: 'B',
  },
  {
    name: 'quotes$',
    feed$: (client) => client.quotes$('btc_jpy').pipe(map(({ bid }) => letter(bid))),
    frames: framesOf(book),
    ...bookRooms,
    state: true,
  },
  {
    name: 'trades$',
    feed$: (client) => client.trades$('btc_jpy').pipe(map(({ id }) => letter(id))),
    frames: framesOf((id) => trades(tradeRow(id))),
    joins: '+transactions',
    leaves: '-transactions',
    state: false,
  },
];

describe.each(feeds)('$name', ({ feed$, frames, joins, leaves, state, onLost, rest: own }) => {
  const sent = { j: joins, l: leaves };
  const world: typeof worldOf = (m, config) => worldOf(m, { ...config, rest: { ...own, ...config.rest } });

  it(
    'joins once the link is open, and leaves before it lets go of the link',
    marbles((m) => {
      const { expectObservable, expectSubscriptions } = m;
      const links = ['               --o--a-b--c-'];
      const linked = '               ^--------!';
      const subscribed = '           ^--------!';
      const expected = '             -----a-b--';
      const commands = '             --j------l';
      const { client, sent$, links: made } = world(m, { links, frames });

      expectObservable(sent$).toBe(commands, sent);
      expectObservable(feed$(client), subscribed).toBe(expected);
      expectSubscriptions(made[0]?.subscriptions ?? []).toBe(linked);
    }),
  );

  it(
    'is cold: another subscription after the last has gone makes a new link',
    marbles((m) => {
      const { expectObservable, expectSubscriptions } = m;
      const links = ['               --o--a----- ', '         --o--b-----'];
      const first = '                ^-----!';
      const second = '               ---------^-----!';
      const expected1 = '            -----a-';
      const expected2 = '            --------------b-';
      const commands = '             --j---l----j---l';
      const { client, sent$, links: made } = world(m, { links, frames });

      expectObservable(sent$).toBe(commands, sent);
      expectObservable(feed$(client), first).toBe(expected1);
      expectObservable(feed$(client), second).toBe(expected2);
      expectSubscriptions(made[0]?.subscriptions ?? []).toBe('^-----!');
      expectSubscriptions(made[1]?.subscriptions ?? []).toBe('---------^-----!');
    }),
  );

  it(
    'is shared: however many subscribe, one link, one join and, after the last, one leave',
    marbles((m) => {
      const { expectObservable, expectSubscriptions } = m;
      const links = ['               --o--a-b--c-'];
      const linked = '               ^----------!';
      const first = '                ^-----!';
      const second = '               ^----------!';
      const expected1 = '            -----a-';
      const expected2 = '            -----a-b--c';
      const commands = '             --j--------l';
      const { client, sent$, links: made } = world(m, { links, frames });

      expectObservable(sent$).toBe(commands, sent);
      expectObservable(feed$(client), first).toBe(expected1);
      expectObservable(feed$(client), second).toBe(expected2);
      expectSubscriptions(made[0]?.subscriptions ?? []).toBe(linked);
    }),
  );

  it(
    state ? 'gives a late subscriber the current value at once' : 'gives a late subscriber what comes next',
    marbles((m) => {
      const { expectObservable } = m;
      const links = ['               --o--a-b--c-'];
      const late = '                 --------^----';
      const expected = state ? '     --------b-c-' : '--------  --c-';
      const commands = '             --j';
      const { client, sent$ } = world(m, { links, frames });

      expectObservable(sent$).toBe(commands, sent);
      expectObservable(feed$(client));
      expectObservable(feed$(client), late).toBe(expected);
    }),
  );

  it(
    'keeps the room when a subscriber comes in the tick in which the last has gone',
    marbles((m) => {
      const { expectObservable } = m;
      const links = ['               --o--a-b--c-'];
      const expected = '             -----a-b--c-';
      const commands = '             --j---------';
      const { client, sent$ } = world(m, { links, frames });
      const first = '                ^-----!';
      const next = '                 ------^-----';

      expectObservable(sent$).toBe(commands, sent);
      expectObservable(feed$(client), first).toBe('-----a-');
      expectObservable(feed$(client), next).toBe(
        state ? expected.replace('-a-', '--a') : expected.replace('a', '-'),
      );
    }),
  );

  it(
    'lingers once, as long as it is told, and then leaves',
    marbles((m) => {
      const { expectObservable, expectSubscriptions } = m;
      const links = ['               --o--a-b--c----'];
      const linked = '               ^---------!';
      const subscribed = '           ^-----!';
      const expected = '             -----a-';
      const commands = '             --j-------l';
      const { client, sent$, links: made } = world(m, { links, frames, linger: 4 });

      expectObservable(sent$).toBe(commands, sent);
      expectObservable(feed$(client), subscribed).toBe(expected);
      expectSubscriptions(made[0]?.subscriptions ?? []).toBe(linked);
    }),
  );

  it(
    'comes back after a drop: joins again on the next link, at once for the first retry',
    marbles((m) => {
      const { expectObservable } = m;
      const links = ['               --o--a-b-#', '--o 1998ms c-'];
      const expected = `             -----a-b-${onLost ?? '-'} 2000ms c`;
      const commands = '             --j--------j';
      const { client, sent$ } = world(m, { links, frames, rest: nothingMissed });

      expectObservable(sent$).toBe(commands, sent);
      expectObservable(feed$(client)).toBe(expected);
    }),
  );

  it(
    'gives a late subscriber nothing of a lost link',
    marbles((m) => {
      const { expectObservable } = m;
      const links = ['               --o--a-b-#', '--o 1998ms c-'];
      const late = '                 ----------^';
      const expected = '             ---------- 2000ms c';
      const { client } = world(m, { links, frames, rest: nothingMissed });

      expectObservable(feed$(client));
      expectObservable(feed$(client), late).toBe(expected);
    }),
  );

  const stages: readonly (readonly [stage: string, subscribed: string, linked: string, commands: string])[] =
    [
      ['before the link is open', '  ^!', '          ^!', '          --'],
      ['in the moment it opens', ' ^-!', '         ^-!', '         --(jl)'],
      ['before the first frame', '   ^---!', '       ^---!', '       --j-l'],
      ['between frames', '           ^-----!', '     ^-----!', '     --j---l'],
      ['while a retry waits', '      ^-----------!', ' ^--------!', '  --j------'],
    ];

  it.each(stages)('can be unsubscribed from %s, and nothing remains', (_, subscribed, linked, commands) => {
    marbles((m) => {
      const { expectObservable, expectSubscriptions } = m;
      const links = ['--o--a-b-#', '#', '--o--c'];
      const { client, sent$, links: made } = world(m, { links, frames });
      const idle$ = client.connection$.pipe(map((connection) => connection.state));

      expectObservable(sent$).toBe(commands, sent);
      expectObservable(feed$(client), subscribed);
      expectObservable(idle$, '1s ^').toBe('1s i', { i: 'idle' });
      expectSubscriptions(made[0]?.subscriptions ?? []).toBe(linked);
      expectSubscriptions(made[2]?.subscriptions ?? []).toBe([]);
    })();
  });

  it(
    'completes with the transport, and can be repeated',
    marbles((m) => {
      const { expectObservable } = m;
      const links = ['               --o--a-b-|', '   --o--c-|'];
      const expected = '             -----a-b-  -----c-|';
      const commands = '             --j------  --j';
      const { client, sent$ } = world(m, { links, frames });

      expectObservable(sent$).toBe(commands, sent);
      expectObservable(feed$(client).pipe(repeat(2))).toBe(expected);
    }),
  );

  it(
    'completes on close(), for good',
    marbles((m) => {
      const { cold, expectObservable, expectSubscriptions } = m;
      const links = ['               --o--a-b--c-'];
      const linked = '               ^--------!';
      const close = '                ---------x';
      const expected = '             -----a-b-|';
      const commands = '             --j------l';
      const { client, sent$, links: made } = world(m, { links, frames, linger: 1000 });

      expectObservable(sent$).toBe(commands, sent);
      expectObservable(feed$(client)).toBe(expected);
      expectObservable(feed$(client), '-----------^').toBe('-----------|');
      expectSubscriptions(made[0]?.subscriptions ?? []).toBe(linked);
      cold(close).subscribe(() => void client.close());
    }),
  );

  it(
    'ends with a typed error where the venue does not know the pair',
    marbles((m) => {
      const { cold, expectObservable } = m;
      const links = ['               --o----'];
      const check = '                ---(r|)';
      const expected = '             ---#';
      const commands = '             --jl';
      const rest = { '/btc_jpy/ticker': () => cold(check, { r: notFound }) };
      const { client, sent$ } = world(m, { links, frames, rest });

      expectObservable(sent$).toBe(commands, sent);
      expectObservable(feed$(client)).toBe(
        expected,
        undefined,
        Object.assign(new Error('unknown pair: btc_jpy'), {
          _tag: 'UnknownPairError',
          name: 'UnknownPairError',
          pair: 'btc_jpy',
        }),
      );
    }),
  );
});
