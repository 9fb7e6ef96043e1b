import type * as t from 'io-ts';
import { mapped, otherwise, record } from '../parsing/combinators';
import { beginningOf, decodeJson } from '../parsing/decode';
import { same, Text } from '../parsing/primitives';

/**
 * Engine.IO 4 and Socket.IO 4 packets, as far as the venue speaks them: text frames, the default namespace,
 * events without acknowledgement. A pure codec for both ends of the wire.
 *
 * @see https://github.com/socketio/engine.io-protocol
 * @see https://github.com/socketio/socket.io-protocol
 */

// ---------------------------------------------------------------------------------------------- model

/** What the server says first: ms. */
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
  /** Socket.IO CONNECT: from the client a request, from the server the answer with a session id. */
  | { readonly type: 'connect'; readonly sid: string | null }
  | { readonly type: 'event'; readonly name: string; readonly args: readonly unknown[] };

export type Packet = OpenPacket | ConnectError | SentPacket;

export interface BadPacket {
  readonly type: 'bad';
  readonly cause: string;
}

/** Engine.IO's digit; behind the 4 of a message, Socket.IO's. */
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

/** No timer takes more than 2^31 ms. */
const Duration = same(
  'a positive number of ms',
  (input): input is number => typeof input === 'number' && input > 0 && input <= 1_000_000_000,
);

/** What stands behind the digits, where anything does. */
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

/** A frame of the protocol itself, and not an event: handshake, ping, close. */
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
