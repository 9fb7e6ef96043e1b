import { filter, map, timestamp } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { OrderBook } from '../../src/model/order-book';
import { diff, whole } from '../support/frames';
import { marbles } from '../support/marbles';
import { world } from '../support/world';

/** Wholes `p`, `q` have the sequences 10 and 20; diffs `a` … `d` 11 to 14. Every frame sets a bid of its own. */
const bids = (...sequences: readonly number[]): readonly (readonly [number, number])[] =>
  sequences.map((sequence) => [sequence, 1] as const);
const frames = {
  p: whole({ sequence: 10, bids: bids(10) }),
  a: diff({ sequence: 11, bids: bids(11) }),
  b: diff({ sequence: 12, bids: bids(12) }),
  c: diff({ sequence: 21, bids: bids(21) }),
  q: whole({ sequence: 20, bids: bids(12, 11, 10) }),
  x: whole({ sequence: 20, bids: bids(13, 10) }),
};

const shown = ({ sequence, stale, bids: levels }: OrderBook): string =>
  `${sequence}:${levels.map(({ price }) => price).join()}${stale ? ' stale' : ''}`;

describe('book$', () => {
  it(
    'shows no book before the first whole: the diffs before it are kept, and applied to it where they are newer',
    marbles((m) => {
      const links = ['    -o-a-p-b--'];
      const expected = '  -----1-2--';
      const { client } = world(m, { links, frames });

      m.expectObservable(client.book$('btc_jpy').pipe(map(shown))).toBe(expected, {
        1: '11:11,10',
        2: '12:12,11,10',
      });
    }),
  );

  it(
    'never goes back: a whole older than the book is proved by what was then, and newer diffs are applied again',
    marbles((m) => {
      const links = ['    -o-p-a-b-c-q--'];
      const expected = '  ---p-a-b-c-q--';
      const { client } = world(m, { links, frames });

      m.expectObservable(client.book$('btc_jpy').pipe(map(shown))).toBe(expected, {
        p: '10:10',
        a: '11:11,10',
        b: '12:12,11,10',
        c: '21:21,12,11,10',
        q: '21:21,12,11,10',
      });
      m.expectObservable(client.diagnostics$).toBe('');
    }),
  );

  it(
    'is repaired by a whole that disagrees, once said, also when the link is lost next',
    marbles((m) => {
      const links = ['    -o-p-a-x-#'];
      const expected = '  ---p-a-x-s';
      const diagnosed = ' -------r-l';
      const { client } = world(m, { links, frames });

      m.expectObservable(client.book$('btc_jpy').pipe(map(shown))).toBe(expected, {
        p: '10:10',
        a: '11:11,10',
        x: '20:13,10',
        s: '20:13,10 stale',
      });
      m.expectObservable(client.diagnostics$.pipe(map(({ kind }) => kind))).toBe(diagnosed, {
        r: 'book-repaired',
        l: 'link-lost',
      });
    }),
  );

  it(
    'drops a diff that it holds already and shows nothing for it',
    marbles((m) => {
      const links = ['    -o-p-b-b-c-'];
      const expected = '  ---p-b---c-';
      const diagnosed = ' -------s---';
      const { client } = world(m, { links, frames });

      m.expectObservable(client.book$('btc_jpy').pipe(map(({ sequence }) => sequence))).toBe(expected, {
        p: 10,
        b: 12,
        c: 21,
      });
      m.expectObservable(client.diagnostics$.pipe(map(({ kind }) => kind))).toBe(diagnosed, {
        s: 'stale-diff',
      });
    }),
  );

  it(
    'is stale when no whole came for 20 s though diffs did, until the next; once, and once only',
    marbles((m) => {
      const links = ['-o-p 9s a 35s b q'];
      const { client } = world(m, { links, frames });
      const seen: string[] = [];
      client
        .book$('btc_jpy')
        .pipe(timestamp(m.scheduler))
        .subscribe(({ timestamp: at, value }) => seen.push(`${at} ${shown(value)}`));

      m.cold('50s x').subscribe(() => {
        expect(seen).toEqual([
          '3 10:10',
          '9004 11:11,10',
          '20003 11:11,10 stale',
          '44005 12:12,11,10 stale',
          '44006 20:12,11,10',
        ]);
      });
    }, 55_000),
  );

  it(
    'leaves and joins the whole room again where somebody else has had its book',
    marbles((m) => {
      const links = ['    -o-p------q--'];
      const wholes = '    ^------------';
      const late = '      -----^-------';
      const expected = '  ----------q--';
      const commands = '  -w---r-------';
      const { client, sent$ } = world(m, { links, frames });

      m.expectObservable(client.depthWhole$('btc_jpy').pipe(map(({ sequence }) => sequence)), wholes).toBe(
        '---p------q--',
        { p: 10, q: 20 },
      );
      m.expectObservable(client.book$('btc_jpy').pipe(map(({ sequence }) => sequence)), late).toBe(expected, {
        q: 20,
      });
      m.expectObservable(sent$).toBe(commands, {
        w: '+depth_whole',
        r: '+depth_diff -depth_whole +depth_whole',
      });
    }),
  );

  it(
    'joins once where the first whole is still to come',
    marbles((m) => {
      const links = ['    -o---p-------'];
      const late = '      ---^---------';
      const commands = '  -w-d---------';
      const { client, sent$ } = world(m, { links, frames });

      m.expectObservable(client.depthWhole$('btc_jpy').pipe(map(({ sequence }) => sequence)));
      m.expectObservable(client.book$('btc_jpy').pipe(map(({ sequence }) => sequence)), late).toBe('-----p', {
        p: 10,
      });
      m.expectObservable(sent$).toBe(commands, { w: '+depth_whole', d: '+depth_diff' });
    }),
  );
});

describe('book$ of a venue that contradicts itself', () => {
  const greatest = Number.MAX_SAFE_INTEGER;
  const contradicted = {
    ...frames,
    /** A diff whose sequence leaps, and the next one. */
    l: diff({ sequence: greatest, at: 11, bids: bids(11) }),
    /** A sequence that starts again, a second later. */
    r: diff({ sequence: 3, at: 1_003, bids: bids(3) }),
    w: whole({ sequence: 4, at: 1_004, bids: bids(4) }),
    v: whole({ sequence: 6, at: 1_006, bids: bids(6) }),
    n: diff({ sequence: 7, at: 1_007, bids: bids(7) }),
  };
  const joined = '+depth_diff +depth_whole';
  const rejoined = '-depth_diff +depth_diff -depth_whole +depth_whole';

  it(
    'that a diff overtook is stale, joins its rooms again, and is made anew by the next whole',
    marbles((m) => {
      const links = ['    -o-p-b-a-c-q-'];
      const expected = '  ---p-b-s---q-';
      const commands = '  -j-----r-----';
      const diagnosed = ' -------d-----';
      const { client, sent$ } = world(m, { links, frames });

      m.expectObservable(client.book$('btc_jpy').pipe(map(shown))).toBe(expected, {
        p: '10:10',
        b: '12:12,10',
        s: '12:12,10 stale',
        q: '21:21,12,11,10',
      });
      m.expectObservable(sent$).toBe(commands, { j: joined, r: rejoined });
      m.expectObservable(client.diagnostics$.pipe(map(({ kind }) => kind))).toBe(diagnosed, {
        d: 'book-contradicted',
      });
    }),
  );

  it(
    'whose sequence leaps is stale from the next diff on, and nothing of it outlives the next whole',
    marbles((m) => {
      const links = ['    -o-p-l-b-q-c-'];
      const expected = '  ---p-l-s-q-c-';
      const commands = '  -j-----r-----';
      const { client, sent$ } = world(m, { links, frames: contradicted });

      m.expectObservable(client.book$('btc_jpy').pipe(map(shown))).toBe(expected, {
        p: '10:10',
        l: `${greatest}:11,10`,
        s: `${greatest}:11,10 stale`,
        q: '20:12,11,10',
        c: '21:21,12,11,10',
      });
      m.expectObservable(sent$).toBe(commands, { j: joined, r: rejoined });
    }),
  );

  it(
    'whose sequence starts again is stale at once, and goes on with the new one',
    marbles((m) => {
      const links = ['    -o-p-b-r-w-n-'];
      const expected = '  ---p-b-s-w-n-';
      const { client } = world(m, { links, frames: contradicted });

      m.expectObservable(client.book$('btc_jpy').pipe(map(shown))).toBe(expected, {
        p: '10:10',
        b: '12:12,10',
        s: '12:12,10 stale',
        w: '4:4',
        n: '7:7,4',
      });
    }),
  );

  it(
    'by a whole that lies behind the one before it is stale at once',
    marbles((m) => {
      const links = ['    -o-p-w-v-n-'];
      const expected = '  ---p-s-v-n-';
      const commands = '  -j---r-----';
      const { client, sent$ } = world(m, { links, frames: contradicted });

      m.expectObservable(client.book$('btc_jpy').pipe(map(shown))).toBe(expected, {
        p: '10:10',
        s: '10:10 stale',
        v: '6:6',
        n: '7:7,6',
      });
      m.expectObservable(sent$).toBe(commands, { j: joined, r: rejoined });
    }),
  );

  it(
    'by a late whole that is not what the book was is stale, and its diffs are gone',
    marbles((m) => {
      const links = ['    -o-p-b-c-q-'];
      const expected = '  ---p-b-c-s-';
      const { client } = world(m, { links, frames });

      m.expectObservable(client.book$('btc_jpy').pipe(map(shown))).toBe(expected, {
        p: '10:10',
        b: '12:12,10',
        c: '21:21,12,10',
        s: '21:21,12,10 stale',
      });
      m.expectObservable(
        client.diagnostics$.pipe(map((one) => one.kind === 'book-contradicted' && [one.by, one.levels])),
      ).toBe('---------d', { d: ['whole', 1] });
    }),
  );

  it(
    'of more levels than a book has is dropped and stale, joins its rooms again, and is made anew by the next whole',
    marbles((m) => {
      const many = Array.from({ length: 10_001 }, (_, i) => i + 1);
      const links = ['    -o-p-b-m-q-'];
      const expected = '  ---p-b-s-q-';
      const commands = '  -j-----r---';
      const diagnosed = ' -------d---';
      const { client, sent$ } = world(m, {
        links,
        frames: { ...frames, m: whole({ sequence: 13, bids: bids(...many) }) },
      });

      m.expectObservable(client.book$('btc_jpy').pipe(map(shown))).toBe(expected, {
        p: '10:10',
        b: '12:12,10',
        s: '12:12,10 stale',
        q: '20:12,11,10',
      });
      m.expectObservable(sent$).toBe(commands, { j: joined, r: rejoined });
      m.expectObservable(client.diagnostics$.pipe(map(({ kind }) => kind))).toBe(diagnosed, {
        d: 'book-overgrown',
      });
    }),
  );

  it(
    'joins its rooms again every two seconds at the most',
    marbles((m) => {
      const links = ['    -o-(pwpwpw) 2500ms (pw)'];
      const commands = '  -j-r 1999ms r 1999ms r';
      const { client, sent$ } = world(m, { links, frames: contradicted });

      m.expectObservable(client.book$('btc_jpy').pipe(filter(({ stale }) => !stale)), '^ 5s !');
      m.expectObservable(sent$, '^ 4500ms !').toBe(commands, { j: joined, r: rejoined });
    }, 8_000),
  );
});

describe('quotes$', () => {
  it(
    'tells the top only when it changes; of a lost link it tells nothing again',
    marbles((m) => {
      const top = (sequence: number, price: number) => whole({ sequence, bids: bids(price), asks: [] });
      const links = ['    -o-p-q-r-#', '-o-s-t-'];
      const expected = '  ---p---r------t';
      const { client } = world(m, {
        links,
        frames: { p: top(1, 5), q: top(2, 5), r: top(3, 6), s: top(1, 6), t: top(2, 7) },
      });

      m.expectObservable(
        client.quotes$('btc_jpy').pipe(map(({ bid, ask, askAmount }) => `${bid} ${ask} ${askAmount}`)),
      ).toBe(expected, {
        p: '5 null null',
        r: '6 null null',
        t: '7 null null',
      });
    }),
  );

  it(
    'is stale from a change that cannot be read to the next whole',
    marbles((m) => {
      const links = ['    -o-p-y-b-q--'];
      const expected = '  ---p-y-b-q--';
      const cut = frames.a.slice(0, 60);
      const { client } = world(m, { links, frames: { ...frames, y: cut } });

      m.expectObservable(client.book$('btc_jpy').pipe(map(shown))).toBe(expected, {
        p: '10:10',
        y: '10:10 stale',
        b: '12:12,10 stale',
        q: '20:12,11,10',
      });
    }),
  );
});
