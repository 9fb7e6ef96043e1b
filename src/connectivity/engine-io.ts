/**
 * Engine.IO 4 and Socket.IO 4 packets, as far as the venue speaks them: text frames, the default namespace,
 * events without acknowledgement. A pure codec for both ends of the wire.
 *
 * @see https://github.com/socketio/engine.io-protocol
 * @see https://github.com/socketio/socket.io-protocol
 */

// ---------------------------------------------------------------------------------------------- model

/** What the server says first: ms, ms, bytes. */
export interface OpenPacket {
  readonly type: 'open';
  readonly sid: string;
  readonly pingInterval: number;
  readonly pingTimeout: number;
  readonly maxPayload: number;
}

export type Packet =
  | OpenPacket
  | { readonly type: 'close' | 'ping' | 'pong' | 'noop' }
  /** Socket.IO CONNECT: from the client a request, from the server the answer with a session id. */
  | { readonly type: 'connect'; readonly sid: string | null }
  | { readonly type: 'connect-error'; readonly message: string }
  | { readonly type: 'disconnect' }
  | { readonly type: 'event'; readonly name: string; readonly args: readonly unknown[] };

export interface BadPacket {
  readonly type: 'bad';
  readonly expected: string;
}

// ---------------------------------------------------------------------------------------------- decode

const bad = (expected: string): BadPacket => ({ type: 'bad', expected });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** No timer takes more than 2^31 ms. */
const isDuration = (value: unknown): value is number =>
  typeof value === 'number' && value > 0 && value <= 1_000_000_000;

const decodeOpen = (text: string): Packet | BadPacket => {
  const body = parseJson(text);
  if (!isRecord(body)) return bad('a JSON object in the open packet');
  const { sid, pingInterval, pingTimeout, maxPayload } = body;
  if (typeof sid !== 'string') return bad('a string as sid');
  if (!isDuration(pingInterval)) return bad('a positive number of ms as pingInterval');
  if (!isDuration(pingTimeout)) return bad('a positive number of ms as pingTimeout');
  return {
    type: 'open',
    sid,
    pingInterval,
    pingTimeout,
    maxPayload: isDuration(maxPayload) ? maxPayload : 1_000_000,
  };
};

const decodeMessage = (text: string): Packet | BadPacket => {
  const body = text.slice(2);
  switch (text[1]) {
    case '0': {
      if (body === '') return { type: 'connect', sid: null };
      const data = parseJson(body);
      if (!isRecord(data)) return bad('a JSON object in the connect packet');
      return { type: 'connect', sid: typeof data['sid'] === 'string' ? data['sid'] : null };
    }
    case '1':
      return { type: 'disconnect' };
    case '2': {
      const event = parseJson(body);
      const [name, ...args] = Array.isArray(event) ? (event as unknown[]) : [];
      if (typeof name !== 'string') return bad('an event: a JSON array that starts with a name');
      return { type: 'event', name, args };
    }
    case '4': {
      const data = parseJson(body);
      const message = isRecord(data) ? data['message'] : data;
      return { type: 'connect-error', message: typeof message === 'string' ? message : 'no reason given' };
    }
    default:
      return bad('a Socket.IO packet: 0, 1, 2 or 4');
  }
};

/** Decodes one text frame; never throws. */
export const decodePacket = (text: string): Packet | BadPacket => {
  switch (text[0]) {
    case '0':
      return decodeOpen(text.slice(1));
    case '1':
      return { type: 'close' };
    case '2':
      return { type: 'ping' };
    case '3':
      return { type: 'pong' };
    case '4':
      return decodeMessage(text);
    case '6':
      return { type: 'noop' };
    default:
      return bad('an Engine.IO packet: 0, 1, 2, 3, 4 or 6');
  }
};

/** A frame of the protocol itself, and not an event: handshake, ping, close. */
export const isControlFrame = (text: string): boolean => {
  const { type } = decodePacket(text);
  return type !== 'event' && type !== 'bad';
};

// ---------------------------------------------------------------------------------------------- encode

export const encodePacket = (packet: Packet): string => {
  switch (packet.type) {
    case 'open': {
      const { sid, pingInterval, pingTimeout, maxPayload } = packet;
      return `0${JSON.stringify({ sid, upgrades: [], pingInterval, pingTimeout, maxPayload })}`;
    }
    case 'close':
      return '1';
    case 'ping':
      return '2';
    case 'pong':
      return '3';
    case 'noop':
      return '6';
    case 'connect':
      return packet.sid === null ? '40' : `40${JSON.stringify({ sid: packet.sid })}`;
    case 'connect-error':
      return `44${JSON.stringify({ message: packet.message })}`;
    case 'disconnect':
      return '41';
    case 'event':
      return `42${JSON.stringify([packet.name, ...packet.args])}`;
  }
};
