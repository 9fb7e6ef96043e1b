import { concat, filter, map, NEVER, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { TransportOpen } from '../../src/connectivity/transport';
import { dataClientOn, type DataClient } from '../../src/data/client';
import type { Connection } from '../../src/model/connection';
import { type FeedLines, type FeedStory, inMoments } from '../support/feed-spec';
import { circuitBreak, diff, ticker, whole } from '../support/frames';
import { unseeded } from '../support/rest';

// Frames: `1` a ticker, `a` a diff, `b` a whole, `?` no frame of a room. `connection$` draws `_` idle, `/` connecting, `o` open
// and `l` waiting after a loss. `failures$` draws beside it how many failures in a row there were, with the cause of the
// last one. `lost$` draws each lost link: which in a row it is, and how long the next one waits. `sent$` draws joins with capitals,
// and leaves with small letters.

const frames = { 1: ticker(1), a: diff({ sequence: 1 }), b: whole({ sequence: 1 }), '?': 'nonsense' };

const signs = {
  ...{ _: 'idle', '/': 'connecting', l: 'waiting', o: 'open' },
  ...{ T: '+ticker', t: '-ticker', D: '+depth_diff', d: '-depth_diff', W: '+depth_whole', w: '-depth_whole' },
  ...{ J: '+depth_diff +ticker', j: '-depth_diff -ticker', A: '+ticker +transactions +depth_diff' },
  ...{
    R: '-depth_whole +depth_whole',
    N: '-circuit_break_info +circuit_break_info',
    C: '+circuit_break_info',
    c: '-circuit_break_info',
    s: 'room-silent',
  },
};

const shown = ({ state, attempt, cause }: Connection) => ({
  connection: [state],
  failures: [attempt === 0 && cause === null ? '0' : `${attempt} by ${cause}`],
});

const draw = (lines: FeedLines, story: Partial<FeedStory> = {}): void => {
  inMoments(lines, {
    frames,
    lanes: ['failures'],
    rest: () => unseeded,
    ...story,
    signs: { ...signs, ...story.signs },
    feeds: {
      connection: (client) => client.connection$.pipe(map(shown)),
      lost: (client) =>
        client.diagnostics$.pipe(
          filter((one) => one.kind === 'link-lost'),
          map(({ attempt, delay }) => `${attempt}: ${delay} ms`),
        ),
      ticker: (client) => client.ticker$('btc_jpy').pipe(map(({ last }) => `${last}`)),
      diffs: (client) => client.depthDiff$('btc_jpy').pipe(map(() => 'a')),
      wholes: (client) => client.depthWhole$('btc_jpy').pipe(map(() => 'b')),
      trades: (client) => client.trades$('btc_jpy').pipe(map(() => '.')),
      ...story.feeds,
    },
  });
};

describe('connection$', () => {
  it('shows the state, the failures in a row and their cause: data resets them, an open link does not', () => {
    draw(
      {
        //             the second link waits for nothing, the third for half of 1 s, the fourth for half of 2 s
        link: ['       -----o-1#', '----o#', '----#', '----o-1-'],
        connection: '  ^',
        ticker: '      ^ 2s !',
        connection$: ' (_/)-o--(l/)ol 499ms /---l 999ms /---o-o 477ms _',
        failures$: '   (00)-0--(11)12 499ms 2---3 999ms 3---3-0 477ms 0',
      },
      { signs: { 1: '1 by drawn', 2: '2 by drawn', 3: '3 by drawn' }, after: 1_000 },
    );
  });

  it('counts failures on while a link gives a frame and closes, and from the beginning once one has carried data for 10 s', () => {
    draw(
      {
        link: ['    o1#', 'o1#', 'o1#', 'o1 9990ms 1#', 'o1 10000ms 1#', 'o1#', 'o1#'],
        ticker: '   ^ 40s !',
        lost$: '    --1-2 501ms 3 10992ms 4 12002ms 1-2 501ms 3 15993ms -',
      },
      { signs: { 1: '1: 0 ms', 2: '2: 500 ms', 3: '3: 1000 ms', 4: '4: 2000 ms' } },
    );
  });

  it('never connects by itself', () => {
    draw(
      {
        link: '         --o',
        link$: '        ',
        connection$: '  _--',
        diagnostics$: ' ---',
      },
      { after: 4_000 },
    );
  });
});

describe('diagnostics$', () => {
  it('replays the last 100', () => {
    draw(
      {
        link: `  o-${'? 1s '.repeat(130)}`,
        ticker: '^ 140s !',
        late: '  140s ^',
        late$: ` 140s (f${'.'.repeat(99)})`,
      },
      {
        feeds: {
          late: (client) =>
            client.diagnostics$.pipe(map((one, index) => (index === 0 ? JSON.stringify(one) : '.'))),
        },
        signs: {
          f: JSON.stringify({
            kind: 'undecodable-frame',
            room: null,
            cause: "not a room's: nonsense",
            at: 2 + 30 * 1_001,
            count: 1,
          }),
        },
      },
    );
  });
});

describe('rooms', () => {
  it('share one link, and each is left by itself', () => {
    draw({
      link: '     --o--1-a---',
      link$: '    ^----------!',
      ticker: '   ^-----!',
      ticker$: '  -----1',
      diffs: '    ---^-------!',
      diffs$: '   -------a',
      sent$: '    --TD--t----d',
    });
  });

  it('that were left and are joined again get their frames, also if no other frame came between', () => {
    draw({
      link: '         o-1---1-1-a-1--',
      diffs: '        ^-------------!',
      diffs$: '       ----------a',
      ticker: '       ^--!           ',
      ticker$: '      --1',
      ticker2: '      -------^------!',
      ticker2$: '     --------1---1',
      sent$: '        J--t---T------j',
      diagnostics$: ' ',
    });
  });

  it('are joined once by a subscriber who comes while the others are being joined', () => {
    const sent: string[] = [];
    const late: { client?: DataClient } = {};
    // A venue in this process, which answers the join in the same moment.
    const answering: TransportOpen = {
      type: 'open',
      send: (text) => {
        sent.push(text);
        if (text.includes('ticker')) late.client?.depthDiff$('btc_jpy').subscribe();
      },
    };
    const client = dataClientOn({ openSocket: () => NEVER, createSendRequest: () => () => NEVER })({
      transport: { link$: concat(of(answering), NEVER), sendRequest: null },
    });
    late.client = client;
    client.ticker$('btc_jpy').subscribe();
    expect(sent).toEqual(['42["join-room","ticker_btc_jpy"]', '42["join-room","depth_diff_btc_jpy"]']);
    void client.close();
  });

  it('that must speak and do not are joined again: a whole book within 20 s, every time', () => {
    draw({
      link: '         o-b 9s b',
      wholes: '       ^ 50s !',
      wholes$: '      --b 9s b',
      sent$: '        W 29002ms R 19999ms R 997ms w 9s -',
      diagnostics$: ' - 29002ms s 19999ms s 997ms - 9s -',
    });
  });

  it('that need not speak may be silent', () => {
    draw({
      link: '         o 120s -',
      ticker: '       ^',
      trades: '       ^',
      diffs: '        ^',
      sent$: '        A',
      diagnostics$: ' ',
    });
  });

  it('that speak on joining and on change are joined again after a minute of silence: a change may have got lost', () => {
    draw(
      {
        link: '         o-1 59s 2 62s -',
        mode: '         ^ 121s !',
        mode$: '        --1 59s 2',
        sent$: '        C 119002ms N 1997ms c',
        diagnostics$: ' ',
      },
      {
        frames: { 1: circuitBreak('CIRCUIT_BREAK'), 2: circuitBreak('NONE') },
        signs: { 1: 'CIRCUIT_BREAK', 2: 'NONE' },
        feeds: { mode: (client) => client.circuitBreak$('btc_jpy').pipe(map(({ mode }) => mode)) },
      },
    );
  });
});
