import { filter, map } from 'rxjs';
import { describe, it } from 'vitest';
import { noRestError } from '../../src/model/errors';
import { type FeedLines, type FeedStory, inMoments } from '../support/feed-spec';
import { circuitBreak, ticker, tradeRow, trades } from '../support/frames';

// A transport with `sendRequest: null`: a recording, a message bus. A digit is a trade, of a frame and of the feed. Other
// frames: `x` one of trades that can't be read, `t` a ticker, `n` and `c` the circuit breaker, which is off and on.

const frames = {
  ...Object.fromEntries(Array.from('123456', (digit) => [digit, trades(tradeRow(Number(digit)))])),
  x: '42["message",{"room_name":"transactions_btc_jpy","message":{"data":{}}}]',
  t: ticker(1),
  n: circuitBreak('NONE'),
  c: circuitBreak('CIRCUIT_BREAK'),
};
const diagnostics = { u: 'pair-unchecked', l: 'link-lost', x: 'undecodable-frame', '*': 'trades-missing' };

const draw = (lines: FeedLines, story: Partial<FeedStory> = {}): void => {
  inMoments(
    { requests$: '', ...lines },
    {
      frames,
      rest: null,
      after: 1_000,
      ...story,
      feeds: {
        trades: (client) => client.trades$('btc_jpy').pipe(map(({ id }) => `${id}`)),
        missing: (client) =>
          client.diagnostics$.pipe(
            filter((one) => one.kind === 'trades-missing'),
            map(({ from, to }) => `from ${from} to ${to}`),
          ),
        candles: (client) => client.candles$('btc_jpy', '1min').pipe(map(({ volume }) => `${volume}`)),
        ticker: (client) => client.ticker$('btc_jpy').pipe(map(() => 't')),
        tradable: (client) =>
          client
            .tradable$('btc_jpy')
            .pipe(map(({ tradable, reasons }) => (tradable ? 'yes' : reasons.join()))),
        tickers: (client) => client.rest.tickers().pipe(map(() => '.')),
      },
      signs: { ...diagnostics, ...story.signs },
    },
  );
};

describe('without REST', () => {
  it('trades$ has no refill: after an outage it emits the next trade at once, and a diagnostic says which may be missing', () => {
    draw(
      {
        link: ['        -o-12-#', '-o-5-6|'],
        trades$: '      ---12----5-6|',
        missing$: '     ---------m---',
        diagnostics$: ' u-----l--*---',
      },
      { signs: { m: 'from 1 to 5' } },
    );
  });

  it('trades$ takes a frame that can not be read for such an outage, and ends at once after one', () => {
    draw(
      {
        link: '         -o-1-x-3-x|',
        trades$: '      ---1---3--|',
        missing$: '     -------m---',
        diagnostics$: ' u----x-*-x-',
      },
      { signs: { m: 'from 1 to 3' } },
    );
  });

  it('candles$ has no history: it begins with the first trade, and shows the volume as it grows', () => {
    draw({
      link: '     -o-1-2-|',
      candles$: ' ---1-2-|',
    });
  });

  it('ticker$ waits for its room', () => {
    draw({
      link: '    -o---t-|',
      ticker$: ' -----t-|',
    });
  });

  it('tradable$ knows the circuit breaker alone, never says yes, and ends with it', () => {
    draw(
      {
        link: '      -o-n-c-|',
        tradable$: ' ---?-c-|',
      },
      { signs: { '?': 'unknown', c: 'unknown,circuit-break' } },
    );
  });

  it('a call of REST fails at once, with an error of its own', () => {
    draw(
      {
        link: '     ',
        tickers$: ' #',
      },
      { where: { '#': [noRestError('GET /tickers')] } },
    );
  });
});
