import type { Observable, Subscription } from 'rxjs';
import { configError } from '../model/errors';
import { taggedError, type Tagged } from '../model/tagged';

/** The error of an iteration in which more values waited for their reader than its option allowed. */
export type OverflowError = Tagged<'OverflowError', { most: number }>;

export const overflowError = (most: number): OverflowError =>
  taggedError(
    'OverflowError',
    `more than ${most} values wait for a reader that is slower than their source`,
    {
      most,
    },
  );

export interface ToAsyncIterableConfig {
  /**
   * Decides about values that come while the reader is busy. With `latest` only the newest value waits, which is right for
   * feeds of state. With a number, that many values wait, and one more ends the iteration with an {@link OverflowError}.
   * `error` is the same as 1,000, so that no value is lost silently.
   */
  readonly overflow: 'latest' | 'error' | number;
}

/** The number of values that may wait with `error`. */
const usualMost = 1_000;

type Reader<T> = (result: IteratorResult<T, undefined>) => void;

const iteratorOf = <T>(
  source: Observable<T>,
  isLatest: boolean,
  most: number,
): AsyncIterableIterator<T, undefined> => {
  const waiting: T[] = [];
  const readers: { readonly give: Reader<T>; readonly fail: (error: unknown) => void }[] = [];
  let end: { readonly error: Error } | 'complete' | null = null;
  let subscription: Subscription | undefined;

  const finish = (how: NonNullable<typeof end>): void => {
    end ??= how;
    subscription?.unsubscribe();
    for (const { give, fail } of readers.splice(0))
      if (how === 'complete') give({ value: undefined, done: true });
      else fail(how.error);
  };
  const take = (value: T): void => {
    const reader = readers.shift();
    if (reader !== undefined) {
      reader.give({ value, done: false });
      return;
    }
    if (isLatest) waiting.length = 0;
    else if (waiting.length >= most) {
      finish({ error: overflowError(most) });
      return;
    }
    waiting.push(value);
  };
  const start = (): void => {
    subscription = source.subscribe({
      next: (value) => {
        if (end === null) take(value);
      },
      error: (error: unknown) => finish({ error: error as Error }),
      complete: () => finish('complete'),
    });
    // The source may have ended while it was subscribed to.
    if (end !== null) subscription.unsubscribe();
  };

  return {
    next: () =>
      new Promise((give, fail) => {
        if (subscription === undefined && end === null) start();
        const [value] = waiting;
        if (waiting.length > 0) {
          waiting.shift();
          give({ value: value as T, done: false });
        } else if (end === null) readers.push({ give, fail });
        else if (end === 'complete') give({ value: undefined, done: true });
        else {
          const { error } = end;
          // The iteration fails once, and is then over.
          end = 'complete';
          fail(error);
        }
      }),
    return: () => {
      waiting.length = 0;
      finish('complete');
      return Promise.resolve({ value: undefined, done: true as const });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
};

/**
 * Makes an Observable readable by `for await`, and by everything else that takes an async iterable, such as a native
 * `Observable.from`, `Readable.from` or `ReadableStream.from`. Each loop has its own subscription, which begins at its first
 * step and ends when the loop is left. Values that wait are read before an end or an error. Throws a `ConfigError` for a wrong
 * `overflow`.
 *
 * ```
 * source:                  -a--b-c-----d|
 * reader is busy:           ------        -----
 * { overflow: 'latest' }   -a-----c----d----|
 * ```
 *
 * @example
 * ```ts
 * import { createDataClient } from 'rx-bitbank';
 * import { toAsyncIterable } from 'rx-bitbank/operators';
 *
 * const data = createDataClient();
 * for await (const { last } of toAsyncIterable(data.ticker$('btc_jpy'), { overflow: 'latest' })) {
 *   console.log(last);
 *   if (last !== null && last > 20_000_000) break;
 * }
 * ```
 */
export const toAsyncIterable = <T>(
  source: Observable<T>,
  options: ToAsyncIterableConfig,
): AsyncIterable<T, undefined> => {
  const given = options as Partial<ToAsyncIterableConfig> | undefined;
  const { overflow } = given ?? {};
  if (overflow === undefined || !isOverflow(overflow))
    throw configError('overflow', 'latest, error or a whole number of at least 1', String(overflow));
  return {
    [Symbol.asyncIterator]: () =>
      iteratorOf(source, overflow === 'latest', typeof overflow === 'number' ? overflow : usualMost),
  };
};

const isOverflow = (overflow: ToAsyncIterableConfig['overflow']): boolean =>
  overflow === 'latest' || overflow === 'error' || (Number.isSafeInteger(overflow) && overflow >= 1);
