import type * as t from 'io-ts';
import { mapped, otherwise, record } from '../parsing/combinators';
import { beginningOf, decodeJson } from '../parsing/decode';
import { same, Text } from '../parsing/primitives';

/**
 * A pure codec of Engine.IO 4 and Socket.IO 4 packets for both ends of the wire. It covers what the venue uses: text frames,
 * the default namespace, and events without acknowledgement.
 *
 * @see https://github.com/socketio/engine.io-protocol
 * @see https://github.com/socketio/socket.io-protocol
 */

// ---------------------------------------------------------------------------------------------- model

/** The first packet of the server. Its times are in ms. */
export interface OpenPacket {
  readonly type: 'open';
  readonly pingInterval: number;
  readonly pingTimeout: number;
}

interface ConnectError {
  readonly type: 'connect-error';
  readonly message: string;
}

/** A packet that a client or the simulator sends. */
export type SentPacket =
  | { readonly type: 'close' | 'ping' | 'pong' | 'noop' | 'disconnect' }
  /** Socket.IO's CONNECT: a request from the client, or the server's answer with a session id. */
  | { readonly type: 'connect'; readonly sid: string | null }
  | { readonly type: 'event'; readonly name: string; readonly args: readonly unknown[] };

export type Packet = OpenPacket | ConnectError | SentPacket;

export interface BadPacket {
  readonly type: 'bad';
  readonly cause: string;
}

/** The digits of the packet types: Engine.IO's, and for a message (4) also Socket.IO's. */
const codes = {
  open: '0',
  close: '1',
  ping: '2',
  pong: '3',
  noop: '6',
  connect: '40',
  disconnect: '41',
  event: '42',
  'connect-error': '44',
} as const satisfies Record<Packet['type'], string>;

// ---------------------------------------------------------------------------------------------- decode

/** A duration in ms that a timer accepts: less than 2^31. */
const Duration = same(
  'a positive number of ms',
  (input): input is number => typeof input === 'number' && input > 0 && input <= 1_000_000_000,
);

/** The codecs of the bodies that follow the digits. */
const bodies: Partial<Record<Packet['type'], t.Decoder<unknown, object>>> = {
  open: record<Omit<OpenPacket, 'type'>>('an object', {
    pingInterval: ['pingInterval', Duration],
    pingTimeout: ['pingTimeout', Duration],
  }),
  connect: record<{ readonly sid: string | null }>('an object', { sid: otherwise(Text, null) }),
  event: mapped(
    same(
      'an array that starts with a name',
      (input): input is readonly [string, ...unknown[]] =>
        Array.isArray(input) && typeof input[0] === 'string',
    ),
    ([name, ...args]) => ({ name, args }),
  ),
  'connect-error': record<Omit<ConnectError, 'type'>>('an object', { message: Text }),
};

const types = Object.keys(codes) as readonly Packet['type'][];

/** Decodes one text frame; never throws. */
export const decodePacket = (text: string): Packet | BadPacket => {
  const code = text.slice(0, text.startsWith('4') ? 2 : 1);
  const type = types.find((candidate) => codes[candidate] === code);
  if (type === undefined) {
    return { type: 'bad', cause: `expected a packet of Engine.IO or Socket.IO, got ${beginningOf(text)}` };
  }
  const codec = bodies[type];
  if (codec === undefined) return { type } as Packet;
  const body = text.slice(code.length);
  const result = decodeJson(codec, type === 'connect' ? body || '{}' : body, type);
  if (result._tag === 'Right') return { type, ...result.right } as Packet;
  return type === 'connect-error'
    ? { type, message: body.slice(0, 80) }
    : { type: 'bad', cause: result.left.message };
};

/** True for a frame of the protocol itself, such as a handshake, a ping or a close. */
export const isControlFrame = (text: string): boolean => {
  const { type } = decodePacket(text);
  return type !== 'event' && type !== 'bad';
};

// ---------------------------------------------------------------------------------------------- encode

const bodyOf = (packet: SentPacket): string => {
  if (packet.type === 'event') return JSON.stringify([packet.name, ...packet.args]);
  return packet.type === 'connect' && packet.sid !== null ? JSON.stringify({ sid: packet.sid }) : '';
};

export const encodePacket = (packet: SentPacket): string => codes[packet.type] + bodyOf(packet);
