import { NEVER, Observable, of, Subject, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { overflowError, toAsyncIterable } from '../../src/operators/to-async-iterable';

const read = async <T>(values: AsyncIterable<T>): Promise<readonly T[]> => {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
};

describe('toAsyncIterable', () => {
  it('gives every value to a reader that keeps up, and ends with the source', async () => {
    expect(await read(toAsyncIterable(of(1, 2, 3), { overflow: 'error' }))).toEqual([1, 2, 3]);
  });

  it('subscribes at the first step only, once per loop', async () => {
    let subscriptions = 0;
    const source = new Observable<number>((subscriber) => {
      subscriber.next(++subscriptions);
      subscriber.complete();
    });
    const values = toAsyncIterable(source, { overflow: 3 });
    values[Symbol.asyncIterator]();
    expect(subscriptions).toBe(0);
    expect([await read(values), await read(values)]).toEqual([[1], [2]]);
  });

  it('keeps only the newest for a busy reader with latest', async () => {
    const source = new Subject<string>();
    const iterator = toAsyncIterable(source, { overflow: 'latest' })[Symbol.asyncIterator]();
    const first = iterator.next();
    for (const value of ['a', 'b', 'c']) source.next(value);
    expect(await first).toEqual({ value: 'a', done: false });
    expect(await iterator.next()).toEqual({ value: 'c', done: false });
    source.next('d');
    source.complete();
    expect(await iterator.next()).toEqual({ value: 'd', done: false });
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
  });

  it.each([
    [2, 2],
    ['error', 1_000],
  ] as const)('with %s lets %i wait, gives those, and fails with the next one', async (overflow, most) => {
    const source = new Subject<number>();
    const iterator = toAsyncIterable(source, { overflow })[Symbol.asyncIterator]();
    const first = iterator.next();
    for (let value = 0; value <= most; value++) source.next(value);
    expect(source.observed).toBe(true);
    source.next(-1);
    expect(source.observed).toBe(false);
    expect((await first).value).toBe(0);
    for (let value = 1; value <= most; value++) expect((await iterator.next()).value).toBe(value);
    await expect(iterator.next()).rejects.toThrow(overflowError(most));
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
  });

  it('gives an error once, after the values that had come before it, also to a reader that waits already', async () => {
    await expect(
      read(
        toAsyncIterable(
          throwError(() => new Error('lost')),
          { overflow: 1 },
        ),
      ),
    ).rejects.toThrow('lost');
    const source = new Subject<number>();
    const iterator = toAsyncIterable(source, { overflow: 5 })[Symbol.asyncIterator]();
    const waits = iterator.next();
    source.error(new Error('lost'));
    await expect(waits).rejects.toThrow('lost');
  });

  it('unsubscribes when the loop is left, and gives nothing afterwards', async () => {
    const source = new Subject<number>();
    const iterator = toAsyncIterable(source, { overflow: 5 })[Symbol.asyncIterator]();
    const first = iterator.next();
    source.next(1);
    source.next(2);
    await first;
    expect(await iterator.return?.()).toEqual({ value: undefined, done: true });
    expect(source.observed).toBe(false);
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
  });

  it('releases a waiting reader when it is returned from elsewhere', async () => {
    const iterator = toAsyncIterable(NEVER, { overflow: 'latest' })[Symbol.asyncIterator]();
    const waits = iterator.next();
    await iterator.return?.();
    expect(await waits).toEqual({ value: undefined, done: true });
  });
});
