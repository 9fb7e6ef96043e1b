import { syncBuiltinESMExports } from 'node:module';

type Callable = (...args: never[]) => unknown;

/** Functions that are replaced from a moment on. */
export interface Switched {
  /** Replaces a function of an object from the switch on. */
  readonly put: (owner: object, name: string, virtual: Callable) => void;
  /** Puts the replacements into the bindings of modules as well. */
  readonly sync: () => void;
  readonly isOn: () => boolean;
  readonly turnOn: () => void;
}

/**
 * Creates replacements that pass to the real functions until the switch is turned on. A module that keeps one of them while
 * it is loaded, as in `const { random } = Math`, then has the replacement.
 */
export const switchedFunctions = (): Switched => {
  let isOn = false;
  return {
    put: (owner, name, virtual) => {
      const real = (owner as Record<string, unknown>)[name];
      const value = new Proxy(real as Callable, {
        apply: (target, self, args: unknown[]) =>
          Reflect.apply(isOn ? virtual : target, self, args) as unknown,
      });
      Object.defineProperty(owner, name, { value, configurable: true, writable: true });
    },
    sync: syncBuiltinESMExports,
    isOn: () => isOn,
    turnOn: () => {
      isOn = true;
    },
  };
};
