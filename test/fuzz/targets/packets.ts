import { Observable, type Subscriber } from 'rxjs';
import { decodePacket } from '../../../src/connectivity/engine-io';
import type { SocketEvent } from '../../../src/connectivity/ports';
import { streamSocket } from '../../../src/connectivity/stream-socket';
import { virtualClock } from '../../../src/simulator/index';
import type { Draw } from '../draw';
import { spoiled } from '../mutate';
import { parsed } from '../readers/public';
import { isObject, own } from '../readers/shape';
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

/** Raw packets, through the codec and through the stream's socket, before and after its handshake. */

const start = 1_790_000_000_000;

const open = { sid: 'x', upgrades: [], pingInterval: 25_000, pingTimeout: 20_000, maxPayload: 1_000_000 };
const bodies: readonly (readonly [prefix: string, body: unknown])[] = [
  ['0', open],
  ['40', { sid: 'y' }],
  ['42', ['message', { room_name: 'ticker_btc_jpy', message: { data: {} } }]],
  ['42', ['other', 1, null]],
  ['44', { message: 'no' }],
  ['44', 'no'],
];
const bare = ['1', '2', '3', '40', '41', '6', '2probe', '5', '7', '43[]', '45', '46', '4', '0', ''];

const drawPacket = (draw: Draw): Input => {
  const [prefix, body] = draw.pick(bodies);
  const text = draw.chance(0.2)
    ? draw.pick(bare)
    : spoiled(
        body,
        () => open,
        draw,
        (json) => prefix + json,
      );
  return { about: draw.pick(['first', 'greeted', 'connected']), text, status: 200, date: null };
};

// ---------------------------------------------------------------------------------------------- a plain reader

const isDuration = (value: unknown): boolean => typeof value === 'number' && value > 0 && value <= 1e9;

const readOpen = (body: unknown): unknown => {
  if (!isObject(body)) return null;
  const pingInterval = own(body, 'pingInterval');
  const pingTimeout = own(body, 'pingTimeout');
  return isDuration(pingInterval) && isDuration(pingTimeout)
    ? { type: 'open', pingInterval, pingTimeout }
    : null;
};

const readConnect = (body: string): unknown => {
  if (body === '') return { type: 'connect', sid: null };
  const data = parsed(body);
  if (!isObject(data)) return null;
  const sid = own(data, 'sid');
  if (sid === undefined || sid === null) return { type: 'connect', sid: null };
  return typeof sid === 'string' ? { type: 'connect', sid } : null;
};

/**
 * Parses JSON. The library leaves out fields that would become a prototype. A value deeper than the stack is nothing to
 * both.
 */
const withoutPrototypes = (json: string): unknown => {
  try {
    return JSON.parse(json, (key, one: unknown) => (key === '__proto__' ? undefined : one));
  } catch {
    return undefined;
  }
};

const readEvent = (body: unknown): unknown => {
  const [name, ...args] = Array.isArray(body) ? (body as unknown[]) : [];
  return typeof name === 'string' ? { type: 'event', name, args } : null;
};

/** Reads an error. A value that is not such an object is the reason itself. */
const readError = (body: string): unknown => {
  const data = parsed(body);
  const message = isObject(data) ? own(data, 'message') : undefined;
  return { type: 'connect-error', message: typeof message === 'string' ? message : body.slice(0, 80) };
};

const plain: Readonly<Record<string, string>> = { 1: 'close', 2: 'ping', 3: 'pong', 6: 'noop' };

/** Reads a packet; `null` if it is not one. */
const readPacket = (text: string): unknown => {
  const type = plain[text[0] ?? ''];
  if (type !== undefined) return { type };
  if (text.startsWith('0')) return readOpen(parsed(text.slice(1)));
  const body = text.slice(2);
  if (text.startsWith('40')) return readConnect(body);
  if (text.startsWith('41')) return { type: 'disconnect' };
  if (text.startsWith('42'))
    return readEvent(/proto|\\u/.test(body) ? withoutPrototypes(body) : parsed(body));
  return text.startsWith('44') ? readError(body) : null;
};

const codecComplaint = (text: string): Complaint => {
  const packet = decodePacket(text);
  const expected = readPacket(text);
  if (packet.type === 'bad')
    return expected === null ? null : `${packet.cause} where there is ${shown(expected)}`;
  return isEqual(packet, expected) ? null : `expected ${shown(expected)}, got ${shown(packet)}`;
};

// ---------------------------------------------------------------------------------------------- the socket

/** Checks the socket's reaction to a packet: exactly one of these, once. */
const socketComplaint = ({ about, text }: Input): Complaint => {
  const clock = virtualClock(start);
  let link: Subscriber<SocketEvent> | undefined;
  const sent: string[] = [];
  const told: unknown[] = [];
  const errors: unknown[] = [];
  const socket = streamSocket({
    openSocket: () => new Observable((subscriber) => (link = subscriber)),
    streamUrl: 'wss://stream.test',
    scheduler: clock,
  });
  const subscription = socket.subscribe({
    next: (event) => told.push(event),
    error: (error: unknown) => errors.push(error),
  });
  const receive = (message: string): void => link?.next({ type: 'message', text: message });
  link?.next({ type: 'open', send: (message) => sent.push(message) });
  if (about !== 'first') receive(`0${JSON.stringify(open)}`);
  if (about === 'connected') receive('40{"sid":"y"}');
  told.length = 0;
  sent.length = 0;
  receive(text);
  const outcome = { told: told.length, sent: sent.length, errors: errors.length };
  clock.advanceBy(2_000_000);
  subscription.unsubscribe();
  const shownErrors = errors.map((error) => () => outputComplaint('an error of the link', error));
  return firstOf(
    () => (outcome.told + outcome.sent + outcome.errors > 1 ? `it does too much: ${shown(outcome)}` : null),
    // A link that was silent since, or never opened, is given up.
    () => (errors.length === 1 ? null : `the link has ${errors.length} errors in the end`),
    () =>
      about !== 'connected' || outcome.errors > 0 || readPacket(text) !== null || told[0] === text
        ? null
        : 'a text is lost',
    ...shownErrors,
  );
};

const openPackets = (): World => ({
  feed: (input, tell) => {
    if (decodePacket(input.text).type === 'bad') tell('refused');
    return firstOf(
      () => codecComplaint(input.text),
      () => socketComplaint(input),
    );
  },
  end: () => null,
});

export const packetsTarget: Target = { name: 'packets', weight: 12, draw: drawPacket, open: openPackets };
