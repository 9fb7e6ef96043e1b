import { map, of, throwError } from 'rxjs';
import { describe, it } from 'vitest';
import type { HttpReply } from '../../src/connectivity/ports';
import { httpError } from '../../src/model/errors';
import { type FeedLines, type FeedStory, inMoments } from '../support/feed-spec';
import { circuitBreak, pair, spotPair } from '../support/frames';
import { ok, type Rest } from '../support/rest';

// Frames say the mode of the circuit breaker: `n` NONE, `c` CIRCUIT_BREAK. `tradable$` draws `y` for yes, and a reason
// why one may not trade: `c` the circuit breaker, `h` a halted pair, `s` a suspended one, `m` maintenance, `?` nobody
// knows. `requests$` draws `q`, the check of the pair, and `r`, the read of its state and of its rules.

const frames = { n: circuitBreak('NONE'), c: circuitBreak('CIRCUIT_BREAK') };
const signs = {
  y: 'true: ',
  c: 'false: circuit-break',
  h: 'false: halt',
  s: 'false: suspended',
  m: 'false: maintenance',
  '?': 'false: unknown',
  q: '/btc_jpy/ticker',
  r: '/v1/spot/status /v1/spot/pairs',
};

const draw = (lines: FeedLines, story: Partial<FeedStory> = {}): void => {
  inMoments(lines, {
    feeds: {
      tradable: (client) =>
        client.tradable$(pair).pipe(map(({ tradable, reasons }) => `${tradable}: ${reasons.join()}`)),
    },
    frames,
    signs,
    after: 4_000,
    ...story,
  });
};

const statusOf = (state: string): HttpReply =>
  ok({ statuses: [{ pair, status: state, min_amount: '0.0001' }] });
const status = (state: string): Rest => ({ '/v1/spot/status': () => of(statusOf(state)) });
const pairs = (more: object): Rest => ({
  '/v1/spot/pairs': () => of(ok({ pairs: [spotPair(pair, more)] })),
});

describe('tradable$', () => {
  it('emits once both REST and the circuit breaker are known, and then on change', () => {
    draw({
      link: '       -o-n-n-c-n',
      requests$: '  (qr)------',
      tradable$: '  ---y---c-y',
    });
  });

  it('is unknown while the link is down, for a late subscriber too', () => {
    draw({
      link: ['      -o-n-#', '-o---n'],
      tradable$: '  ---y-?----y',
      tradable2: '  ------^----',
      tradable2$: ' ------?---y',
    });
  });

  it.each([
    ['of a halted pair', status('HALT'), 'h'],
    ['of a suspended pair', pairs({ stop_order: true }), 's'],
    ['of a disabled pair', pairs({ is_enabled: false }), 's'],
    ['of a busy venue', status('VERY_BUSY'), 'y'],
    [
      'of a closed venue',
      {
        '/v1/spot/status': () => of({ status: 503, date: null, body: '{"success":0,"data":{"code":10007}}' }),
      },
      'm',
    ],
    [
      'of a silent venue',
      { '/v1/spot/status': () => throwError(() => httpError('GET /u', 'refused', 'none', 'off')) },
      '?',
    ],
  ])('shows the state %s', (_, rest, sign) => {
    draw(
      {
        link: '      -o-n',
        tradable$: ` ---${sign}`,
      },
      { rest: () => rest },
    );
  });

  it('asks again every statusInterval, here one second', () => {
    draw(
      {
        link: '      -o-n',
        status: '    h 500ms n',
        requests$: ' (qr) 996ms r 999ms r',
        tradable$: ' ---h 996ms y 1s -',
      },
      {
        statusInterval: 1_000,
        rest: ({ now }) => ({
          '/v1/spot/status': () => of(statusOf(now('status').includes('h') ? 'HALT' : 'NORMAL')),
        }),
        after: 0,
      },
    );
  });
});
