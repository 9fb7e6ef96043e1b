import { repeat, retry } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { shareByKey } from '../../src/operators/share-by-key';
import { shareCurrent } from '../../src/operators/share-current';
import { shareLinger } from '../../src/operators/share-linger';
import { marbles } from '../support/marbles';

describe('shareLinger', () => {
  it(
    'shares one subscription, and ends it `linger` after the last unsubscription',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('-a-b-c-d-e');
      const subs = '       ^-------!';
      const first = '      ^---!';
      const second = '     --^--!';
      const shared = source.pipe(shareLinger({ linger: 3, scheduler }));

      expectObservable(shared, first).toBe(' -a-b');
      expectObservable(shared, second).toBe('---b-');
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'keeps the subscription for whom comes back while it lingers',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('-a-b-c-d-e-f');
      const subs = '       ^---------!';
      const first = '      ^--!';
      const second = '     -----^-!';
      const shared = source.pipe(shareLinger({ linger: 3, scheduler }));

      expectObservable(shared, first).toBe(' -a-');
      expectObservable(shared, second).toBe('-----c-');
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'lingers a tick by default: switchMap from one to the next keeps the source',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('-a-b-c-d');
      const subs = '       ^------!';
      const shared = source.pipe(shareLinger({ scheduler }));

      expectObservable(shared, '  ^---!').toBe('-a-b');
      expectObservable(shared, '  ----^--!').toBe('-----c-');
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'starts afresh after completion and after an error',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const done = cold('  -a|');
      const failed = cold('-a#');

      expectObservable(done.pipe(shareLinger({ scheduler }), repeat(2))).toBe('  -a-a|');
      expectObservable(failed.pipe(shareLinger({ scheduler }), retry(1))).toBe(' -a-a#');
      expectSubscriptions(done.subscriptions).toBe(['  ^-!', '--^-!']);
    }),
  );
});

describe('shareCurrent', () => {
  it(
    'gives a late subscriber the current value at once, until it is forgotten',
    marbles(({ cold, hot, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('  -a---b-------c--');
      const forgetOn = hot(' ---------x------');
      const first = '        ^--------------!';
      const late = '         -------^-------!';
      const later = '        -----------^---!';
      const subs = '         ^--------------!';
      const shared = source.pipe(shareCurrent({ forgetOn, scheduler }));

      expectObservable(shared, first).toBe('-a---b-------c-');
      expectObservable(shared, late).toBe(' -------b-----c-');
      expectObservable(shared, later).toBe('-------------c-');
      expectSubscriptions(source.subscriptions).toBe(subs);
    }),
  );

  it(
    'forgets when the last subscriber has gone, but not while it lingers',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('  -a----------');
      const shared = source.pipe(shareCurrent({ linger: 3, scheduler }));

      expectObservable(shared, '^--!').toBe('     -a-');
      expectObservable(shared, '-----^!').toBe('  -----a');
      expectObservable(shared, '----------^--!').toBe('-----------a');
      expectSubscriptions(source.subscriptions).toBe(['^--------!', '----------^-----!']);
    }),
  );

  it(
    'keeps what a fold keeps, and of that what survives a loss',
    marbles(({ cold, hot, expectObservable, scheduler }) => {
      const source = cold('  ab-----c');
      const forgetOn = hot(' ----x---');
      const shared = source.pipe(
        shareCurrent<string>({
          forgetOn,
          survives: (value) => value === 'a',
          fold: (current, value) => [...current, value],
          scheduler,
        }),
      );

      expectObservable(shared, '^--------!').toBe('ab-----c');
      expectObservable(shared, '---^-----!').toBe('---(ab)c');
      expectObservable(shared, '-----^---!').toBe('-----a-c');
    }),
  );

  it(
    'starts afresh after completion: nothing of before is told again',
    marbles(({ cold, expectObservable, scheduler }) => {
      const source = cold('-a|');
      const expected = '   -a-a|';

      expectObservable(source.pipe(shareCurrent({ scheduler }), repeat(2))).toBe(expected);
    }),
  );

  it(
    'loses nothing that comes while a late subscriber is being told',
    marbles(({ hot, scheduler, cold }) => {
      const source = hot<number>('-------');
      const shared = source.pipe(shareCurrent({ scheduler }));
      const first: number[] = [];
      const late: number[] = [];
      shared.subscribe((value) => first.push(value));
      cold('-x').subscribe(() => {
        source.next(1);
        shared.subscribe((value) => {
          late.push(value);
          if (value === 1) source.next(2);
        });
        source.next(3);
        expect(first).toEqual([1, 2, 3]);
        expect(late).toEqual([1, 2, 3]);
      });
    }),
  );
});

describe('shareByKey', () => {
  it(
    'makes one a key, and another one after its source has ended',
    marbles(({ cold, expectObservable, scheduler }) => {
      const made: string[] = [];
      const of = shareByKey(
        (key: string) => {
          made.push(key);
          return cold(`-${key}-|`);
        },
        () => shareLinger({ scheduler }),
      );

      expectObservable(of('a')).toBe('        -a-|');
      expectObservable(of('a'), '^').toBe('   -a-|');
      expectObservable(of('b')).toBe('        -b-|');
      expectObservable(of('a'), '-----^').toBe('------a-|');
      cold('10ms x').subscribe(() => {
        expect(made).toEqual(['a', 'b', 'a']);
      });
    }),
  );

  it(
    'stays one a key for whom repeats or retries, too',
    marbles(({ cold, expectObservable, expectSubscriptions, scheduler }) => {
      const source = cold('-a-|');
      const of = shareByKey(
        () => source,
        () => shareLinger({ scheduler }),
      );

      expectObservable(of('key').pipe(repeat(2))).toBe('-a--a-|');
      expectObservable(of('key'), '----^').toBe('       ----a-|');
      expectSubscriptions(source.subscriptions).toBe([' ^--!', '---^--!']);
    }),
  );
});
