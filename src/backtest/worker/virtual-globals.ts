import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import type { VirtualClock } from '../../simulator/index';
import { switchedFunctions } from './switched';
import { makeRandomVirtual } from './virtual-random';

/** The real time and random numbers of a thread, before they were made virtual. */
export interface RealTime {
  readonly now: () => number;
}

type Call = (...args: unknown[]) => void;

/** A timer with the methods of Node's `Timeout`. */
interface Handle {
  readonly close: () => void;
  readonly [Symbol.toPrimitive]: () => number;
}

export interface VirtualGlobals {
  readonly real: RealTime;
  /** Makes time and random numbers virtual. Until then they are real, as a module is loaded. */
  readonly begin: () => void;
}

/**
 * Replaces `Date`, timers, `performance`, `process.hrtime` and random numbers by those of a virtual clock and a seed, so
 * that operators without a scheduler and an `await` of a timer work. Promises and `queueMicrotask` stay: time stands still
 * meanwhile. It is called before any module of a strategy is loaded, since such a module may keep one of them.
 */
export const virtualGlobals = (clock: VirtualClock, random: () => number): VirtualGlobals => {
  const real: RealTime = { now: Date.now.bind(Date) };
  const switched = switchedFunctions();
  const { put, isOn } = switched;
  const start = clock.now();
  const handles = new Map<number, () => void>();
  const ours = new WeakSet<object>();
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
    ours.add(handle);
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

  /** Clears a timer, also one that began while the module was loaded. */
  const clearing = (clearReal: (handle: never) => void) => (handle: unknown) => {
    if (typeof handle === 'object' && handle !== null && !ours.has(handle)) clearReal(handle as never);
    else clear(handle);
  };

  const setTimer = (call: Call, ms?: unknown, ...args: unknown[]): Handle =>
    armed(() => call(...args), delayOf(ms), false);
  const faked = {
    setTimeout: setTimer,
    setInterval: (call: Call, ms?: unknown, ...args: unknown[]) =>
      armed(() => call(...args), delayOf(ms), true),
    setImmediate: (call: Call, ...args: unknown[]) => armed(() => call(...args), 0, false),
    clearTimeout: clearing(clearTimeout),
    clearInterval: clearing(clearInterval),
    clearImmediate: clearing(clearImmediate),
  };
  for (const [name, fake] of Object.entries(faked)) {
    put(globalThis, name, fake);
    Object.assign(timers, { [name]: (globalThis as unknown as Record<string, unknown>)[name] });
  }
  const waited = <T>(ms?: unknown, value?: T): Promise<T> =>
    new Promise((resolve) => {
      setTimer(() => resolve(value as T), ms);
    });
  put(timersPromises, 'setTimeout', waited);
  put(timersPromises, 'setImmediate', (value?: unknown) => waited(1, value));
  put(timersPromises, 'setInterval', async function* (ms?: unknown, value?: unknown) {
    for (;;) yield await waited(ms, value);
  });
  put(timersPromises.scheduler, 'wait', waited);
  put(timersPromises.scheduler, 'yield', () => waited(1));
  put(AbortSignal, 'timeout', (ms: number) => {
    const controller = new AbortController();
    const reason = (): DOMException =>
      new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    clock.schedule(() => controller.abort(reason()), ms);
    return controller.signal;
  });

  const RealDate = Date;
  const now = (): number => clock.now();
  put(RealDate, 'now', now);
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: unknown[], self) =>
      Reflect.construct(target, args.length === 0 && isOn() ? [now()] : args, self) as Date,
    apply: (target) => (isOn() ? new RealDate(now()).toString() : target()),
  });
  RealDate.prototype.constructor = globalThis.Date;

  const elapsed = (): number => clock.now() - start;
  put(performance, 'now', elapsed);
  const { timeOrigin } = performance;
  Object.defineProperty(performance, 'timeOrigin', {
    get: () => (isOn() ? start : timeOrigin),
    configurable: true,
  });
  const hrtime = (since: readonly [number, number] = [0, 0]): [number, number] => {
    const ms = elapsed() - since[0] * 1_000 - since[1] / 1_000_000;
    return [Math.floor(ms / 1_000), Math.round((ms % 1_000) * 1_000_000)];
  };
  put(process.hrtime, 'bigint', () => BigInt(elapsed()) * 1_000_000n);
  put(process, 'hrtime', hrtime);
  put(process, 'uptime', () => elapsed() / 1_000);

  makeRandomVirtual(switched, random);
  switched.sync();
  return { real, begin: switched.turnOn };
};
