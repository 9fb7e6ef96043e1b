import type { Connection, RoomTraffic } from 'rx-bitbank';
import { describe, it } from 'vitest';
import { btc, marbles } from '../../test/support/marbles';
import { age$, bookRooms, linkAge$, latestAge$ } from './age';
import type { Latest } from './latest';

const open: Connection = { state: 'open', attempt: 0, cause: null };
const waiting: Connection = { state: 'waiting', attempt: 1, cause: 'lost' };
const trafficAt = (lastAt: number): ReadonlyMap<string, RoomTraffic> =>
  new Map([['depth_diff_btc_jpy', { frames: 1, bytes: 1, lastAt, lag: 0 }]]);

describe('the age of a panel', () => {
  it('is none while its rooms are heard, grows while they are silent, and is none once they are heard', () => {
    marbles(({ cold, expectObservable }, now) => {
      const instrument$ = cold(' i                            ', { i: btc });
      const connection$ = cold(' o                            ', { o: open });
      const rooms$ = cold('      a 3499ms b                   ', { a: trafficAt(0), b: trafficAt(3_500) });
      const unsub = '            3999ms !                     ';
      const expected = '         n 1999ms b 999ms c 499ms n   ';
      expectObservable(age$({ instrument$, connection$, rooms$ }, bookRooms, 1_500, now), unsub).toBe(
        expected,
        {
          n: null,
          b: 2,
          c: 3,
        },
      );
    });
  });

  it('is unknown where the link is lost before anything came', () => {
    marbles(({ cold, expectObservable }, now) => {
      const instrument$ = cold(' i   ', { i: btc });
      const connection$ = cold(' w   ', { w: waiting });
      const rooms$ = cold('      r   ', { r: new Map() });
      const unsub = '            --! ';
      const expected = '         (nu)';
      expectObservable(age$({ instrument$, connection$, rooms$ }, bookRooms, Infinity, now), unsub).toBe(
        expected,
        {
          n: null,
          u: 'unknown',
        },
      );
    });
  });
});

describe('the age of a panel whose rooms were silent all the time', () => {
  it('counts from the loss of the link on', () => {
    marbles(({ cold, expectObservable }, now) => {
      const instrument$ = cold(' i                   ', { i: btc });
      const connection$ = cold(' o 1499ms w          ', { o: open, w: waiting });
      const rooms$ = cold('      r                   ', { r: new Map() });
      const unsub = '            2900ms !            ';
      const expected = '         n 1499ms a 499ms b  ';
      expectObservable(age$({ instrument$, connection$, rooms$ }, bookRooms, Infinity, now), unsub).toBe(
        expected,
        { n: null, a: 0, b: 1 },
      );
    });
  });
});

describe('the age of what came over a link', () => {
  it('grows from the loss of the link on, and is none before there was one', () => {
    marbles(({ cold, expectObservable }, now) => {
      const connection$ = cold('w-o---w 1999ms w o', { w: waiting, o: open });
      const unsub = '           2100ms !          ';
      const expected = '        n-----a 999ms b 999ms cn';
      expectObservable(linkAge$(connection$, now), unsub).toBe(expected, { n: null, a: 0, b: 1, c: 2 });
    });
  });
});

describe('the age of a value from before an error', () => {
  it('counts from the last value, and starts again with the next one', () => {
    const latest: Readonly<Record<string, Latest<string>>> = {
      n: { value: null, problem: null },
      p: { value: null, problem: 'refused' },
      a: { value: 'a', problem: null },
      e: { value: 'a', problem: 'it broke' },
    };
    marbles(({ cold, expectObservable }, now) => {
      const latest$ = cold('  npa 1499ms e 600ms e 399ms a', latest);
      const unsub = '        2600ms !                    ';
      const expected = '     n 1501ms b 999ms cn         ';
      expectObservable(latestAge$(latest$, now), unsub).toBe(expected, { n: null, b: 1, c: 2 });
    });
  });
});
