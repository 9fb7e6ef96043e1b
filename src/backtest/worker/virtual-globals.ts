import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { syncBuiltinESMExports } from 'node:module';
import type { VirtualClock } from '../../simulator/index';

/** The real time and random numbers of a thread, before they were made virtual. */
export interface RealTime {
  readonly setImmediate: typeof setImmediate;
  readonly now: () => number;
}

type Call = (...args: unknown[]) => void;

/** A timer with the methods of Node's `Timeout`. */
interface Handle {
  readonly close: () => void;
  readonly [Symbol.toPrimitive]: () => number;
}

/**
 * Replaces `Date`, timers, `performance`, `process.hrtime` and `Math.random` by those of a virtual clock and a seed, so
 * that operators without a scheduler and an `await` of a timer work. Promises and `queueMicrotask` stay: time stands still
 * meanwhile.
 */
export const makeVirtual = (clock: VirtualClock, random: () => number): RealTime => {
  const real: RealTime = { setImmediate, now: Date.now.bind(Date) };
  const start = clock.now();
  const handles = new Map<number, () => void>();
  let ids = 0;

  const armed = (run: () => void, delay: number, again: boolean): Handle => {
    ids += 1;
    const id = ids;
    const arm = (): void => {
      const timer = clock.schedule(() => {
        if (again) arm();
        else handles.delete(id);
        run();
      }, delay);
      handles.set(id, () => timer.unsubscribe());
    };
    arm();
    const handle = {
      close: () => clear(id),
      ref: () => handle,
      unref: () => handle,
      hasRef: () => true,
      refresh: () => {
        handles.get(id)?.();
        arm();
        return handle;
      },
      [Symbol.toPrimitive]: () => id,
    };
    return handle;
  };
  const clear = (handle: unknown): void => {
    if (handle === undefined || handle === null) return;
    const id = Number(handle);
    handles.get(id)?.();
    handles.delete(id);
  };
  const delayOf = (ms: unknown): number => {
    const delay = Number(ms);
    return delay >= 1 && delay <= 2 ** 31 - 1 ? Math.floor(delay) : 1;
  };

  const faked = {
    setTimeout: (call: Call, ms?: unknown, ...args: unknown[]) =>
      armed(() => call(...args), delayOf(ms), false),
    setInterval: (call: Call, ms?: unknown, ...args: unknown[]) =>
      armed(() => call(...args), delayOf(ms), true),
    setImmediate: (call: Call, ...args: unknown[]) => armed(() => call(...args), 0, false),
    clearTimeout: clear,
    clearInterval: clear,
    clearImmediate: clear,
  };
  Object.assign(globalThis, faked);
  Object.assign(timers, faked);
  const waited = <T>(ms?: unknown, value?: T): Promise<T> =>
    new Promise((resolve) => {
      faked.setTimeout(() => resolve(value as T), ms);
    });
  Object.assign(timersPromises, {
    setTimeout: waited,
    setImmediate: (value?: unknown) => waited(1, value),
    setInterval: async function* (ms?: unknown, value?: unknown) {
      for (;;) yield await waited(ms, value);
    },
  });
  Object.assign(timersPromises.scheduler, { wait: waited, yield: () => waited(1) });

  const RealDate = Date;
  const now = (): number => clock.now();
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[], self) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, self) as Date,
    apply: () => new RealDate(now()).toString(),
    get: (target, key, self) => (key === 'now' ? now : (Reflect.get(target, key, self) as unknown)),
  });
  RealDate.prototype.constructor = globalThis.Date;

  const elapsed = (): number => clock.now() - start;
  Object.defineProperty(performance, 'now', { value: elapsed, configurable: true });
  Object.defineProperty(performance, 'timeOrigin', { value: start, configurable: true });
  const hrtime = (since: readonly [number, number] = [0, 0]): [number, number] => {
    const ms = elapsed() - since[0] * 1_000 - since[1] / 1_000_000;
    return [Math.floor(ms / 1_000), Math.round((ms % 1_000) * 1_000_000)];
  };
  process.hrtime = Object.assign(hrtime, { bigint: () => BigInt(elapsed()) * 1_000_000n });
  process.uptime = () => elapsed() / 1_000;

  Math.random = random;
  const byte = (): number => Math.floor(random() * 256);
  const getRandomValues = <T extends ArrayBufferView>(array: T): T => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let i = 0; i < bytes.length; i += 1) bytes[i] = byte();
    return array;
  };
  const randomUUID = (): string => {
    const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: getRandomValues });
  Object.defineProperty(globalThis.crypto, 'randomUUID', { value: randomUUID });
  syncBuiltinESMExports();
  return real;
};
