import { filter, map } from 'rxjs';
import { describe, it } from 'vitest';
import type { OrderBook } from '../../src/model/order-book';
import { type FeedLines, type FeedStory, inMoments } from '../support/feed-spec';
import { diff, whole } from '../support/frames';

// Wholes `p`, `q` and `x` have the sequences 10, 20 and 20; diffs `a`, `b`, `c` have 11, 12 and 21. Every frame sets a bid of
// its own. A book is drawn by the letter of the frame that made it, and each spec writes out its books: sequence and bids.

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

/** What the client sends: the join of both rooms, the same again after a contradiction, and parts of these. */
const sent = {
  j: '+depth_diff +depth_whole',
  r: '-depth_diff +depth_diff -depth_whole +depth_whole',
  w: '+depth_whole',
  d: '+depth_diff',
  t: '+depth_diff -depth_whole +depth_whole',
};

const shown = ({ sequence, stale, bids: levels }: OrderBook): string =>
  `${sequence}:${levels.map(({ price }) => price).join()}${stale ? ' stale' : ''}`;

const draw = (lines: FeedLines, signs: FeedStory['signs'], story: Partial<FeedStory> = {}): void => {
  inMoments(lines, {
    frames,
    ...story,
    signs: {
      ...sent,
      R: 'book-repaired',
      '?': 'book-contradicted',
      '+': 'book-overgrown',
      '=': 'stale-diff',
      l: 'link-lost',
      ...signs,
    },
    feeds: {
      book: (client) => client.book$('btc_jpy').pipe(map(shown)),
      wholes: (client) => client.depthWhole$('btc_jpy').pipe(map((one) => `whole ${one.sequence}`)),
      quotes: (client) =>
        client.quotes$('btc_jpy').pipe(map(({ bid, ask, askAmount }) => `${bid} ${ask} ${askAmount}`)),
      ...story.feeds,
    },
  });
};

describe('book$', () => {
  it('shows no book before the first whole: the diffs before it are kept, and applied to it if they are newer', () => {
    draw(
      {
        link: '  -o-a-p-b--',
        book$: ' -----1-2--',
      },
      { 1: '11:11,10', 2: '12:12,11,10' },
    );
  });

  it('never goes back: a whole older than the book proves its state of then, and newer diffs are applied again', () => {
    draw(
      {
        link: '         -o-p-a-b-c-q--',
        book$: '        ---p-a-b-c-c--',
        diagnostics$: ' ',
      },
      { p: '10:10', a: '11:11,10', b: '12:12,11,10', c: '21:21,12,11,10' },
    );
  });

  it('is repaired by a whole that disagrees, once reported, also when the link is lost next', () => {
    draw(
      {
        link: '         -o-p-a-x-#',
        book$: '        ---p-a-x-s',
        diagnostics$: ' -------R-l',
      },
      { p: '10:10', a: '11:11,10', x: '20:13,10', s: '20:13,10 stale' },
    );
  });

  it('drops a diff that it holds already and shows nothing for it', () => {
    draw(
      {
        link: '         -o-p-b-b-c-',
        book$: '        ---p-b---c-',
        diagnostics$: ' -------=---',
      },
      { p: '10:10', b: '12:12,10', c: '21:21,12,10' },
    );
  });

  it('is stale if no whole came for 20 s though diffs did, until the next; once, and once only', () => {
    draw(
      {
        link: '  -o-p 9s a 10998ms - 24001ms b q---',
        book$: ' ---p 9s a 10998ms A 24001ms b q---',
      },
      { p: '10:10', a: '11:11,10', A: '11:11,10 stale', b: '12:12,11,10 stale', q: '20:12,11,10' },
    );
  });

  it('leaves and joins the whole room again if another subscriber has had its book', () => {
    draw(
      {
        link: '    -o-p------q--',
        wholes: '  ^',
        wholes$: ' ---P------Q--',
        book: '    -----^',
        book$: '   ----------q--',
        sent$: '   -w---t-------',
      },
      { q: '20:12,11,10', P: 'whole 10', Q: 'whole 20' },
    );
  });

  it('joins once if the first whole is still to come', () => {
    draw(
      {
        link: '   -o---p-------',
        wholes: ' ^',
        book: '   ---^',
        book$: '  -----p',
        sent$: '  -w-d---------',
      },
      { p: '10:10' },
    );
  });

  it('is stale from an unreadable change to the next whole', () => {
    draw(
      {
        link: '  -o-p-y-b-q--',
        book$: ' ---p-y-b-q--',
      },
      { p: '10:10', y: '10:10 stale', b: '12:12,10 stale', q: '20:12,11,10' },
      { frames: { ...frames, y: frames.a.slice(0, 60) } },
    );
  });
});

describe('book$ of a venue that contradicts itself', () => {
  const greatest = Number.MAX_SAFE_INTEGER;
  const contradicted = {
    ...frames,
    /** A diff whose sequence leaps. */
    g: diff({ sequence: greatest, at: 11, bids: bids(11) }),
    /** A sequence that starts again, a second later. */
    e: diff({ sequence: 3, at: 1_003, bids: bids(3) }),
    f: whole({ sequence: 4, at: 1_004, bids: bids(4) }),
    v: whole({ sequence: 6, at: 1_006, bids: bids(6) }),
    n: diff({ sequence: 7, at: 1_007, bids: bids(7) }),
  };

  it('that a diff overtook is stale, joins its rooms again, and is made again by the next whole', () => {
    draw(
      {
        link: '         -o-p-b-a-c-q-',
        book$: '        ---p-b-s---q-',
        sent$: '        -j-----r-----',
        diagnostics$: ' -------?-----',
      },
      { p: '10:10', b: '12:12,10', s: '12:12,10 stale', q: '21:21,12,11,10' },
    );
  });

  it('whose sequence leaps is stale from the next diff on, and nothing of it outlives the next whole', () => {
    draw(
      {
        link: '  -o-p-g-b-q-c-',
        book$: ' ---p-g-s-q-c-',
        sent$: ' -j-----r-----',
      },
      {
        p: '10:10',
        g: `${greatest}:11,10`,
        s: `${greatest}:11,10 stale`,
        q: '20:12,11,10',
        c: '21:21,12,11,10',
      },
      { frames: contradicted },
    );
  });

  it('whose sequence starts again is stale immediately, and goes on with the new one', () => {
    draw(
      {
        link: '  -o-p-b-e-f-n-',
        book$: ' ---p-b-s-f-n-',
      },
      { p: '10:10', b: '12:12,10', s: '12:12,10 stale', f: '4:4', n: '7:7,4' },
      { frames: contradicted },
    );
  });

  it('by a whole that lies behind the one before it is stale immediately', () => {
    draw(
      {
        link: '  -o-p-f-v-n-',
        book$: ' ---p-s-v-n-',
        sent$: ' -j---r-----',
      },
      { p: '10:10', s: '10:10 stale', v: '6:6', n: '7:7,6' },
      { frames: contradicted },
    );
  });

  it('by a late whole that differs from the book of its sequence is stale, and its diffs are gone', () => {
    draw(
      {
        link: '     -o-p-b-c-q-',
        book$: '    ---p-b-c-s-',
        doubted$: ' ---------D-',
      },
      { p: '10:10', b: '12:12,10', c: '21:21,12,10', s: '21:21,12,10 stale', D: 'by whole, 1 level' },
      {
        feeds: {
          doubted: (client) =>
            client.diagnostics$.pipe(
              filter((one) => one.kind === 'book-contradicted'),
              map(({ by, levels }) => `by ${by}, ${levels} level`),
            ),
        },
      },
    );
  });

  it('of more levels than a book has is dropped and stale, joins its rooms again, and is made again by the next whole', () => {
    const many = Array.from({ length: 10_001 }, (_, i) => i + 1);
    draw(
      {
        link: '         -o-p-b-m-q-',
        book$: '        ---p-b-s-q-',
        sent$: '        -j-----r---',
        diagnostics$: ' -------+---',
      },
      { p: '10:10', b: '12:12,10', s: '12:12,10 stale', q: '20:12,11,10' },
      { frames: { ...frames, m: whole({ sequence: 13, bids: bids(...many) }) } },
    );
  });

  it('joins its rooms again every two seconds at most', () => {
    draw(
      {
        link: '  -o-(pfpfpf) 2500ms (pf) 500ms -',
        book: '  ^',
        sent$: ' -j-r 1999ms r 1999ms r',
      },
      {},
      { frames: contradicted },
    );
  });
});

describe('quotes$', () => {
  it('emits the top only when it changes; of a lost link it emits nothing again', () => {
    const top = (sequence: number, price: number) => whole({ sequence, bids: bids(price), asks: [] });
    draw(
      {
        link: ['   -o-p-q-e-#', '-o-s-t-'],
        quotes$: ' ---p---e------t',
      },
      { p: '5 null null', e: '6 null null', t: '7 null null' },
      { frames: { p: top(1, 5), q: top(2, 5), e: top(3, 6), s: top(1, 6), t: top(2, 7) } },
    );
  });
});
