import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { devNull } from 'node:os';
import tls from 'node:tls';
import workerThreads from 'node:worker_threads';
import { backtestError, placeIn } from '../run/backtest-error';

/**
 * The functions of files that stay. Writing to an open file and closing it tell a strategy nothing, so that a log which a
 * module opened while it was loaded goes on. Node itself calls `realpathSync` to find a module that is loaded already.
 */
const harmless: readonly string[] = [
  ...['write', 'writeSync', 'writev', 'writevSync', 'close', 'closeSync', 'sync', 'datasync'],
  ...['fsync', 'fsyncSync', 'fdatasync', 'fdatasyncSync', 'unwatchFile', 'realpathSync', 'constructor'],
];

/** Returns the names of all other functions of an object. Those of classes begin with a capital letter. */
const functionsOfFiles = (owner: object): readonly string[] =>
  Object.getOwnPropertyNames(owner).filter(
    (name) =>
      typeof Object.getOwnPropertyDescriptor(owner, name)?.value === 'function' &&
      /^[a-z]/.test(name) &&
      !harmless.includes(name),
  );

/**
 * Returns the functions that reach out of a backtest, by module. A function that reads files could read the recording
 * beyond its clock, and one that only looks at them shows how far it goes on.
 */
const reachingFunctions = (
  openFile: object,
): readonly (readonly [name: string, module: object, names: readonly string[]])[] => [
  ['fs', fs, functionsOfFiles(fs)],
  ['fs/promises', fs.promises, functionsOfFiles(fs.promises)],
  ['FileHandle', openFile, functionsOfFiles(openFile)],
  ['net', net, ['connect', 'createConnection', 'createServer', 'Socket', 'Server']],
  ['tls', tls, ['connect', 'createServer']],
  ['http', http, ['request', 'get', 'createServer']],
  ['https', https, ['request', 'get', 'createServer']],
  ['dgram', dgram, ['createSocket']],
  ['dns', dns, ['lookup', 'resolve', 'resolve4', 'resolve6']],
  ['dns/promises', dns.promises, ['lookup', 'resolve', 'resolve4', 'resolve6']],
  [
    'child_process',
    childProcess,
    ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'],
  ],
  ['worker_threads', workerThreads, ['Worker']],
  ['globalThis', globalThis, ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']],
];

/** Returns the prototype of the files that `fs/promises` opens. Node does not export it. */
export const prototypeOfFiles = async (): Promise<object> => {
  const file = await fs.promises.open(devNull);
  await file.close();
  return Object.getPrototypeOf(file) as object;
};

type Callable = (...args: unknown[]) => unknown;

export interface Gate {
  /** Lets the calls inside a function reach out. */
  readonly through: <T>(run: () => T) => T;
}

/**
 * Closes the gate. From here on every call that reaches out throws a `BacktestError`, `real-io`, and is reported to
 * `onReach` even if the strategy catches it. `openFile` is the prototype of files that were opened before.
 */
export const closeGate = (module: string, openFile: object, onReach: (error: unknown) => void): Gate => {
  let isOpen = false;
  for (const [name, owner, names] of reachingFunctions(openFile))
    for (const key of names) {
      const original = (owner as Record<string, unknown>)[key];
      if (typeof original !== 'function') continue;
      const refuse = (): never => {
        const error = backtestError(
          'real-io',
          `a backtest has no ${name}.${key}: a strategy has its world and nothing else`,
          placeIn(new Error().stack ?? '', module),
        );
        onReach(error);
        throw error;
      };
      const guarded = new Proxy(original as Callable, {
        apply: (target, self, args: unknown[]) => (isOpen ? Reflect.apply(target, self, args) : refuse()),
        construct: (target, args: unknown[], made) =>
          isOpen ? (Reflect.construct(target, args, made) as object) : refuse(),
      });
      Object.defineProperty(owner, key, { value: guarded, configurable: true, writable: true });
    }
  syncBuiltinESMExports();
  return {
    through: (run) => {
      const was = isOpen;
      isOpen = true;
      try {
        return run();
      } finally {
        isOpen = was;
      }
    },
  };
};
