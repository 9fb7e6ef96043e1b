import { repeat, retry, Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { shareByKey } from '../../src/operators/share-by-key';
import { shareCurrent } from '../../src/operators/share-current';
import { shareLinger } from '../../src/operators/share-linger';
import { inMoments } from '../support/operator-spec';

// `shared` and `shared2` are subscribers to the same Observable, and `source$` shows the subscriptions that they cost.

describe('shareLinger', () => {
  it('shares one subscription, and ends it `linger` after the last unsubscription', () => {
    inMoments(
      {
        source: ['   -a-b-c-d-e'],
        source$: '   ^-------!',
        shared: '    ^---!',
        shared$: '   -a-b',
        shared2: '   --^--!',
        shared2$: '  ---b-',
      },
      {
        makes: ({ source }, { scheduler }) => ({
          shared: source.pipe(shareLinger({ linger: 3, scheduler })),
        }),
      },
    );
  });

  it('keeps the subscription for a subscriber who comes back while it lingers', () => {
    inMoments(
      {
        source: ['   -a-b-c-d-e-f'],
        source$: '   ^---------!',
        shared: '    ^--!',
        shared$: '   -a-',
        shared2: '   -----^-!',
        shared2$: '  -----c-',
      },
      {
        makes: ({ source }, { scheduler }) => ({
          shared: source.pipe(shareLinger({ linger: 3, scheduler })),
        }),
      },
    );
  });

  it('lingers a tick by default: switchMap from one to the next keeps the source', () => {
    inMoments(
      {
        source: ['   -a-b-c-d'],
        source$: '   ^------!',
        shared: '    ^---!',
        shared$: '   -a-b',
        shared2: '   ----^--!',
        shared2$: '  -----c-',
      },
      { makes: ({ source }, { scheduler }) => ({ shared: source.pipe(shareLinger({ scheduler })) }) },
    );
  });

  it('starts again after completion and after an error', () => {
    inMoments(
      {
        done: ['       -a|'],
        done$: ['      ^-!', '--^-!'],
        failed: ['     -a#'],
        repeated$: '   -a-a|',
        retried$: '    -a-a#',
      },
      {
        makes: ({ done, failed }, { scheduler }) => ({
          repeated: done.pipe(shareLinger({ scheduler }), repeat(2)),
          retried: failed.pipe(shareLinger({ scheduler }), retry(1)),
        }),
      },
    );
  });
});

describe('shareCurrent', () => {
  it('gives a late subscriber the current value at once, until it is forgotten', () => {
    inMoments(
      {
        source: ['   -a---b-------c--'],
        source$: '   ^--------------!',
        forget: '    ---------x------',
        shared: '    ^--------------!',
        shared$: '   -a---b-------c-',
        shared2: '   -------^-------!',
        shared2$: '  -------b-----c-',
        shared3: '   -----------^---!',
        shared3$: '  -------------c-',
      },
      {
        makes: ({ source, forget }, { scheduler }) => ({
          shared: source.pipe(shareCurrent({ forgetOn: forget, scheduler })),
        }),
      },
    );
  });

  it('forgets when the last subscriber has gone, but not while it lingers', () => {
    inMoments(
      {
        source: ['   -a----------'],
        source$: ['  ^--------!', '----------^-----!'],
        shared: '    ^--!',
        shared$: '   -a-',
        shared2: '   -----^!',
        shared2$: '  -----a',
        shared3: '   ----------^--!',
        shared3$: '  -----------a',
      },
      {
        makes: ({ source }, { scheduler }) => ({
          shared: source.pipe(shareCurrent({ linger: 3, scheduler })),
        }),
      },
    );
  });

  it('keeps all that a fold keeps, here every value; only a survives a loss', () => {
    inMoments(
      {
        source: ['   ab-----c'],
        forget: '    ----x---',
        shared: '    ^--------!',
        shared$: '   ab-----c',
        shared2: '   ---^-----!',
        shared2$: '  ---(ab)c',
        shared3: '   -----^---!',
        shared3$: '  -----a-c',
      },
      {
        makes: ({ source, forget }, { scheduler }) => ({
          shared: source.pipe(
            shareCurrent<string>({
              forgetOn: forget,
              survives: (value) => value === 'a',
              fold: (current, value) => [...current, value],
              scheduler,
            }),
          ),
        }),
      },
    );
  });

  it('starts again after completion: it repeats no value of before', () => {
    inMoments(
      {
        source: ['   -a|'],
        shared$: '   -a-a|',
      },
      {
        makes: ({ source }, { scheduler }) => ({
          shared: source.pipe(shareCurrent({ scheduler }), repeat(2)),
        }),
      },
    );
  });

  it('loses no value that comes while a late subscriber is given the current one', () => {
    const source = new Subject<number>();
    const shared = source.pipe(shareCurrent());
    const first: number[] = [];
    const late: number[] = [];
    shared.subscribe((value) => first.push(value));
    source.next(1);
    shared.subscribe((value) => {
      late.push(value);
      if (value === 1) source.next(2);
    });
    source.next(3);
    expect(first).toEqual([1, 2, 3]);
    expect(late).toEqual([1, 2, 3]);
  });
});

describe('shareByKey', () => {
  it('makes one Observable for each key, and another one after its source has ended', () => {
    inMoments(
      {
        a: ['       -a-|'],
        a$: ['      ^--!', '-----^--!'],
        b: ['       -b-|'],
        b$: '       ^--!',
        made$: '    (ab)-a',
        one$: '     -a-|',
        same$: '    -a-|',
        other$: '   -b-|',
        next: '     -----^',
        next$: '    ------a-|',
      },
      {
        makes: ({ a, b }, { scheduler }) => {
          const made = new Subject<string>();
          const of = shareByKey(
            (key: string) => {
              made.next(key);
              return key === 'a' ? a : b;
            },
            () => shareLinger({ scheduler }),
          );
          return { made, one: of('a'), same: of('a'), other: of('b'), next: of('a') };
        },
      },
    );
  });

  it('stays one Observable for a subscriber who repeats it', () => {
    inMoments(
      {
        source: ['     -a-|'],
        source$: ['    ^--!', '---^--!'],
        shared$: '     -a--a-|',
        later: '       ----^',
        later$: '      ----a-|',
      },
      {
        makes: ({ source }, { scheduler }) => {
          const of = shareByKey(
            () => source,
            () => shareLinger({ scheduler }),
          );
          return { shared: of('key').pipe(repeat(2)), later: of('key') };
        },
      },
    );
  });
});
