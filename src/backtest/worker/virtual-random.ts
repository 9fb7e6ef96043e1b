import nodeCrypto from 'node:crypto';
import type { Switched } from './switched';

type Callback = (error: null, value: unknown) => void;

/** Replaces `Math.random` and the random values of `crypto` by those of a seed. */
export const makeRandomVirtual = ({ put }: Switched, random: () => number): void => {
  const byte = (): number => Math.floor(random() * 256);
  const fill = <T extends ArrayBufferView | ArrayBuffer>(array: T, offset = 0, size?: number): T => {
    const isView = ArrayBuffer.isView(array);
    const unit = isView && 'BYTES_PER_ELEMENT' in array ? (array.BYTES_PER_ELEMENT as number) : 1;
    const bytes = isView
      ? new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
      : new Uint8Array(array);
    const from = offset * unit;
    const to = size === undefined ? bytes.length : from + size * unit;
    for (let i = from; i < to; i += 1) bytes[i] = byte();
    return array;
  };
  const randomUUID = (): string => {
    const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  /** Returns the value, or calls back with it after the present call. */
  const given = <T>(value: T, callback?: Callback): T | undefined => {
    if (callback === undefined) return value;
    process.nextTick(callback, null, value);
    return undefined;
  };
  const isCallback = (value: unknown): value is Callback => typeof value === 'function';

  put(Math, 'random', random);
  put(globalThis.crypto, 'getRandomValues', (array: ArrayBufferView) => fill(array));
  put(globalThis.crypto, 'randomUUID', randomUUID);
  put(nodeCrypto, 'randomUUID', randomUUID);
  put(nodeCrypto, 'randomFillSync', fill);
  put(nodeCrypto, 'randomFill', (array: ArrayBufferView, ...rest: unknown[]) => {
    const [offset, size] = rest.filter((value) => typeof value === 'number');
    given(fill(array, offset, size), rest.find(isCallback));
  });
  put(nodeCrypto, 'randomBytes', (size: number, callback?: Callback) =>
    given(fill(Buffer.alloc(size)), callback),
  );
  put(nodeCrypto, 'randomInt', (first: number, ...rest: unknown[]) => {
    const [second] = rest.filter((value) => typeof value === 'number');
    const [min, max] = second === undefined ? [0, first] : [first, second];
    return given(min + Math.floor(random() * (max - min)), rest.find(isCallback));
  });
};
