import { EMPTY, NEVER, Observable, of, type Subscriber } from 'rxjs';
import {
  createDataClient,
  type Diagnostic,
  type SendRequest,
  type Transport,
  type TransportOpen,
} from '../../../src/index';
import { virtualClock } from '../../../src/simulator/index';
import type { Draw } from '../draw';
import { spoiled } from '../mutate';
import { readFrame, roomNames, rooms, type FrameReading, type RoomName } from '../readers/public';
import { bookKeeper } from '../readers/book';
import { refused } from '../readers/shape';
import {
  firstOf,
  isEqual,
  outputComplaint,
  shown,
  type Complaint,
  type Input,
  type Target,
  type World,
} from '../target';

/** Text frames of the public stream, through a data client whose every feed is subscribed to. */

const pairs = ['btc_jpy', 'xrp_jpy'] as const;
/** Rooms without observers. */
const otherRooms = ['ticker_eth_jpy', 'depth_diff_', '__proto__', 'constructor', 'toString', 'hello'];
const start = 1_790_000_000_000;

const frameOf = (room: string, json: string): string =>
  `42["message",{"room_name":${JSON.stringify(room)},"message":{"data":${json}}}]`;

/**
 * The number of books drawn so far. Without an order most samples would contradict the others, and no book would be
 * shown.
 */
const drawn = new WeakMap<Draw, number>();

/** Draws a sample of a room. A book is mostly the next one, by its sequence and time. */
const sampleOf = (kind: RoomName, draw: Draw): unknown => {
  const sample = rooms[kind].sample(draw);
  if ((kind !== 'depth_whole' && kind !== 'depth_diff') || draw.chance(0.05)) return sample;
  const count = (drawn.get(draw) ?? 0) + 1;
  drawn.set(draw, count);
  // A whole may be as old as a diff or two before it.
  const number = `${34_423_855_352 + 10 * count - (kind === 'depth_whole' ? draw.pick([0, 0, 5, 15]) : 0)}`;
  const time = start + 100 * count;
  return kind === 'depth_whole'
    ? { ...(sample as object), sequenceId: number, timestamp: time }
    : { ...(sample as object), s: number, t: time };
};

const drawFrame = (draw: Draw): Input => {
  const kind = draw.pick(roomNames);
  const room = draw.chance(0.02) ? draw.pick(otherRooms) : `${kind}_${draw.pick(pairs)}`;
  const sample = (): unknown => sampleOf(draw.chance(0.8) ? kind : draw.pick(roomNames), draw);
  const text = draw.chance(0.2)
    ? // The envelope is mutated too.
      spoiled(
        ['message', { room_name: room, message: { data: sample() } }],
        sample,
        draw,
        (json) => `42${json}`,
      )
    : spoiled(sampleOf(kind, draw), sample, draw, (json) => frameOf(room, json));
  return { text, about: room, status: 200, date: null };
};

/**
 * Returns the room of a frame from its text alone. The frame may not be JSON, but a reader may have found the room
 * there.
 */
const roomByText = (frame: string): string | undefined =>
  /^42\["message",\{"room_name":"([^"\\]*)"/.exec(frame)?.[1];

const isListenedTo = (room: string): boolean =>
  roomNames.some((kind) => pairs.some((pair) => room === `${kind}_${pair}`));

const reply =
  (body: unknown): SendRequest =>
  () =>
    of({ status: 200, date: null, body: JSON.stringify({ success: 1, data: body }) });

/** Answers so much that the feeds work: a ticker, no history, nothing else. */
const sendRequest: SendRequest = (request) => {
  if (request.url.includes('/candlestick/'))
    return reply({ candlestick: [{ type: '1min', ohlcv: [] }] })(request);
  if (request.url.endsWith('/transactions')) return reply({ transactions: [] })(request);
  return request.url.endsWith('/ticker') ? NEVER : EMPTY;
};

/** Creates a client whose frames the test pushes. */
export const pushedClient = () => {
  let link: Subscriber<TransportOpen | string> | undefined;
  const link$: Transport['link$'] = new Observable((subscriber) => {
    link = subscriber;
    subscriber.next({ type: 'open', send: () => undefined });
  });
  const clock = virtualClock(start);
  const client = createDataClient({ transport: { link$, sendRequest }, scheduler: clock, random: () => 0.5 });
  return { client, clock, push: (frame: string) => link?.next(frame) };
};

/** A change of a frame between the stream and the client, which imitates a mistake of the client. */
export type Tamper = (frame: string) => string;

const openFrames = (tamper: Tamper): World => {
  const { client, clock, push } = pushedClient();
  let told: { readonly room: string; readonly message: unknown }[] = [];
  let diagnostics: Diagnostic[] = [];
  let failure: Complaint = null;
  const trades = new Set<string>();

  const hear = <A>(name: string, source: Observable<A>, next: (value: A) => void = () => undefined): void => {
    source.subscribe({
      next,
      error: (error: unknown) => (failure = `${name} failed: ${String(error)}`),
      complete: () => (failure = `${name} completed`),
    });
  };
  const books = pairs.map((pair) => {
    const feeds = {
      ticker: client.ticker$(pair),
      depth_whole: client.depthWhole$(pair),
      depth_diff: client.depthDiff$(pair),
      circuit_break_info: client.circuitBreak$(pair),
    };
    for (const [kind, feed] of Object.entries(feeds))
      hear<unknown>(kind, feed, (message) => told.push({ room: `${kind}_${pair}`, message }));
    hear('trades$', client.trades$(pair), (trade) =>
      told.push({ room: `transactions_${pair}`, message: trade }),
    );
    hear('candles$', client.candles$(pair, '1min', { history: 2 }));
    hear('tradable$', client.tradable$(pair));
    hear('quotes$', client.quotes$(pair));
    hear('book$', client.book$(pair, { depth: 3 }));
    const keeper = bookKeeper();
    hear('book$', client.book$(pair), keeper.show);
    return { pair, keeper };
  });
  hear('diagnostics$', client.diagnostics$, (diagnostic) => diagnostics.push(diagnostic));

  const messagesOf = (reading: Extract<FrameReading, { type: 'room' }>): readonly unknown[] => {
    if (reading.message === refused) return [];
    if (reading.kind !== 'transactions') return [reading.message];
    return (reading.message as readonly { readonly id: number }[]).filter(({ id }) => {
      const key = `${reading.pair} ${id}`;
      return !trades.has(key) && trades.add(key);
    });
  };

  /**
   * Checks a frame. If it names two rooms, it belongs to the last, as in JSON; but to neither, if it begins like one of
   * the first.
   */
  const check = (frame: string): Complaint => {
    const named = roomByText(frame);
    const json = readFrame(frame, pairs);
    const isTwoFold =
      json.type === 'room' &&
      named !== undefined &&
      isListenedTo(named) &&
      named !== `${json.kind}_${json.pair}`;
    const reading = isTwoFold ? { ...json, message: refused } : json;
    const unread = diagnostics.filter(({ kind }) => kind === 'undecodable-frame').length;
    if (reading.type !== 'room' || reading.message === refused) {
      if (told.length > 0) return `a frame that can't be read gave ${shown(told)}`;
      return unread === 1 || (unread === 0 && reading.type === 'other-room')
        ? null
        : `${unread} diagnostics of a frame that can't be read`;
    }
    const room = `${reading.kind}_${reading.pair}`;
    const expected = messagesOf(reading).map((message) => ({ room, message }));
    if (unread > 0) return `a diagnostic (${shown(diagnostics)}) of a frame that is ${shown(expected)}`;
    if (!isEqual(told, expected)) return `expected ${shown(expected)}, got ${shown(told)}`;
    const { lossy } = reading;
    const toldLossy = diagnostics.flatMap((one) => (one.kind === 'lossy-total' ? one.fields : []));
    if (!isEqual(toldLossy, lossy)) return `expected lossy ${shown(lossy)}, got ${shown(toldLossy)}`;
    const keeper = books.find(({ pair }) => pair === reading.pair)?.keeper;
    return keeper?.apply(reading.kind, reading.message) ?? null;
  };

  return {
    feed: ({ text }, tell) => {
      [told, diagnostics] = [[], []];
      push(tamper(text));
      const complaint = firstOf(
        () => failure,
        () => check(text),
        ...diagnostics.map((one) => () => outputComplaint('a diagnostic', one)),
      );
      if (diagnostics.some(({ kind }) => kind === 'undecodable-frame')) tell('refused');
      else if (told.length === 0) tell('ignored');
      // Trades are held back until REST has delivered those that a frame, or a row of it, may have had, however its
      // room is spelled. A row is reported once, and the next diagnostic of a kind is only reported by itself a second
      // later.
      if (text.includes('transactions_') || diagnostics.length > 0) clock.advanceBy(2_000);
      return complaint;
    },
    end: () => {
      clock.advanceBy(120_000);
      void client.close();
      return failure?.endsWith('completed') === true ? null : failure;
    },
  };
};

export const framesTarget = (tamper: Tamper = (frame) => frame): Target => ({
  name: 'frames',
  weight: 60,
  draw: drawFrame,
  open: () => openFrames(tamper),
});
