/** A text frame for many sockets. Its bytes are made once, for the first socket that needs them. */
export interface SharedFrame {
  readonly text: string;
  /** The room of the message; `null` for the packets of the connection itself. */
  readonly room: string | null;
  /** Returns the whole WebSocket frame including its header, unmasked as a server's is. */
  readonly bytes: () => Buffer;
}

const textOpcode = 0x81;

/**
 * Encodes a text frame.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-5.2
 */
const encodeTextFrame = (text: string): Buffer => {
  const length = Buffer.byteLength(text);
  const headerLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerLength + length);
  frame[0] = textOpcode;
  if (headerLength === 2) frame[1] = length;
  else if (headerLength === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, headerLength);
  return frame;
};

export const sharedFrame = (text: string, room: string | null = null): SharedFrame => {
  let encoded: Buffer | undefined;
  return { text, room, bytes: () => (encoded ??= encodeTextFrame(text)) };
};
