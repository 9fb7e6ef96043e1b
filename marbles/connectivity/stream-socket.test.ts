import { describe, expect, it } from 'vitest';
import { merge, of, Subject, type Observable } from 'rxjs';
import type { SocketEvent } from '../../src/connectivity/ports';
import { streamSocket } from '../../src/connectivity/stream-socket';
import { linkError, type LinkError } from '../../src/model/errors';
import { ticker } from '../support/frames';
import { marbles, type Marbles } from '../support/marbles';

/** The venue states 6 + 4 ms, so that a silence of 10 ms means a dead link. */
const hello = '0{"sid":"s","pingInterval":6,"pingTimeout":4,"maxPayload":1000}';

/**
 * A socket in a diagram: `o` it opens, `0` the venue's hello, `4` its answer to the handshake, `2` a ping,
 * `t` a ticker, `n` not a packet, `1` the venue's goodbye, `|` the socket closes, `#` it fails.
 */
const drawn = ({ cold }: Marbles, diagram: string) => {
  const sent = new Subject<string>();
  const message = (text: string): SocketEvent => ({ type: 'message', text });
  const socket = cold<SocketEvent>(diagram, {
    o: { type: 'open', send: (text) => sent.next(text) },
    0: message(hello),
    4: message('40{"sid":"s"}'),
    2: message('2'),
    t: message(ticker(1)),
    n: message('nonsense'),
    x: message('44{"message":"full"}'),
    1: message('41'),
  });
  return { socket, sent };
};

const open = expect.objectContaining({ type: 'open' }) as unknown;
const values = { o: open, t: ticker(1), n: 'nonsense' };

const link = (m: Marbles, socket: Observable<SocketEvent>, connectTimeout = 20) =>
  streamSocket({ openSocket: () => socket, streamUrl: 'ws://venue', connectTimeout, scheduler: m.scheduler });

const failure = (reason: LinkError['reason'], detail: string): LinkError => linkError(reason, detail);

describe('streamSocket', () => {
  it(
    'shakes hands, answers pings, and tells of frames only',
    marbles((m) => {
      const { socket, sent } = drawn(m, '-o-0--4-2-t-2-t');
      const subscribed = '                ^-------------!';
      const commands = '                  ---c----p---p--';
      const expected = '                  ------o---t---';

      m.expectObservable(sent, subscribed).toBe(commands, { c: '40', p: '3' });
      m.expectObservable(link(m, socket), subscribed).toBe(expected, values);
      m.expectSubscriptions(socket.subscriptions).toBe(subscribed);
    }),
  );

  it(
    'notices a half-open link: silence for longer than the venue allows',
    marbles((m) => {
      const { socket } = drawn(m, '-o-0-4-t--2---------------');
      const expected = '              -----o-t------------#';
      const subs = '                  ^-------------------!';

      m.expectObservable(link(m, socket)).toBe(
        expected,
        values,
        failure('silent', 'no frame from the venue for 10 ms'),
      );
      m.expectSubscriptions(socket.subscriptions).toBe(subs);
    }),
  );

  it(
    'takes a link for dead that says nothing within 5 s of a leap of the clock, also where the venue allows more',
    marbles((m) => {
      const slow = '0{"sid":"s","pingInterval":25000,"pingTimeout":20000,"maxPayload":1000}';
      const { socket: shaking } = drawn(m, '-o---4- 4s 2 20s t');
      const hello$ = m.cold<SocketEvent>('---h', { h: { type: 'message', text: slow } });
      const leaps = '                       2s l    7s l';
      const expected = '                     -----o 13995ms #';

      const link$ = streamSocket({
        openSocket: () => merge(shaking, hello$),
        streamUrl: 'ws://venue',
        scheduler: m.scheduler,
        leaps$: m.hot(leaps),
      });
      m.expectObservable(link$).toBe(
        expected,
        values,
        failure('silent', 'no frame from the venue for 5000 ms after the clock leapt'),
      );
    }, 30_000),
  );

  it.each([
    ['the socket does not open', '--------------------'],
    ['the venue does not say hello', '-o------------------'],
    ['the venue does not answer the handshake', '-o-0----2----2----2-'],
  ])('gives up when %s within connectTimeout', (_, diagram) => {
    marbles((m) => {
      const { socket } = drawn(m, diagram);
      const expected = '--------------------#';

      m.expectObservable(link(m, socket)).toBe(
        expected,
        values,
        failure('connect-timeout', 'no link to the venue within 20 ms'),
      );
    })();
  });

  it.each([
    ['the socket fails', '        -o-0-4-#', '-----o-#', 'error'],
    ['the socket closes', '       -o-0-4-|', '-----o-#', failure('closed', 'the venue closed the socket')],
    ['the venue says goodbye', '  -o-0-4-1', '-----o-#', failure('closed', 'the venue ended the session')],
    [
      'the venue refuses',
      '       -o-0-x',
      '  -----#',
      failure('refused', 'the venue refused the connection: full'),
    ],
    [
      'a frame comes before the handshake',
      '                             -o-n',
      '---#',
      failure(
        'refused',
        "expected the venue's handshake, expected a packet of Engine.IO or Socket.IO, got nonsense",
      ),
    ],
  ])('fails when %s', (_, diagram, expected, error) => {
    marbles((m) => {
      const { socket } = drawn(m, diagram);

      m.expectObservable(link(m, socket)).toBe(expected, values, error);
    })();
  });

  it(
    'opens once, whatever the venue repeats, and passes on what is no packet',
    marbles((m) => {
      const { socket, sent } = drawn(m, '-o-0-4-0-4-n--');
      const subscribed = '                ^------------!';
      const commands = '                  ---c---------';
      const expected = '                  -----o-----n-';

      m.expectObservable(sent, subscribed).toBe(commands, { c: '40' });
      m.expectObservable(link(m, socket), subscribed).toBe(expected, values);
    }),
  );

  it.each([
    ['before it opens', '   ^!', '        --'],
    ['in the handshake', '  ^---!', '     ----'],
    ['while it is open', '  ^--------!', '-----o-t-'],
  ])('closes the socket on unsubscription %s', (_, subscribed, expected) => {
    marbles((m) => {
      const { socket } = drawn(m, '-o-0-4-t-----');

      m.expectObservable(link(m, socket), subscribed).toBe(expected, values);
      m.expectSubscriptions(socket.subscriptions).toBe(subscribed);
    })();
  });

  it(
    'bears frames that come in the very moment of subscription',
    marbles((m) => {
      const commands: string[] = [];
      const message = (text: string): SocketEvent => ({ type: 'message', text });
      const socket = of<SocketEvent[]>(
        { type: 'open', send: (text) => commands.push(text) },
        message(hello),
        message('40'),
        message(ticker(1)),
      );

      m.expectObservable(link(m, socket)).toBe(
        '(ot#)',
        values,
        failure('closed', 'the venue closed the socket'),
      );
      m.cold('-x').subscribe(() => {
        expect(commands).toEqual(['40']);
      });
    }),
  );
});
