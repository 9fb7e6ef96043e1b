import { type SchedulerLike, Subscription } from 'rxjs';
import { decodePacket, encodePacket, type SentPacket } from '../../connectivity/engine-io';
import { type SharedFrame, sharedFrame } from './frame';
import type { Hub, Member } from './hub';

/** Of the public stream, ms; the defaults are the venue's. */
export interface StreamTiming {
  readonly pingInterval: number;
  readonly pingTimeout: number;
  /** A client that never asks to connect is closed after it. */
  readonly connectTimeout: number;
  /** From a client's connect packet to the answer. */
  readonly connectDelay: number;
}

export const venueTiming: StreamTiming = {
  pingInterval: 25_000,
  pingTimeout: 20_000,
  connectTimeout: 45_000,
  connectDelay: 0,
};

export const maxPayload = 1_000_000;
/** Events that are held until a client is connected. */
const mostEarly = 1_000;

/** Where the packets of a session go: a WebSocket, a long poll, or a client in the same process. */
export interface Outlet {
  readonly send: (frame: SharedFrame) => void;
  /** Closes without a code: the peer sees 1005. */
  readonly close: () => void;
}

/** What may go wrong on the way between a session and its client, in both directions. */
export interface StreamLink {
  readonly outgoing: (frame: SharedFrame, forward: (frame: SharedFrame) => void) => void;
  /** Is an event held that comes behind the connect packet? If not, it closes the session. */
  readonly holdsEarly: () => boolean;
  readonly incoming: (text: string, forward: (text: string) => void) => void;
  /** The session is over. */
  readonly end: () => void;
  /** The venue gives up a client that it no longer hears. */
  readonly closing: (close: () => void) => void;
}

export interface SessionOptions {
  readonly sid: string;
  /** Session id of the Socket.IO layer. */
  readonly connectSid: string;
  readonly outlet: Outlet;
  readonly hub: Hub;
  readonly timing: StreamTiming;
  /** Of wall time. */
  readonly scheduler: SchedulerLike;
  /** `EIO` of the url. With 3 a client may join rooms at once and ping by itself, as older ones do. */
  readonly protocol: number;
  /** Transports the client is told it may upgrade to. */
  readonly upgrades: readonly string[];
  /** Given what breaks the session: a fault may, as early as with the greeting. */
  readonly link?: (close: () => void) => StreamLink;
  readonly onEnd?: () => void;
}

/** One client of the public stream: Engine.IO heartbeat, Socket.IO connection and rooms, over any transport. */
export interface StreamSession extends Member {
  readonly sid: string;
  readonly receive: (text: string) => void;
  /** Its transport was replaced by another one. */
  readonly moveTo: (outlet: Outlet) => void;
  /** The server closes it. */
  readonly close: () => void;
  /** Its transport is gone. */
  readonly lost: () => void;
}

const packetFrame = (packet: SentPacket): SharedFrame => sharedFrame(encodePacket(packet));

const ping = packetFrame({ type: 'ping' });
const pong = packetFrame({ type: 'pong' });

const soundLink: StreamLink = {
  outgoing: (frame, forward) => forward(frame),
  holdsEarly: () => true,
  incoming: (text, forward) => forward(text),
  end: () => undefined,
  closing: (close) => close(),
};

/** An acknowledgement that a client asks for is never sent; only its number must not be in the way. */
const withoutAckId = (text: string): string => text.replace(/^42\d+(?=\[)/, '42');

const roomOf = (args: readonly unknown[]): string | null => (typeof args[0] === 'string' ? args[0] : null);

/** Starts a session: it greets its client at once. */
export const openSession = (options: SessionOptions): StreamSession => {
  const { sid, hub, timing, scheduler, protocol } = options;
  const isLegacy = protocol !== 4;
  let outlet = options.outlet;
  let isOpen = true;
  let isConnected = isLegacy;
  /** It has asked to connect, and is not answered yet. */
  let isConnecting = false;
  /** The events that came behind the connect packet, before its answer. */
  let early: (() => void)[] = [];

  const timers = new Subscription();
  let nextBeat = Subscription.EMPTY;

  const end = () => {
    if (!isOpen) return false;
    isOpen = false;
    timers.unsubscribe();
    nextBeat.unsubscribe();
    hub.leaveAll(session);
    link.end();
    options.onEnd?.();
    return true;
  };
  const close = () => {
    if (end()) outlet.close();
  };
  const giveUp = () => {
    if (end()) link.closing(outlet.close);
  };
  const link = options.link?.(close) ?? soundLink;
  const forward = (frame: SharedFrame) => {
    if (isOpen) outlet.send(frame);
  };
  const send = (frame: SharedFrame) => {
    if (isOpen) link.outgoing(frame, forward);
  };

  const expectPing = () => {
    nextBeat.unsubscribe();
    nextBeat = scheduler.schedule(() => {
      send(ping);
      expectPong();
    }, timing.pingInterval);
  };
  const expectPong = () => {
    nextBeat.unsubscribe();
    nextBeat = scheduler.schedule(giveUp, timing.pingTimeout);
  };

  const connect = () => {
    isConnected = true;
    isConnecting = false;
    send(packetFrame({ type: 'connect', sid: options.connectSid }));
    const held = early;
    early = [];
    for (const receive of held) receive();
  };

  const receiveEvent = (name: string, args: readonly unknown[]) => {
    const room = roomOf(args);
    if (room === null) return;
    if (name === 'join-room') hub.join(room, session);
    else if (name === 'leave-room') hub.leave(room, session);
  };

  const receivePacket = (text: string) => {
    if (!isOpen) return;
    const packet = decodePacket(withoutAckId(text));
    switch (packet.type) {
      case 'pong':
        expectPing();
        break;
      case 'ping':
        if (isLegacy) {
          expectPing();
          send(pong);
        } else close();
        break;
      case 'connect':
        if (isConnecting) break;
        isConnecting = true;
        timers.add(scheduler.schedule(connect, timing.connectDelay));
        break;
      case 'event':
        if (isConnected) receiveEvent(packet.name, packet.args);
        else if (isConnecting && early.length < mostEarly && link.holdsEarly()) {
          early.push(() => receiveEvent(packet.name, packet.args));
        } else close();
        break;
      case 'disconnect':
        isConnected = isLegacy;
        hub.leaveAll(session);
        break;
      case 'noop':
        break;
      default:
        close();
    }
  };

  const session: StreamSession = {
    sid,
    deliver: send,
    receive: (text) => link.incoming(text, receivePacket),
    moveTo: (next) => {
      outlet = next;
    },
    close,
    lost: () => void end(),
  };

  const { pingInterval, pingTimeout } = timing;
  const handshake = { sid, upgrades: options.upgrades, pingInterval, pingTimeout, maxPayload };
  send(sharedFrame(`0${JSON.stringify(handshake)}`));
  timers.add(
    scheduler.schedule(() => {
      if (!isConnected) giveUp();
    }, timing.connectTimeout),
  );
  expectPing();
  return session;
};
