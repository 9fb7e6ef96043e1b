import { map } from 'rxjs';
import { describe, it } from 'vitest';
import { bars } from '../../src/operators/bars';
import type { Candle, CandleType } from '../../src/model/candle';
import type { Trade } from '../../src/model/trade';
import type { Line } from '../support/drawing';
import { inMoments, type Makes } from '../support/operator-spec';

// A digit of the source is a trade at that price. `bars$` draws the numbers of the bars in the order in which they are
// emitted: 0 is the first minute. Each bar has a line of its own: a digit when its close is there, and `|` behind a bar
// that is closed. `signs` writes all of a bar that a sign stands for: open, high, low and close, and the volume.

interface Trades {
  /** When the trades were made, ms of the venue. Default: when they come. */
  readonly at?: Readonly<Record<string, number>>;
  readonly amount?: Readonly<Record<string, number>>;
  readonly type?: CandleType;
}

const making =
  ({ at = {}, amount = {}, type = '1min' }: Trades = {}): Makes<{ readonly source: Line }> =>
  ({ source }, { scheduler }) => {
    const trade = (sign: string): Trade => ({
      pair: 'btc_jpy',
      id: at[sign] ?? scheduler.now(),
      side: 'buy',
      price: Number(sign),
      amount: amount[sign] ?? 1,
      timestamp: at[sign] ?? scheduler.now(),
    });
    const shown = ({ openTime, open, high, low, close, volume, closed }: Candle) => {
      const number = `${openTime / 60_000}`;
      const bar = `${open} ${high} ${low} ${close} ×${volume}`;
      return { bars: [number], [`bar${number}`]: closed ? [bar, '|'] : [bar] };
    };
    return { bars: source.pipe(map(trade), bars({ type, scheduler }), map(shown)) };
  };

const lanes = ['bar0', 'bar1', 'bar2'];

describe('bars', () => {
  it('shows the open bar with each trade, closes it in time, and carries the last close over an interval without trade', () => {
    inMoments(
      {
        source: ' 20s 5 19999ms 7 109999ms                  6',
        bars: '                                            150s -!',
        bars$: '  20s 0 19999ms 0 21499ms (01) 59996ms (12) 28496ms 2',
        bar0$: '  20s 5 19999ms 7 21499ms (7|)',
        bar1$: '                61500ms ≈      59999ms (≈|)',
        bar2$: '                              121500ms ≈    28499ms 6',
      },
      {
        makes: making({ amount: { 7: 2 } }),
        signs: { 5: '5 5 5 5 ×1', 7: '5 7 5 7 ×3', '≈': '7 7 7 7 ×0', 6: '6 6 6 6 ×1' },
        lanes,
      },
    );
  });

  it('closes at once by a trade of the next interval, and leaves out one that comes too late', () => {
    inMoments(
      {
        //          5 was made at 59 s, 6 at 60 s, and 9 at 59.999 s
        source: '   569',
        bars$: '    0(011)',
        bar0$: '    5(5|)',
        bar1$: '    -(≈6)',
      },
      {
        makes: making({ at: { 5: 59_000, 6: 60_000, 9: 59_999 } }),
        signs: { 5: '5 5 5 5 ×1', '≈': '5 5 5 5 ×0', 6: '6 6 6 6 ×1' },
        lanes,
      },
    );
  });

  it('ends with its source, and keeps no timer after it was unsubscribed from', () => {
    const makes = making({ type: '1day' });
    inMoments(
      {
        source: ['  -|', '-#', '---'],
        source$: [' ^!', '^!', '^-!'],
        bars$: '    -|',
        bars2$: '   -#',
        bars3: '    ^-!',
        bars3$: '   ---',
      },
      { makes },
    );
  });
});
