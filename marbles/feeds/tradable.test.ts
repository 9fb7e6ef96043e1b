import { concat, map, of, throwError } from 'rxjs';
import { describe, it } from 'vitest';
import { httpError } from '../../src/model/errors';
import { circuitBreak, pair, spotPair } from '../support/frames';
import { marbles } from '../support/marbles';
import { ok, world, type WorldConfig } from '../support/world';

const frames = { n: circuitBreak('NONE'), c: circuitBreak('CIRCUIT_BREAK') };
const status = (state: string): NonNullable<WorldConfig['rest']> => ({
  '/v1/spot/status': () => of(ok({ statuses: [{ pair, status: state, min_amount: '0.0001' }] })),
});

describe('tradable$', () => {
  it(
    'speaks once both the venue and the circuit breaker have spoken, and then on change',
    marbles((m) => {
      const links = ['    -o-n-n-c-n'];
      const expected = '  ---t---c-t';
      const { client } = world(m, { links, frames });

      m.expectObservable(client.tradable$(pair).pipe(map(({ reasons }) => reasons.join() || 'yes'))).toBe(
        expected,
        {
          t: 'yes',
          c: 'circuit-break',
        },
      );
    }),
  );

  it(
    'is unknown while the link is down, and says so to a late subscriber too',
    marbles((m) => {
      const links = ['    -o-n-#', '-o---n'];
      const late = '      ------^----';
      const expected = '  ---t-u----t';
      const { client } = world(m, { links, frames });
      const tradable$ = client
        .tradable$(pair)
        .pipe(map(({ tradable, reasons }) => (tradable ? 'yes' : reasons.join())));

      m.expectObservable(tradable$).toBe(expected, { t: 'yes', u: 'unknown' });
      m.expectObservable(tradable$, late).toBe('------u---t', { t: 'yes', u: 'unknown' });
    }),
  );

  it.each([
    ['a halted', status('HALT'), 'halt'],
    [
      'a suspended',
      { '/v1/spot/pairs': () => of(ok({ pairs: [spotPair(pair, { stop_order: true })] })) },
      'suspended',
    ],
    [
      'a disabled',
      { '/v1/spot/pairs': () => of(ok({ pairs: [spotPair(pair, { is_enabled: false })] })) },
      'suspended',
    ],
    ['a busy', status('VERY_BUSY'), ''],
    [
      'a closed',
      {
        '/v1/spot/status': () => of({ status: 503, date: null, body: '{"success":0,"data":{"code":10007}}' }),
      },
      'maintenance',
    ],
    [
      'a silent',
      { '/v1/spot/status': () => throwError(() => httpError('GET /u', 'refused', 'none', 'off')) },
      'unknown',
    ],
  ])('tells of %s venue', (_, rest, reason) => {
    marbles((m) => {
      const { client } = world(m, { links: ['-o-n'], frames, rest });

      m.expectObservable(client.tradable$(pair).pipe(map(({ reasons }) => reasons.join()))).toBe('---r', {
        r: reason,
      });
    })();
  });

  it(
    'asks again every statusInterval',
    marbles((m) => {
      const replies = [status('HALT'), status('NORMAL')].map((rest) => rest['/v1/spot/status']);
      let asked = 0;
      const { client } = world(m, {
        links: ['-o-n'],
        frames,
        statusInterval: 1_000,
        rest: { '/v1/spot/status': () => replies[asked++]?.() ?? concat() },
      });

      m.expectObservable(client.tradable$(pair).pipe(map(({ reasons }) => reasons.join())), '^ 3s !').toBe(
        '---h 996ms t',
        { h: 'halt', t: '' },
      );
    }, 5_000),
  );
});
