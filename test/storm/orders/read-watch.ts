import { defer, finalize, tap } from 'rxjs';
import type { HttpReply, HttpRequest, SendRequest } from '../../../src/connectivity/ports';

/** The groups of reads that read the same things. */
export type Reads = 'orders' | 'assets' | 'positions';

const readsByName: Readonly<Record<string, Reads>> = {
  active_orders: 'orders',
  orders_info: 'orders',
  trade_history: 'orders',
  assets: 'assets',
  positions: 'positions',
};

/** Returns the group for the last part of a path, which is also the name of a read in a diagnostic. */
export const readsOf = (name: string): Reads | undefined => readsByName[name];

/** Measures how long reads were held up: under way without a reply, or kept back because of too many calls. */
export interface ReadWatch {
  readonly sendRequest: SendRequest;
  /** Returns the total time, ms. */
  readonly heldUpFor: (reads: Reads) => number;
}

/** Watches reads. `isSerial` means one request at a time, so that each of them holds up every read. */
export const watchReads = (sendRequest: SendRequest, now: () => number, isSerial: boolean): ReadWatch => {
  const watches = { orders: stopwatch(now), assets: stopwatch(now), positions: stopwatch(now) };
  const all = Object.values(watches);
  /** True after a refusal for too many calls. No read leaves for a while then. */
  let isPaused = false;

  const heldUpBy = (reads: Reads | undefined): readonly Stopwatch[] => {
    if (isSerial) return all;
    return reads === undefined ? [] : [watches[reads]];
  };
  const pause = (reads: Reads | undefined, { status }: HttpReply): void => {
    if (status !== 429 || reads === undefined || isPaused) return;
    isPaused = true;
    for (const { start } of all) start();
  };
  const resume = (reads: Reads | undefined): void => {
    if (!isPaused || reads === undefined) return;
    isPaused = false;
    for (const { stop } of all) stop();
  };
  return {
    heldUpFor: (reads) => watches[reads].total(),
    sendRequest: (request) =>
      defer(() => {
        const reads = readsOf(nameOf(request));
        const held = heldUpBy(reads);
        resume(reads);
        for (const { start } of held) start();
        return sendRequest(request).pipe(
          tap((reply) => pause(reads, reply)),
          finalize(() => {
            for (const { stop } of held) stop();
          }),
        );
      }),
  };
};

const nameOf = ({ url }: HttpRequest): string => new URL(url).pathname.split('/').at(-1) ?? '';

interface Stopwatch {
  readonly start: () => void;
  readonly stop: () => void;
  /** Returns how long it has run, ms. Overlapping times count once. */
  readonly total: () => number;
}

const stopwatch = (now: () => number): Stopwatch => {
  let running = 0;
  let begun = 0;
  let total = 0;
  return {
    start: () => {
      if (running === 0) begun = now();
      running += 1;
    },
    stop: () => {
      running -= 1;
      if (running === 0) total += now() - begun;
    },
    total: () => total + (running > 0 ? now() - begun : 0),
  };
};
