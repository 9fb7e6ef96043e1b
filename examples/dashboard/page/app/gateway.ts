import {
  catchError,
  defer,
  distinctUntilChanged,
  filter,
  from,
  map,
  of,
  share,
  switchMap,
  timer,
  type Observable,
} from 'rxjs';
import type { PageConfig } from '../../gateway/messages';

/** The interval at which the page checks that the gateway is there, ms. */
const lookInterval = 3_000;

/** Emits the gateway's configuration, again and again; `null` if it does not answer. */
const looked$: Observable<PageConfig | null> = timer(0, lookInterval).pipe(
  switchMap(() =>
    defer(() => from(fetch('/config.json', { signal: AbortSignal.timeout(lookInterval) }))).pipe(
      switchMap((reply) => reply.json() as Promise<PageConfig>),
      catchError(() => of(null)),
    ),
  ),
  share(),
);

/** Emits true while the gateway does not answer. */
export const isGone$: Observable<boolean> = looked$.pipe(
  map((config) => config === null),
  distinctUntilChanged(),
);

/** Emits the configuration of each run of the gateway. A new run has another exchange and another token. */
export const config$: Observable<PageConfig> = looked$.pipe(
  filter((config) => config !== null),
  distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
);

/** Returns the address at which the gateway trades for the page. */
export const tradingUrl = (token: string): string =>
  `${location.origin.replace(/^http/, 'ws')}/trading?token=${token}`;
