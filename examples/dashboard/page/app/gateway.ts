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

/** How often the page looks whether the gateway is there, ms. */
const lookInterval = 3_000;

/** What the gateway says of itself, again and again; `null` where it does not answer. */
const looked$: Observable<PageConfig | null> = timer(0, lookInterval).pipe(
  switchMap(() =>
    defer(() => from(fetch('/config.json', { signal: AbortSignal.timeout(lookInterval) }))).pipe(
      switchMap((reply) => reply.json() as Promise<PageConfig>),
      catchError(() => of(null)),
    ),
  ),
  share(),
);

/** The gateway does not answer. */
export const isGone$: Observable<boolean> = looked$.pipe(
  map((config) => config === null),
  distinctUntilChanged(),
);

/** Each run of the gateway: a new one has another exchange and another token. */
export const config$: Observable<PageConfig> = looked$.pipe(
  filter((config) => config !== null),
  distinctUntilChanged((a, b) => JSON.stringify(a) === JSON.stringify(b)),
);

/** Where the gateway trades for the page. */
export const tradingUrl = (token: string): string =>
  `${location.origin.replace(/^http/, 'ws')}/trading?token=${token}`;
