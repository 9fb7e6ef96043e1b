import { filter, map, NEVER, of, throwError } from 'rxjs';
import { describe, it } from 'vitest';
import type { HttpReply } from '../../src/connectivity/ports';
import { httpError } from '../../src/model/errors';
import { type FeedLines, type FeedStory, inMoments } from '../support/feed-spec';
import { tickerData, tradeRow, trades, tradesData, type TradeRow } from '../support/frames';
import { ok } from '../support/rest';
import { hour } from '../support/stepped-clock';

// A digit is a trade, of a frame and of the feed: its id, and the ms at which it was made. `missing$` draws the
// diagnostics `trades-missing` with their times from and to, and `late$` the trades that a `trade-late` reports.

const path = '/btc_jpy/transactions';
const row = (digit: string): TradeRow => tradeRow(Number(digit));
const frames = Object.fromEntries(Array.from('123456789').map((digit) => [digit, trades(row(digit))]));
const rows = (digits: string): readonly TradeRow[] => Array.from(digits).map(row);

type Replies = ReturnType<Exclude<FeedStory['rest'], null | undefined>>;

/** Makes a REST that has these trades, oldest first. */
const has = (made: string | readonly TradeRow[], more: Replies = {}): Partial<FeedStory> => {
  const all = typeof made === 'string' ? rows(made) : made;
  return { rest: () => ({ [path]: () => of(ok(tradesData(...all))), ...more }) };
};
const answers = (reply: () => ReturnType<Replies[string]>): Partial<FeedStory> => ({
  rest: () => ({ [path]: reply }),
});
const offline = () => throwError(() => httpError('GET /u', 'refused', 'none', 'off'));

const draw = (lines: FeedLines, story: Partial<FeedStory>): void => {
  inMoments(lines, {
    frames,
    ...story,
    signs: { q: '/btc_jpy/ticker', r: path, ...story.signs },
    feeds: {
      trades: (client) => client.trades$('btc_jpy').pipe(map(({ id }) => `${id}`)),
      missing: (client) =>
        client.diagnostics$.pipe(
          filter(({ kind }) => kind === 'trades-missing'),
          map((one) => ('from' in one ? `from ${one.from} to ${one.to}` : '?')),
        ),
      late: (client) =>
        client.diagnostics$.pipe(
          filter((one) => one.kind === 'trade-late'),
          map(({ id }) => `${id}`),
        ),
      ...story.feeds,
    },
  });
};

describe('trades$ through an outage', () => {
  it('holds live trades back, reads REST 1.5 s after the join, and emits the union in order, each once', () => {
    draw(
      {
        //                  the link is lost here: 3 and 4 are made, REST has them; 5 is received live, and REST has it too
        link: ['     -o-12-#', '-o-5 2s 6'],
        requests$: ' q-------- 1498ms r',
        trades$: '   ---12---- 1498ms (345) 498ms 6',
        missing$: '',
      },
      has('12345'),
    );
  });

  it('keeps what it holds back when the link drops again before REST was read', () => {
    draw(
      {
        link: ['    -o-12-#', '-o-4-#', '-o-6 2s 7'],
        trades$: '  ---12--------- 1998ms (3456) 497ms 7',
        missing$: ' ',
      },
      has('123456'),
    );
  });

  it('goes on without REST after 10 s, and says since when and until when trades may be missing', () => {
    draw(
      {
        //                from the beginning, as nothing was proved, to 5, the first trade received again
        link: ['    -o-12-#', '-o-5 9s 6 2s 7'],
        trades$: '  ---12--- 9999ms (56) 1s 7',
        missing$: ' -------- 9999ms *',
      },
      { ...answers(offline), signs: { '*': 'from 0 to 5' } },
    );
  });

  it('counts trades received between two outages as no proof of the second', () => {
    draw(
      {
        //                up to 6, though 4 was received
        link: ['    -o-12-#', '-o-4-#', '-o-6'],
        trades$: '  ---12-------- 500ms 9999ms (46)',
        missing$: ' ------------- 500ms 9999ms *',
      },
      { ...answers(() => NEVER), signs: { '*': 'from 0 to 6' } },
    );
  });

  it('owes the trades since the subscription, also if it emitted none before the outage', () => {
    draw(
      {
        link: ['    -o----#', '-o-5'],
        trades$: '  -------- 1499ms (345)',
        missing$: ' ',
      },
      has('12345', { '/btc_jpy/ticker': () => of(ok(tickerData(1, 2), 2)) }),
    );
  });

  it('owes a later subscriber nothing of the time before it, though the pair was checked long ago', () => {
    // Times are the venue's. 3 was checked at 0, so that the second subscription begins at 10,003.
    draw(
      {
        link: ['     -o-1-', '-o----#', '-o'],
        trades: '    ^---!',
        trades$: '   ---1',
        trades2: '   10s ^',
        trades2$: '  10s -------- 1499ms 5',
        missing$: '  ',
      },
      has([tradeRow(4, 5_000), tradeRow(5, 10_005)], {
        '/btc_jpy/ticker': () => of(ok(tickerData(1, 3), 3)),
      }),
    );
  });

  it('says so if it is not known when the feed began', () => {
    draw(
      {
        link: ['    -o----#', '-o-5'],
        trades$: '  -------- 1499ms 5',
        missing$: ' -------- 1499ms *',
      },
      { ...has('12345', { '/btc_jpy/ticker': offline }), signs: { '*': 'from null to 5' } },
    );
  });

  it('holds back no more than 10,000 trades', () => {
    const many = Array.from({ length: 10_001 }, (_, i) => tradeRow(i + 3));
    draw(
      {
        link: ['    -o-12-#', '-o-m'],
        //                all of them, 10,003, were emitted
        all$: '     ---------.---',
        missing$: ' ---------*---',
      },
      {
        ...answers(() => NEVER),
        frames: { ...frames, m: trades(...many) },
        signs: { '*': 'from 0 to 3' },
        feeds: {
          all: (client) =>
            client.trades$('btc_jpy').pipe(
              filter((_, index) => index === 10_002),
              map(() => '.'),
            ),
        },
      },
    );
  });

  it('emits the trade that the link overtook and then lost, though younger ones were emitted', () => {
    draw(
      {
        link: ['    -o-1-3-#', '-o-5'],
        trades$: '  ---1-3--- 1499ms (245)',
        missing$: ' ',
      },
      has('12345'),
    );
  });
});

describe('trades$ that can be read neither from the link nor from REST, while nobody knows the venue’s time', () => {
  // 9 is made at 30 s by the venue's clock, which shows at its coming that the machine slept.
  const slept: Partial<FeedStory> = {
    ...answers(offline),
    sets: { x: -hour },
    frames: { ...frames, 9: trades(tradeRow(9, 30_000)) },
  };

  it('says with the next trade that the gap ends there, if the clock leapt in the outage', () => {
    draw(
      {
        link: ['    -o-1-#', '-o 11s 9-2'],
        clock: '   ----x',
        trades$: ' ---1--- 11s 9-2',
        missing$: ' ------ 10s * 1s +',
      },
      { ...slept, signs: { '*': 'from 0 to 10006', '+': 'from 10006 to 30000' } },
    );
  });

  it('does so although trades came between the leap and another outage', () => {
    draw(
      {
        link: ['    -o-1-#', '-o-2-#', '-o 11s 9'],
        clock: '   ----x',
        trades$: ' ---1------- 500ms 10s 2 1s 9',
        missing$: ' ----------- 500ms 10s * 1s +',
      },
      { ...slept, signs: { '*': 'from 0 to 10511', '+': 'from 10511 to 30000' } },
    );
  });

  it('does so if no trade has told the time before', () => {
    draw(
      {
        link: ['    -o-#', '-o 11s 9'],
        trades$: ' ----- 11s 9',
        missing$: ' ---- 10s * 1s +',
      },
      { ...slept, signs: { '*': 'from 0 to 10004', '+': 'from 10004 to 30000' } },
    );
  });

  it('says it once if a trade that was held back shows where the gap ends', () => {
    draw(
      {
        link: ['    -o-1-#', '-o-5 11s 9'],
        clock: '   ----x',
        trades$: ' ---1-- 10s 5 1002ms 9',
        missing$: ' ------ 10s *---',
      },
      { ...slept, signs: { '*': 'from 0 to 5' } },
    );
  });

  it('says it once if the trade is from before the said end', () => {
    draw(
      {
        link: ['    -o-1-#', '-o 11s 2'],
        clock: '   ----x',
        trades$: ' ---1--- 11s 2',
        missing$: ' ------ 10s *---',
      },
      { ...slept, signs: { '*': 'from 0 to 10006' } },
    );
  });

  it('says it once if REST shows the missing trades before the next comes', () => {
    const made = [row('1'), tradeRow(8, 20_000)];
    draw(
      {
        link: ['    -o-1-#', '-o 80s 9'],
        clock: '   ----x',
        trades$: ' ---1--- 69999ms 8 10s 9',
        missing$: ' ------ 10s *---',
      },
      {
        ...slept,
        signs: { '*': 'from 0 to 10006' },
        rest: ({ scheduler }) => ({
          [path]: () => (scheduler.now() < 20_000 ? offline() : of(ok(tradesData(...made)))),
        }),
      },
    );
  });
});

describe('trades$ on a link that loses frames', () => {
  it('takes a frame that it cannot read for an outage: reads it from REST, in its place', () => {
    draw(
      {
        link: '    -o-12-x-4',
        trades$: ' ---12-- 1499ms (34)',
        late$: '   ',
      },
      // The frame is cut in the middle. Its room can still be read.
      { ...has('1234'), frames: { ...frames, x: trades(row('3')).slice(0, 70) } },
    );
  });

  it('is proved by REST every minute: a lost trade comes late, and a diagnostic says so', () => {
    draw(
      {
        link: '    -o-1-3',
        trades$: ' ---1-3 59995ms 2 60s -',
        late$: '   ------ 59995ms 2 60s -',
      },
      has('123'),
    );
  });

  it('emits nothing from before its time by that proof', () => {
    draw(
      {
        link: '    -o-3-4',
        trades$: ' ---3-4 150s -',
      },
      has('1234'),
    );
  });

  it('does not emit what REST shows far ahead of a slow link, which emits the rest first', () => {
    draw(
      {
        link: '    -o-1 60s 2',
        trades$: ' ---1 60s 2---',
      },
      has(Array.from({ length: 60 }, (_, i) => tradeRow(i + 10))),
    );
  });

  it('may miss trades from the last proof on, not only from the last that was emitted, when an outage hides too many', () => {
    const beyond = Array.from({ length: 60 }, (_, i) => tradeRow(i + 100));
    const pages: HttpReply[] = [rows('12'), beyond].map((page) => ok(tradesData(...page)));
    draw(
      {
        // A proof comes after 60 s. Then 3 gets lost, 4 is emitted, and REST does not reach back to it.
        link: ['    -o-1-2 60s 4#', '-o'],
        trades: '   ^',
        missing$: ' ------ 60s - 1501ms *---',
      },
      { ...answers(() => of(pages.shift() ?? ok(''))), signs: { '*': 'from 2 to 100' } },
    );
  });

  it('ends with its transport nevertheless', () => {
    draw(
      {
        link: '    -o-1-|',
        trades$: ' ---1-|---',
      },
      has('1'),
    );
  });
});
