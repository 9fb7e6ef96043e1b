import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import {
  catchError,
  defer,
  filter,
  first,
  ignoreElements,
  map,
  merge,
  of,
  tap,
  timeout,
  type Observable,
} from 'rxjs';
import type { DataClient } from '../../index';
import { causeOf } from '../../model/tagged';
import type { Pair } from '../../model/pair';
import { ok, skipped, wrong, type DoctorCheck } from './check';
import { explainPublic } from './explain';
import { clockOffsetOf, type MeteredReply } from './meter';
import { startStopwatch } from './stopwatch';

/** The time limit of one check, ms. */
export const patience = 8_000;

/** Checks that the names of the hosts resolve. */
export const namesCheck = (hosts: readonly string[]): Observable<DoctorCheck> =>
  defer(async () => {
    const names = [...new Set(hosts)].filter((host) => isIP(host) === 0 && host !== 'localhost');
    if (names.length === 0) return skipped('names', 'every host is an address');
    const failures: string[] = [];
    for (const name of names)
      await lookup(name).catch((error: unknown) => failures.push(`${name}: ${causeOf(error)}`));
    return failures.length === 0
      ? ok('names', names.join(', '))
      : wrong('names', failures.join('; '), 'look at the name servers and the network of this machine');
  });

/** Requests something that needs no key. It tests the name, the encryption and the first reply together. */
export const askCheck = (check: string, url: string, ask$: Observable<unknown>): Observable<DoctorCheck> =>
  defer(() => {
    const elapsed = startStopwatch();
    return ask$.pipe(
      timeout(patience),
      first(),
      map(() => ok(check, `${url} answers, in ${elapsed().toFixed(0)} ms`)),
      catchError((error: unknown) => {
        const { text, advice } = explainPublic(error);
        return of(wrong(check, `${url}: ${text}`, advice));
      }),
    );
  });

/**
 * The greatest time in ms by which a request time may be ahead of the venue's clock. The usual time windows are not
 * much longer.
 */
const tolerated = 1_000;

const seconds = (ms: number): string => (Math.abs(ms) / 1_000).toFixed(1);

/** Checks the clocks. It fails only if they certainly differ by more than is tolerated. */
export const clockCheck = (replies: readonly MeteredReply[]): DoctorCheck => {
  const offset = clockOffsetOf(replies);
  if (offset === null) return skipped('clock', 'no reply had the time of the venue');
  const { least, most } = offset;
  if (least <= tolerated && most >= -tolerated)
    return ok('clock', `within ${seconds(Math.max(Math.abs(least), Math.abs(most)))} s of the venue's`);
  const far = least > tolerated ? least : most;
  return wrong(
    'clock',
    `${seconds(far)} s ${far > 0 ? 'behind' : 'ahead of'} the venue's`,
    'set the clock of this machine, by NTP (timedatectl set-ntp true)',
  );
};

/** Checks the handshake of the public stream and the first whole. */
export const streamCheck = (data: DataClient, pair: Pair, url: string): Observable<DoctorCheck> =>
  defer(() => {
    const elapsed = startStopwatch();
    const since = (): string => `${elapsed().toFixed(0)} ms`;
    let opened = '';
    let cause: string | null = null;
    const watching$ = data.connection$.pipe(
      tap((connection) => {
        if (connection.state === 'open' && opened === '') opened = since();
        if (connection.cause !== null) cause = connection.cause;
      }),
      ignoreElements(),
    );
    return merge(watching$, data.depthWhole$(pair)).pipe(
      filter(({ bids, asks }) => bids.length + asks.length > 0),
      first(),
      timeout(patience),
      map(() =>
        ok('stream', `${url}: open after ${opened}, the first whole book of ${pair} after ${since()}`),
      ),
      catchError(() =>
        of(
          opened === ''
            ? wrong(
                'stream',
                `${url}: ${cause ?? 'no answer'}`,
                'a firewall or a proxy may block WebSockets: try from another network',
              )
            : wrong(
                'stream',
                `${url}: open, but no book of ${pair} came`,
                'the venue has trouble, or the pair is suspended: try later',
              ),
        ),
      ),
    );
  });
