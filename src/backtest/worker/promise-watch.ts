import process from 'node:process';
import { promiseHooks } from 'node:v8';

/** Knows whether any code made or settled a promise, or asked for a microtask. */
export interface PromiseWatch {
  /** Returns true if that happened since the last call. */
  readonly wasBusy: () => boolean;
}

/**
 * Watches this thread for everything that may run before the next turn of its event loop. A turn costs as much as a large
 * part of a frame, and most moments of a market settle no promise.
 */
export const watchPromises = (): PromiseWatch => {
  let isBusy = true;
  const note = (): void => {
    isBusy = true;
  };
  promiseHooks.createHook({ init: note, settled: note });
  const noting = <F extends (...args: never[]) => unknown>(call: F): F =>
    new Proxy(call, {
      apply: (target, self, args: unknown[]): unknown => {
        note();
        return Reflect.apply(target, self, args);
      },
    });
  globalThis.queueMicrotask = noting(globalThis.queueMicrotask);
  process.nextTick = noting(process.nextTick.bind(process));
  return {
    wasBusy: () => {
      const was = isBusy;
      isBusy = false;
      return was;
    },
  };
};
