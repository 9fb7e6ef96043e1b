import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic';
import { noRestError } from '../../src/model/errors';
import { circuitBreak, ticker, tradeRow, trades } from '../support/frames';
import { marbles } from '../support/marbles';
import { world, type World } from '../support/world';

/** A transport with `sendRequest: null`: a recording, a message bus. Trades `a`, `b`, … have the ids 1, 2, … */
const letters = Array.from('abcdefgh');
const frames = {
  ...Object.fromEntries(letters.map((letter, i) => [letter, trades(tradeRow(i + 1))])),
  x: '42["message",{"room_name":"transactions_btc_jpy","message":{"data":{}}}]',
  t: ticker(1),
  n: circuitBreak('NONE'),
  k: circuitBreak('CIRCUIT_BREAK'),
};
const letterOf = ({ id }: { readonly id: number }): string => letters[id - 1] ?? '?';

const kindsOf = ({ client }: World): readonly string[] => {
  const kinds: string[] = [];
  client.diagnostics$.subscribe((diagnostic: Diagnostic) => {
    const { kind } = diagnostic;
    kinds.push(kind === 'trades-missing' ? `${kind} ${diagnostic.from} ${diagnostic.to}` : kind);
  });
  return kinds;
};

describe('without REST', () => {
  it(
    'trades$ has no refill: after an outage the next trade is told at once, and says what may be missing',
    marbles((m) => {
      const links = ['    -o-ab-#', '-o-e-f|'];
      const expected = '  ---ab----e-f|';
      const made = world(m, { links, frames, rest: null });
      const kinds = kindsOf(made);

      m.expectObservable(made.client.trades$('btc_jpy').pipe(map(letterOf))).toBe(expected);
      m.expectObservable(made.requests$).toBe('');
      m.cold('99ms x').subscribe(() => {
        expect(kinds).toEqual(['pair-unchecked', 'link-lost', 'trades-missing 1 5']);
      });
    }, 1_000),
  );

  it(
    'trades$ takes a frame that can not be read for such an outage, and ends at once after one',
    marbles((m) => {
      const links = ['    -o-a-x-c-x|'];
      const expected = '  ---a---c--|';
      const made = world(m, { links, frames, rest: null });
      const kinds = kindsOf(made);

      m.expectObservable(made.client.trades$('btc_jpy').pipe(map(letterOf))).toBe(expected);
      m.cold('99ms x').subscribe(() => {
        expect(kinds).toEqual([
          'pair-unchecked',
          'undecodable-frame',
          'trades-missing 1 3',
          'undecodable-frame',
        ]);
      });
    }, 1_000),
  );

  it(
    'candles$ has no history: it begins with the first trade',
    marbles((m) => {
      const links = ['    -o-a-b-|'];
      const expected = '  ---1-2-|';
      const made = world(m, { links, frames, rest: null });
      const volume$ = made.client.candles$('btc_jpy', '1min').pipe(map(({ volume }) => volume));

      m.expectObservable(volume$).toBe(expected, { 1: 1, 2: 2 });
      m.expectObservable(made.requests$).toBe('');
    }),
  );

  it(
    'ticker$ is not seeded',
    marbles((m) => {
      const links = ['    -o---t-|'];
      const expected = '  -----t-|';
      const { client, requests$ } = world(m, { links, frames, rest: null });

      m.expectObservable(client.ticker$('btc_jpy').pipe(map(() => 't'))).toBe(expected);
      m.expectObservable(requests$).toBe('');
    }),
  );

  it(
    'tradable$ knows the circuit breaker alone, never says yes, and ends with it',
    marbles((m) => {
      const links = ['    -o-n-k-|'];
      const expected = '  ---u-k-|';
      const { client, requests$ } = world(m, { links, frames, rest: null });
      const tradable$ = client
        .tradable$('btc_jpy')
        .pipe(map(({ tradable, reasons }) => (tradable ? 'yes' : reasons.join())));

      m.expectObservable(tradable$).toBe(expected, { u: 'unknown', k: 'unknown,circuit-break' });
      m.expectObservable(requests$).toBe('');
    }),
  );

  it(
    'a call of REST fails at once, with an error of its own',
    marbles((m) => {
      const { client } = world(m, { links: [], rest: null });
      const expected = '#';

      m.expectObservable(client.rest.tickers()).toBe(expected, undefined, noRestError('GET /tickers'));
    }),
  );
});
