import { map, throwError } from 'rxjs';
import { describe, it } from 'vitest';
import { httpError } from '../../src/model/errors';
import { ticker, tickerData } from '../support/frames';
import { marbles, type Marbles } from '../support/marbles';
import { ok, world, type WorldConfig } from '../support/world';

/** Frames `a` and `b` have the last price 1 and 2; REST has 5, then 6. */
const frames = { a: ticker(1), b: ticker(2) };
const path = '/btc_jpy/ticker';

const replies = (m: Marbles, diagram: string): NonNullable<WorldConfig['rest']> => {
  let last = 4;
  return { [path]: () => m.cold(diagram).pipe(map(() => ok(tickerData((last += 1))))) };
};

describe('ticker$ of a quiet pair', () => {
  it(
    'is what REST says from the join to the first frame of its room',
    marbles((m) => {
      const links = ['    --o-----a---b'];
      const requests = '  r------------';
      const expected = '  ----5---1---2';
      const { client, requests$ } = world(m, { links, frames, rest: replies(m, '----(r|)') });

      m.expectObservable(requests$).toBe(requests, { r: path });
      m.expectObservable(client.ticker$('btc_jpy').pipe(map(({ last }) => `${last}`))).toBe(expected);
    }),
  );

  it(
    'is nothing of REST where its room was faster',
    marbles((m) => {
      const links = ['    --o-a---b'];
      const expected = '  ----1---2';
      const { client } = world(m, { links, frames, rest: replies(m, '------(r|)') });

      m.expectObservable(client.ticker$('btc_jpy').pipe(map(({ last }) => `${last}`))).toBe(expected);
    }),
  );

  it(
    'is told to who comes later, as the current one',
    marbles((m) => {
      const links = ['    -o----------'];
      const late = '      -------^----';
      const expected = '  -------5----';
      const { client } = world(m, { links, frames, rest: replies(m, '(r|)') });

      m.expectObservable(client.ticker$('btc_jpy'));
      m.expectObservable(client.ticker$('btc_jpy').pipe(map(({ last }) => `${last}`)), late).toBe(expected);
    }),
  );

  it(
    'is read again on the next link, and none of a lost one is told',
    marbles((m) => {
      const links = ['    -o 5s #', '-o-'];
      const expected = '  -5 5s -6';
      const { client } = world(m, { links, frames, rest: replies(m, '(r|)') });

      m.expectObservable(client.ticker$('btc_jpy').pipe(map(({ last }) => `${last}`))).toBe(expected);
    }, 6_000),
  );

  it(
    'waits for its room where REST cannot be asked',
    marbles((m) => {
      const links = ['    -o----a'];
      const expected = '  ------1';
      const off = () => throwError(() => httpError(path, 'refused', 'none', 'off'));
      const { client } = world(m, { links, frames, rest: { [path]: off } });

      m.expectObservable(client.ticker$('btc_jpy').pipe(map(({ last }) => `${last}`))).toBe(expected);
      m.expectObservable(client.diagnostics$.pipe(map(({ kind }) => kind))).toBe('u', {
        u: 'pair-unchecked',
      });
    }),
  );
});
