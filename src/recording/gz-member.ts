import { crc32, deflateRawSync, constants } from 'node:zlib';

/**
 * A gz stream that is made synchronously, piece by piece. Every piece can be read, even before the end of the stream.
 */
export interface GzMember {
  /** The bytes with which a file must begin. */
  readonly head: Buffer;
  /** Compresses a piece. It can be read as soon as it is in the file. */
  readonly add: (text: Buffer) => Buffer;
  readonly end: () => Buffer;
}

/** The magic number, deflate, no name, no time, an unknown system (RFC 1952). */
const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty last block. */
const lastBlock = [3, 0];
/** The number of bytes that deflate looks back. */
const windowBytes = 32_768;

/**
 * Creates a stream. Each piece is compressed with the text before it as its dictionary and flushed to a whole byte, as
 * `pigz` does. The pieces in sequence are one stream, without a state that only an asynchronous call could finish.
 */
export const createGzMember = (): GzMember => {
  let checksum = 0;
  let size = 0;
  let window: Buffer = Buffer.alloc(0);
  return {
    head,
    add: (text) => {
      checksum = crc32(text, checksum);
      size += text.length;
      const piece = deflateRawSync(text, {
        finishFlush: constants.Z_SYNC_FLUSH,
        ...(window.length > 0 && { dictionary: window }),
      });
      window = Buffer.concat([window, text.subarray(-windowBytes)]).subarray(-windowBytes);
      return piece;
    },
    end: () => {
      const tail = Buffer.alloc(10, 0);
      tail.set(lastBlock);
      tail.writeUInt32LE(checksum, 2);
      tail.writeUInt32LE(size % 2 ** 32, 6);
      return tail;
    },
  };
};
