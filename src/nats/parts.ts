import { headers, type Msg, type NatsConnection } from '@nats-io/nats-core';

/**
 * Texts over NATS. A server accepts messages of a megabyte, so that a longer text goes in parts, which stay in order.
 */

/** The size of a part in bytes. */
const partSize = 400_000;
/** The greatest length of a text in bytes. A sender of more is cut off. */
const longestText = 16_777_216;

const more = 'More';

const toBytes = new TextEncoder();
const toText = new TextDecoder();

/** Cuts a text into parts, at least one. */
export const cutText = (text: string): readonly Uint8Array[] => {
  const bytes = toBytes.encode(text);
  const count = Math.max(1, Math.ceil(bytes.length / partSize));
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * partSize, (i + 1) * partSize));
};

export const publishText = (
  connection: NatsConnection,
  subject: string,
  text: string,
  reply?: string,
): void => {
  const options = reply === undefined ? {} : { reply };
  const parts = cutText(text);
  for (const [i, part] of parts.entries()) {
    if (i === parts.length - 1) connection.publish(subject, part, options);
    else {
      const unfinished = headers();
      unfinished.set(more, '1');
      connection.publish(subject, part, { ...options, headers: unfinished });
    }
  }
};

/** Joins the parts of a text. A character may be cut in two between them. */
export const joinText = (parts: readonly Uint8Array[]): string => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return toText.decode(whole);
};

/**
 * Creates a reader that puts parts together again. It returns the text with its last part, `null` before it, and
 * `undefined` if the text is too long.
 */
export const createTextReader = (): ((
  message: Pick<Msg, 'data' | 'headers'>,
) => string | null | undefined) => {
  let parts: Uint8Array[] = [];
  let size = 0;
  return ({ data, headers: given }) => {
    parts.push(data);
    size += data.length;
    const isUnfinished = given?.has(more) === true;
    if (isUnfinished && size <= longestText) return null;
    const text = joinText(parts);
    parts = [];
    size = 0;
    return isUnfinished ? undefined : text;
  };
};
