import { syncBuiltinESMExports } from 'node:module';
import { promiseHooks } from 'node:v8';
import { MessagePort } from 'node:worker_threads';

/** Knows whether anything waits for the end of the present call: a promise, a microtask, a tick or a message. */
export interface LaterWork {
  /** Returns true if there may be such work since the last call of `forget`. */
  readonly isPossible: () => boolean;
  readonly forget: () => void;
  /** Lets the event loop turn once, by which all due promises have resolved; true if more such work began meanwhile. */
  readonly turn: () => Promise<boolean>;
}

/**
 * Watches for work that runs after the present call. Every promise that is made, fulfilled or rejected counts, because its
 * reactions can't be seen. Nothing but these functions can start such work, so that a step without them needs no turn of the event
 * loop. It is called before any module of a strategy is loaded, since such a module may keep a function of today.
 */
export const watchLaterWork = (): LaterWork => {
  const { queueMicrotask: soon, setImmediate: afterwards } = globalThis;
  let possible = true;
  const note = (): void => {
    possible = true;
  };
  const forget = (): void => {
    possible = false;
  };
  promiseHooks.createHook({ init: note, settled: note });
  const watch = <K extends string>(owner: { [name in K]: (...args: never[]) => unknown }, name: K): void => {
    owner[name] = new Proxy(owner[name], {
      apply: (target, self, args: unknown[]) => {
        note();
        return Reflect.apply(target, self, args) as unknown;
      },
    });
  };
  watch(process, 'nextTick');
  watch(globalThis, 'queueMicrotask');
  watch(MessagePort.prototype, 'postMessage');
  syncBuiltinESMExports();
  return {
    isPossible: () => possible,
    forget,
    turn: () =>
      new Promise((resolve) => {
        // The promise of the turn itself does not count, and neither does an `await` of it.
        soon(forget);
        afterwards(() => resolve(possible));
      }),
  };
};
