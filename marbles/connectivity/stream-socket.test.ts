import { map, of, Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { SocketEvent } from '../../src/connectivity/ports';
import { streamSocket } from '../../src/connectivity/stream-socket';
import { linkError, type LinkError } from '../../src/model/errors';
import { ticker } from '../support/frames';
import { inMoments, type OperatorStory } from '../support/operator-spec';
import type { Line, Lines } from '../support/drawing';

// `socket` is the socket, drawn from its opening on: `o` it opens, `0` the venue's hello, `4` its answer to the handshake, `2` a
// ping, `t` a ticker, `n` no packet, `x` a refusal, `1` the venue's goodbye, `|` the socket closes, `#` it fails. The
// hello says 6 + 4 ms, so that a silence of 10 ms means a dead link; `h` is one that says 25 + 20 s.
//
// `link$` is what the client makes of it: `o` the link is open, and frames. `sent$` draws what it sends: `c` the
// handshake, `3` the answer to a ping.

const message = (text: string): SocketEvent => ({ type: 'message', text });
const hello = '0{"sid":"s","pingInterval":6,"pingTimeout":4,"maxPayload":1000}';
const packets: Readonly<Record<string, string>> = {
  0: hello,
  h: '0{"sid":"s","pingInterval":25000,"pingTimeout":20000,"maxPayload":1000}',
  4: '40{"sid":"s"}',
  2: '2',
  t: ticker(1),
  n: 'nonsense',
  x: '44{"message":"full"}',
  1: '41',
};
const signs = { c: '40', t: ticker(1), n: 'nonsense' };

interface SocketLines extends Lines {
  readonly socket: Line;
}

/** Draws a link that is given up when it is not open within `connectTimeout`, ms. */
const draw = (
  lines: SocketLines,
  errors: readonly LinkError[] = [],
  { connectTimeout = 20 }: { readonly connectTimeout?: number } = {},
): void => {
  const makes: OperatorStory<SocketLines>['makes'] = ({ socket, leaps }, { scheduler }) => {
    const sent = new Subject<string>();
    const opened: SocketEvent = { type: 'open', send: (text) => sent.next(text) };
    const socket$ = socket.pipe(map((sign) => (sign === 'o' ? opened : message(packets[sign] ?? sign))));
    const link$ = streamSocket({
      openSocket: () => socket$,
      streamUrl: 'ws://venue',
      connectTimeout,
      scheduler,
      ...(lines['leaps'] === undefined || leaps === undefined ? {} : { leaps$: leaps }),
    });
    return { sent, link: link$.pipe(map((event) => (typeof event === 'string' ? event : 'o'))) };
  };
  inMoments(lines, { makes, signs, where: { '#': errors } });
};

describe('streamSocket', () => {
  it('shakes hands, answers pings, and emits frames only', () => {
    draw({
      socket: ['  -o-0--4-2-t-2-t'],
      socket$: '  ^-------------!',
      sent$: '    ---c----3---3--',
      link: '     ^-------------!',
      link$: '    ------o---t---',
    });
  });

  it('notices a half-open link: silence for longer than the venue allows', () => {
    draw(
      {
        socket: ['  -o-0-4-t--2---------------'],
        socket$: '  ^-------------------!',
        link$: '    -----o-t------------#',
      },
      [linkError('silent', 'no frame from the venue for 10 ms')],
    );
  });

  it('takes a link for dead that sends nothing within 5 s of a leap of the clock, also if the venue allows more', () => {
    draw(
      {
        socket: ['  -o-h-4- 4s 2 20s t'],
        leaps: '    2s l    7s l',
        link$: '    -----o 13995ms #',
      },
      [linkError('silent', 'no frame from the venue for 5000 ms after the clock leapt')],
      { connectTimeout: 10_000 },
    );
  });

  it.each([
    ['the socket does not open', '                       --------------------'],
    ['the venue does not say hello', '                   -o------------------'],
    ['the venue does not answer the handshake', '        -o-0----2----2----2-'],
  ])('gives up when %s within connectTimeout', (_, socket) => {
    draw(
      {
        socket: [socket],
        link$: '--------------------#',
      },
      [linkError('connect-timeout', 'no link to the venue within 20 ms')],
    );
  });

  it('passes on the error of a socket that fails', () => {
    draw({
      socket: ['  -o-0-4-#'],
      link$: '    -----o-#',
    });
  });

  const handshake =
    "expected the venue's handshake, expected a packet of Engine.IO or Socket.IO, got nonsense";

  it.each([
    [
      'the socket closes',
      '                        -o-0-4-|',
      '-----o-#',
      'closed',
      'the venue closed the socket',
    ],
    [
      'the venue says goodbye',
      '                   -o-0-4-1',
      '-----o-#',
      'closed',
      'the venue ended the session',
    ],
    ['the venue refuses', '     -o-0-x', '  -----#', 'refused', 'the venue refused the connection: full'],
    ['a frame comes before the handshake', '       -o-n', '    ---#', 'refused', handshake],
  ] as const)('fails when %s', (_, socket, link, reason, detail) => {
    draw({ socket: [socket], link$: link }, [linkError(reason, detail)]);
  });

  it('opens once, whatever the venue repeats, and passes on a text that is no packet', () => {
    draw({
      socket: ['  -o-0-4-0-4-n--'],
      sent$: '    ---c---------',
      link: '     ^------------!',
      link$: '    -----o-----n-',
    });
  });

  it.each([
    ['before it opens', '   ^!', '        --'],
    ['in the handshake', '  ^---!', '     ----'],
    ['while it is open', '  ^--------!', '-----o-t-'],
  ])('closes the socket on unsubscription %s', (_, subscribed, link) => {
    draw({
      socket: ['-o-0-4-t-----'],
      socket$: subscribed,
      link: subscribed,
      link$: link,
    });
  });

  it('takes frames that come at the very moment of subscription', () => {
    const commands: string[] = [];
    const events: string[] = [];
    const socket = of<SocketEvent[]>(
      { type: 'open', send: (text) => commands.push(text) },
      message(hello),
      message('40'),
      message(ticker(1)),
    );
    streamSocket({ openSocket: () => socket, streamUrl: 'ws://venue' }).subscribe({
      next: (event) => events.push(typeof event === 'string' ? event : 'open'),
      error: (error: unknown) => {
        expect(error).toEqual(linkError('closed', 'the venue closed the socket'));
        events.push('failed');
      },
    });
    expect(events).toEqual(['open', ticker(1), 'failed']);
    expect(commands).toEqual(['40']);
  });
});
