import { type SchedulerLike, Subscription } from 'rxjs';
import { decodePacket, encodePacket, type SentPacket } from '../../connectivity/engine-io';
import { type SharedFrame, sharedFrame } from './frame';
import type { Hub, Member } from './hub';

/** The times of the public stream in ms. The defaults are the venue's. */
export interface StreamTiming {
  readonly pingInterval: number;
  readonly pingTimeout: number;
  /** The time after which a client that never asked to connect is closed. */
  readonly connectTimeout: number;
  /** The time from a client's connect packet to the answer. */
  readonly connectDelay: number;
}

export const venueTiming: StreamTiming = {
  pingInterval: 25_000,
  pingTimeout: 20_000,
  connectTimeout: 45_000,
  connectDelay: 0,
};

export const maxPayload = 1_000_000;
/** The number of events that are held until a client is connected. */
const mostEarly = 1_000;

/** The destination of a session's packets: a WebSocket, a long poll, or a client in the same process. */
export interface Outlet {
  readonly send: (frame: SharedFrame) => void;
  /** Closes without a code. The peer sees 1005. */
  readonly close: () => void;
}

/** The faults between a session and its client, in both directions. */
export interface StreamLink {
  readonly outgoing: (frame: SharedFrame, forward: (frame: SharedFrame) => void) => void;
  /** Returns true if an event after the connect packet is held. Otherwise it closes the session. */
  readonly holdsEarly: () => boolean;
  readonly incoming: (text: string, forward: (text: string) => void) => void;
  /** Runs when the session is over. */
  readonly end: () => void;
  /** Closes the transport of a client that the venue gives up, because it no longer answers. */
  readonly closing: (close: () => void) => void;
}

export interface SessionOptions {
  readonly sid: string;
  /** Session id of the Socket.IO layer. */
  readonly connectSid: string;
  readonly outlet: Outlet;
  readonly hub: Hub;
  readonly timing: StreamTiming;
  /** The scheduler of wall time. */
  readonly scheduler: SchedulerLike;
  /** `EIO` of the url. With 3, a client may join rooms immediately and pings by itself, as older clients do. */
  readonly protocol: number;
  /** The transports to which the client may upgrade. */
  readonly upgrades: readonly string[];
  /** Makes the link. Its argument breaks the session: a fault may do so as early as with the greeting. */
  readonly link?: (close: () => void) => StreamLink;
  readonly onEnd?: () => void;
}

/** One client of the public stream: Engine.IO heartbeat, Socket.IO connection and rooms, over any transport. */
export interface StreamSession extends Member {
  readonly sid: string;
  readonly receive: (text: string) => void;
  /** Moves the session to another transport. */
  readonly moveTo: (outlet: Outlet) => void;
  /** Closes the session from the server's side. */
  readonly close: () => void;
  /** Ends the session, because its transport is gone. */
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

/**
 * Removes the number of a requested acknowledgement, which the decoder does not accept. The acknowledgement is never sent.
 */
const withoutAckId = (text: string): string => text.replace(/^42\d+(?=\[)/, '42');

const roomOf = (args: readonly unknown[]): string | null => (typeof args[0] === 'string' ? args[0] : null);

/** Starts a session. It greets its client immediately. */
export const openSession = (options: SessionOptions): StreamSession => {
  const { sid, hub, timing, scheduler, protocol } = options;
  const isLegacy = protocol !== 4;
  let outlet = options.outlet;
  let isOpen = true;
  let isConnected = isLegacy;
  /** True after the client has asked to connect, and before the answer. */
  let isConnecting = false;
  /** The events that came between the connect packet and its answer. */
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
