import { filter, map, of } from 'rxjs';
import { describe, it } from 'vitest';
import { inFives, inHalfSeconds } from '../support/candle-story';
import { tradeRow, trades } from '../support/frames';
import { ok } from '../support/rest';

// Candles of a minute. The lines are explained in `marbles/support/candle-story.ts`: a digit is a price, each bar has a
// line of its own, and `|` closes it. A minute is twelve characters of five seconds.

const minute = 60_000;
const day = 1_440 * minute;

describe('candles$', () => {
  it('begins with history; reads the bar open at the seam again once over, then closes bars as built', () => {
    inFives({
      //          0           1           2           3
      prices: '   5-----------9',
      link: '     o-----------------7-----------8-------',
      candles$: ' 0-----------(10)--1-----(12)--2-----(23)',
      bar0$: '    5-----------(5|)',
      bar1$: '    ------------≈-----7-----(7|)',
      bar2$: '    ------------------------≈-----8-----(8|)',
      bar3$: '    ------------------------------------≈---',
    });
  });

  it('closes a bar a second and a half after its minute, for trades on their way', () => {
    inHalfSeconds({
      prices: '   5 59500ms 9',
      link: '     o 59500ms ---',
      candles$: ' 0 59500ms ---(10)-',
      bar0$: '    5 59500ms ---(5|)-',
    });
  });

  it('reads bars that an outage touched again, and leaves no gap', () => {
    inFives({
      //          0           1           2           3
      prices: '   5-----------6-----------7',
      link: ['    o-----#', '#                           ', ' - '],
      //                      REST can be asked, though the link is down
      candles$: ' 0-----------0-----------1-----------2----',
      bar0$: '    5-----------(5|)',
      bar1$: '    ------------------------(6|)',
      bar2$: '    ------------------------------------(7|)',
    });
  });

  it('emits the result of an event before an immediate reply of REST', () => {
    inFives(
      {
        //          0           1           2
        prices: '   5-----------9-----------9',
        link: '     o',
        candles$: ' 0-----------(10)--------(12)-',
        bar0$: '    5-----------(5|)',
        bar1$: '    ------------≈-----------(≈|)-',
        bar2$: '    ------------------------≈----',
      },
      { isImmediate: true },
    );
  });

  it('begun before the page of the day is there, repairs the bars that it has shown', () => {
    inFives(
      {
        //          0           1           2           3
        prices: '   5-----------6-----------7-----------8',
        page: '     0---------------------------------------e',
        link: '     o',
        candles: '  --------------------^',
        //          no trade of it was received, and REST has no page of the day before 200 s
        bar0$: '    ----------------------(≈|)-----------------(5|)',
        bar1$: '    --------------------≈-----(≈|)-----------------(6|)',
        //          it had the close of the one before it, which was wrong, so that it is read as well
        bar2$: '    ------------------------≈-----------(≈|)-------(7|)',
        bar3$: '    ------------------------------------≈----------≈(≈|)',
      },
      {
        from: day,
        history: 3,
        rest: () => ({
          '/btc_jpy/candlestick/1min/19700101': () =>
            of(ok({ candlestick: [{ type: '1min', ohlcv: [['4', '4', '4', '4', '1', day - minute]] }] })),
        }),
      },
    );
  });

  it('asks for history that could not be had until it is there, and shows it then', () => {
    inFives(
      {
        //          0           1           2           3
        prices: '   5-----------6-----------7-----------8-----------9',
        page: '     n---------------------------------------e',
        candles: '  ----------------------------------^',
        link: '     o---8',
        candles$: ' --------------------------------------3-(012)---(43)',
        bar0$: '    ----------------------------------------(5|)',
        bar1$: '    ----------------------------------------(6|)',
        bar2$: '    ----------------------------------------(7|)',
        bar3$: '    --------------------------------------8---------(8|)',
      },
      { history: 2 },
    );
  });

  it('counts history that comes late from its beginning, also if no trade was received meanwhile', () => {
    inFives({
      //          0           1           2           3           4
      prices: '   5-----------6-----------7-----------8-----------9',
      page: '     n-------------------------------------------------e--',
      candles: '  ------------------------^',
      link: '     o',
      candles$: ' ------------------------------------------------------(1234)',
      bar1$: '    ------------------------------------------------------(6|)',
      bar2$: '    ------------------------------------------------------(7|)',
      bar3$: '    ------------------------------------------------------(8|)',
      bar4$: '    ------------------------------------------------------9-----',
    });
  });

  it('takes no candle that is ages from its date, and says so', () => {
    const far = {
      candlestick: [
        { type: '1min', ohlcv: [0, 40_000 * minute].map((t) => [...Array<string>(4).fill('5'), '1', t]) },
      ],
    };
    inFives(
      {
        link: '     -',
        candles$: ' 0---',
        bar0$: '    5---',
        odd$: '     x---',
      },
      {
        history: 50_000,
        rest: (m) => ({ '/btc_jpy/candlestick/1min/19700101': () => m.cold('(r|)', { r: ok(far) }) }),
        signs: { x: 'lost: data/candlestick/0/ohlcv/1/5, a time of 19700101 in ms' },
        feeds: {
          odd: (client) =>
            client.diagnostics$.pipe(
              filter((said) => said.kind === 'odd-row'),
              map(({ what, path, expected }) => `${what}: ${path}, ${expected}`),
            ),
        },
      },
    );
  });

  it.each([8_640_000_000_000_000, -62_200_000_000_000])(
    'takes no Date of an age that has no candles: %d',
    (date) => {
      inFives(
        {
          //          0           1
          prices: '   5-----------5',
          link: '     o',
          candles$: ' 0-----------(10)',
          bar0$: '    5-----------(5|)',
          bar1$: '    ------------≈---',
        },
        { date },
      );
    },
  );

  it('goes on from trades alone if REST has no candles, and says so', () => {
    inFives(
      {
        //               0           1           2
        page: '          0',
        link: '          o-7',
        candles$: '      --0---------1-0---------(12)-',
        bar0$: '         --7-----------(7|)',
        bar1$: '         ------------≈-----------(≈|)-',
        bar2$: '         ------------------------≈----',
        diagnostics$: '  --------------u',
      },
      { signs: { u: 'candles-unread' } },
    );
  });

  it('gives a late subscriber the closed bars and the open one, oldest first; of a lost link the closed ones only', () => {
    inFives(
      {
        //          0           1
        prices: '   5-----------6',
        link: ['    o-----#', '-'],
        candles: '  ^',
        late: '     ----(^!)',
        late$: '    ----0-',
        late0$: '   ----5-',
        later: '    --------------(^!)',
        later$: '   --------------0-',
        later0$: '  --------------(5|)',
      },
      { history: 2 },
    );
  });

  it('knows beside a live trades$ that it receives trades: it closes and opens bars by itself', () => {
    inFives({
      //          0           1           2
      prices: '   5-----------9',
      link: '     o----------------------------8',
      trades: '   ^',
      candles: '  ------^',
      candles$: ' ------0-----(10)--------(12)-2',
      bar0$: '    ------5-----(5|)',
      bar1$: '    ------------≈-----------(≈|)-',
      bar2$: '    ------------------------≈----8',
    });
  });

  it('reads a bar again in which a trade came late: the last received trade is not its close', () => {
    inFives(
      {
        //          0           1           2
        prices: '   5-----------8',
        //          7 was made at 62 s, before 8, and comes after it
        link: '     o----------------87',
        candles$: ' 0-----------(10)-11-----(21)',
        bar0$: '    5-----------(5|)',
        bar1$: '    ------------≈----88-----(8|)',
        bar2$: '    ------------------------≈---',
      },
      { frames: { 7: trades(tradeRow(1, 62_000, '7')), 8: trades(tradeRow(2, 85_000, '8')) } },
    );
  });

  it('reads a bar again that it closed before a silent link was noticed, if the outage hid too many trades', () => {
    const newest = Array.from({ length: 60 }, (_, i) => tradeRow(100 + i, 120_100 + i, '9'));
    inFives(
      {
        //          0           1           2
        prices: '   5-----------8-----------9',
        candles: '  ^',
        link: ['    o-------------7-------------#', 'o-------'],
        bar0$: '    5-----------(5|)',
        //          as built at 120 s, because nobody knew better
        bar1$: '    ------------≈-7---------(7|)(8|)',
      },
      { made: (now) => (now < 70_000 ? [] : now < 121_000 ? [tradeRow(1, 70_000, '7')] : newest) },
    );
  });
});
