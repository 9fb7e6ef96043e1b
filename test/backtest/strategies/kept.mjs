import nodeCrypto, { randomBytes, randomInt } from 'node:crypto';
import timers from 'node:timers';
import timersPromises from 'node:timers/promises';
import { promisify } from 'node:util';
import { defer, ignoreElements } from 'rxjs';

// What a module keeps while it is loaded. It may even have used it then.
const { random } = Math;
const { now } = Date;
const { randomUUID } = nodeCrypto;
const { setTimeout: later, setImmediate: soon } = timers;
const { setTimeout: wait } = timersPromises;
const { setTimeout: pause } = globalThis;
const KeptDate = Date;
const clockNow = performance.now.bind(performance);
const getRandomValues = globalThis.crypto.getRandomValues.bind(globalThis.crypto);
const webUUID = globalThis.crypto.randomUUID.bind(globalThis.crypto);
const sleep = promisify(setTimeout);
const bytesLater = promisify(randomBytes);
const begun = [random(), now(), randomUUID(), clockNow()];
await sleep(1);

/** Fails with what it found: the random numbers, and the time in ms that passed in each way of waiting. */
export default ({ scheduler }) =>
  defer(async () => {
    const waits = {
      later: () => new Promise((resolve) => later(resolve, 1_000)),
      pause: () => new Promise((resolve) => pause(resolve, 1_000)),
      soon: () => new Promise((resolve) => soon(resolve)),
      wait: () => wait(1_000),
      sleep: () => sleep(1_000),
      abort: () =>
        new Promise((resolve) =>
          globalThis.AbortSignal.timeout(1_000).addEventListener('abort', () => resolve()),
        ),
    };
    const passed = {};
    for (const [name, run] of Object.entries(waits)) {
      const [from, fromDate, fromClock] = [scheduler.now(), new KeptDate().getTime(), clockNow()];
      await run();
      passed[name] = [scheduler.now() - from, now() - fromDate, clockNow() - fromClock];
    }
    const numbers = [
      ...[
        random(),
        randomUUID(),
        webUUID(),
        randomInt(1_000),
        randomInt(5, 7),
        randomBytes(4).toString('hex'),
      ],
      ...[getRandomValues(new Uint16Array(2)).join(), (await bytesLater(2)).toString('hex')],
      ...nodeCrypto.getRandomValues(new Uint8Array(2)),
      ...nodeCrypto.randomFillSync(new Uint8Array(4), 1, 2),
    ];
    throw new Error(JSON.stringify({ passed, numbers, begun: begun.length }));
  }).pipe(ignoreElements());
