import { map, of, repeat, type Observable } from 'rxjs';
import { describe, it } from 'vitest';
import type { DataClient } from '../../src/data/client';
import type { OrderBook } from '../../src/model/order-book';
import { circuitBreak, diff, ticker, tradeRow, trades, tradesData, whole } from '../support/frames';
import { type FeedLines, type FeedStory, inMoments } from '../support/feed-spec';
import { notFound, ok, type Rest, unseeded } from '../support/rest';

// The common behaviour of all feeds. A digit is the number that a frame holds, and the value that a feed makes of it.
// `sent$` draws `j` when the feed joins its rooms, and `l` when it leaves them. `feed`, `first`, `second` and `late` are
// subscribers, each to an Observable of its own that the client gave it.

type Frames = Readonly<Record<string, string>>;

interface FeedCase {
  readonly name: string;
  readonly feed$: (client: DataClient) => Observable<string>;
  readonly frames: Frames;
  readonly joins: string;
  readonly leaves: string;
  /** True if a late subscriber gets the current value immediately. */
  readonly state: boolean;
  readonly rest?: Rest;
  /** What a feed emits when its link is lost: a book is shown once more, as stale. */
  readonly onLost?: 'S';
}

const digit = (value: number | null | undefined): string => `${value ?? '?'}`;

const framesOf = (frame: (value: number) => string): Frames => ({ 1: frame(1), 2: frame(2), 3: frame(3) });

const book = (value: number): string => whole({ sequence: value, bids: [[value, 1]] });

const shownBook = ({ sequence, stale }: OrderBook): string => (stale ? `stale ${sequence}` : digit(sequence));

const bookRooms = { joins: '+depth_diff +depth_whole', leaves: '-depth_diff -depth_whole' };

/** REST finds no missed trade after a drop. */
const nothingMissed: Rest = {
  '/btc_jpy/transactions': () => of(ok(tradesData())),
};

const feeds: readonly FeedCase[] = [
  {
    name: 'ticker$',
    feed$: (client) => client.ticker$('btc_jpy').pipe(map(({ last }) => digit(last))),
    frames: framesOf(ticker),
    rest: unseeded,
    joins: '+ticker',
    leaves: '-ticker',
    state: true,
  },
  {
    name: 'circuitBreak$',
    feed$: (client) =>
      client.circuitBreak$('btc_jpy').pipe(map(({ upperTriggerPrice }) => digit(upperTriggerPrice))),
    frames: framesOf((value) => circuitBreak('NONE', `${value}`)),
    joins: '+circuit_break_info',
    leaves: '-circuit_break_info',
    state: true,
  },
  {
    name: 'depthWhole$',
    feed$: (client) => client.depthWhole$('btc_jpy').pipe(map(({ sequence }) => digit(sequence))),
    frames: framesOf(book),
    joins: '+depth_whole',
    leaves: '-depth_whole',
    state: false,
  },
  {
    name: 'depthDiff$',
    feed$: (client) => client.depthDiff$('btc_jpy').pipe(map(({ sequence }) => digit(sequence))),
    frames: framesOf((sequence) => diff({ sequence })),
    joins: '+depth_diff',
    leaves: '-depth_diff',
    state: false,
  },
  {
    name: 'book$',
    feed$: (client) => client.book$('btc_jpy').pipe(map(shownBook)),
    frames: framesOf(book),
    ...bookRooms,
    state: true,
    onLost: 'S',
  },
  {
    name: 'book$ with a depth',
    feed$: (client) => client.book$('btc_jpy', { depth: 1 }).pipe(map(shownBook)),
    frames: framesOf(book),
    ...bookRooms,
    state: true,
    onLost: 'S',
  },
  {
    name: 'quotes$',
    feed$: (client) => client.quotes$('btc_jpy').pipe(map(({ bid }) => digit(bid))),
    frames: framesOf(book),
    ...bookRooms,
    state: true,
  },
  {
    name: 'trades$',
    feed$: (client) => client.trades$('btc_jpy').pipe(map(({ id }) => digit(id))),
    frames: framesOf((id) => trades(tradeRow(id))),
    joins: '+transactions',
    leaves: '-transactions',
    state: false,
  },
];

describe.each(feeds)('$name', ({ feed$, frames, joins, leaves, state, onLost, rest: own }) => {
  const draw = (lines: FeedLines, { rest, ...more }: Partial<FeedStory> = {}): void => {
    inMoments(lines, {
      feeds: {
        ...{ feed: feed$, first: feed$, second: feed$, late: feed$ },
        repeated: (client) => feed$(client).pipe(repeat(2)),
        connection: (client) => client.connection$.pipe(map((connection) => connection.state)),
      },
      frames,
      signs: { j: joins, l: leaves, S: 'stale 2', i: 'idle' },
      rest: (scene) => ({ ...own, ...rest?.(scene) }),
      after: 4_000,
      ...more,
    });
  };

  it('joins once the link is open, and leaves when it lets go of the link', () => {
    draw({
      link: '   --o--1-2--3-',
      link$: '  ^--------!',
      feed: '   ^--------!',
      feed$: '  -----1-2--',
      sent$: '  --j------l',
    });
  });

  it('is cold: another subscription after the last has gone makes a new link', () => {
    draw({
      link: ['    --o--1----- ', '         --o--2-----'],
      link$: ['   ^-----!', '---------^-----!'],
      first: '    ^-----!',
      first$: '   -----1-',
      second: '   ---------^-----!',
      second$: '  --------------2-',
      sent$: '    --j---l----j---l',
    });
  });

  it('is shared: however many subscribe, there is one link, one join and, after the last, one leave', () => {
    draw({
      link: '     --o--1-2--3-',
      link$: '    ^----------!',
      first: '    ^-----!',
      first$: '   -----1-',
      second: '   ^----------!',
      second$: '  -----1-2--3',
      sent$: '    --j--------l',
    });
  });

  it(
    state
      ? 'gives a late subscriber the current value at once'
      : 'gives a late subscriber the next value first',
    () => {
      draw({
        link: '   --o--1-2--3-',
        feed: '   ^',
        late: '   --------^----',
        late$: state ? '  --------2-3-' : '---------- 3-',
        sent$: '  --j',
      });
    },
  );

  it('keeps the room when a subscriber comes in the tick in which the last has gone', () => {
    draw({
      link: '     --o--1-2--3-',
      first: '    ^-----!',
      first$: '   -----1-',
      second: '   ------^-----',
      second$: state ? '------12--3-' : '-------2--3-',
      sent$: '    --j---------',
    });
  });

  it('lingers once, as long as it is asked to, and then leaves', () => {
    draw(
      {
        link: '   --o--1-2--3----',
        link$: '  ^---------!',
        feed: '   ^-----!',
        feed$: '  -----1-',
        sent$: '  --j-------l',
      },
      { linger: 4 },
    );
  });

  it('comes back after a lost link: the first retry is immediate, and it joins again on the next link', () => {
    draw(
      {
        link: ['  --o--1-2-#', '--o 1998ms 3-'],
        feed$: `  -----1-2-${onLost ?? '-'} 2000ms 3`,
        sent$: '  --j--------j',
      },
      { rest: () => nothingMissed },
    );
  });

  it('gives a late subscriber nothing of a lost link', () => {
    draw(
      {
        link: ['  --o--1-2-#', '--o 1998ms 3-'],
        feed: '   ^',
        late: '   ----------^',
        late$: '  ---------- 2000ms 3',
      },
      { rest: () => nothingMissed },
    );
  });

  it.each([
    ['before the link is open', '  ^!', '          ^!', '          --'],
    ['in the moment it opens', '   ^-!', '         ^-!', '         --(jl)'],
    ['before the first frame', '   ^---!', '       ^---!', '       --j-l'],
    ['between frames', '           ^-----!', '     ^-----!', '     --j---l'],
  ])('can be unsubscribed from %s, and nothing remains', (_, feed, held, sent) => {
    draw({
      link: ['         --o--1-2-#', '#', '--o--3'],
      link$: [held],
      feed,
      sent$: sent,
      connection: '    1s ^',
      connection$: '   1s i',
    });
  });

  it('can be unsubscribed from while a retry waits, and nothing remains', () => {
    draw({
      link: ['         --o--1-2-#', '#', '--o--3'],
      link$: ['        ^--------!', '---------(^!)'],
      feed: '          ^-----------!',
      sent$: '         --j------',
      connection: '    1s ^',
      connection$: '   1s i',
    });
  });

  it('completes with the transport, and can be repeated', () => {
    draw({
      link: ['      --o--1-2-|', '   --o--3-|'],
      repeated$: ' -----1-2-  -----3-|',
      sent$: '     --j------  --j',
    });
  });

  it('completes on close(), for good', () => {
    draw(
      {
        link: '   --o--1-2--3-',
        link$: '  ^--------!',
        close: '  ---------x',
        feed$: '  -----1-2-|',
        late: '   -----------^',
        late$: '  -----------|',
        sent$: '  --j------l',
      },
      { linger: 1_000 },
    );
  });

  it('ends with a typed error if the venue does not know the pair', () => {
    draw(
      {
        link: '   --o----',
        check: ['---(r|)'], // REST's answer to the check of the pair
        feed$: '  ---#',
        sent$: '  --jl',
      },
      {
        rest: ({ input }) => ({ '/btc_jpy/ticker': () => input('check').pipe(map(() => notFound)) }),
        where: {
          '#': [
            Object.assign(new Error('unknown pair: btc_jpy'), {
              _tag: 'UnknownPairError',
              name: 'UnknownPairError',
              pair: 'btc_jpy',
            }),
          ],
        },
      },
    );
  });
});
