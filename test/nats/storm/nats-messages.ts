/** One operation of NATS's text protocol, as it came. */
export interface NatsOperation {
  readonly raw: Buffer;
  /** The subject of a message; `null` for what is no message. */
  readonly subject: string | null;
}

const lineEnd = Buffer.from('\r\n');
const message = /^H?(?:PUB|MSG) (\S+) (?:.* )?(\d+)$/;

/** Creates a reader that cuts one direction of a connection into operations. A rest waits for the next chunk. */
export const createNatsReader = (): ((chunk: Buffer) => readonly NatsOperation[]) => {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const operations: NatsOperation[] = [];
    for (;;) {
      const end = rest.indexOf(lineEnd);
      if (end === -1) return operations;
      const [, subject = null, size] = message.exec(rest.toString('latin1', 0, end)) ?? [];
      const length = end + lineEnd.length + (size === undefined ? 0 : Number(size) + lineEnd.length);
      if (rest.length < length) return operations;
      operations.push({ raw: rest.subarray(0, length), subject });
      rest = rest.subarray(length);
    }
  };
};
