import { catchError, concat, defer, EMPTY, from, map, mergeMap, type Observable } from 'rxjs';
import type { HttpReply, SendRequest } from '../connectivity/ports';
import { causeOf } from '../model/tagged';
import { systemCodes } from '../model/system-codes';
import { stampOf, type Clock } from '../operators/clock';
import { decodeReply } from '../parsing/rest-reply';
import { SpotPairsData } from '../parsing/spot-pairs';
import type { RestNote } from './line';

/** The replies of REST that a simulated venue needs in addition to the recorded stream. */

export interface SnapshotsConfig {
  readonly sendRequest: SendRequest;
  readonly publicUrl: string;
  readonly apiUrl: string;
  readonly readTimeout: number;
  readonly clock: Clock;
  /** Runs with each path that could not be read. */
  readonly onUnread: (path: string, cause: string) => void;
}

const maxReplyBytes = 64_000_000;
/** The number of requests at the same time. */
const concurrency = 2;
const day = 86_400_000;

type Base = 'publicUrl' | 'apiUrl';

const replyOf = (config: SnapshotsConfig, base: Base, path: string): Observable<RestNote> => {
  const { sendRequest, readTimeout } = config;
  return sendRequest({ method: 'GET', url: config[base] + path, timeout: readTimeout, maxReplyBytes }).pipe(
    map(({ status, date, body }: HttpReply): RestNote => ({ type: 'rest', path, status, date, body })),
  );
};

const pairsPath = '/spot/pairs';

/** Returns the pairs that a reply of `/spot/pairs` lists; `null` if it lists none. */
export const pairsIn = ({ path, status, body }: RestNote): readonly string[] | null => {
  if (path !== pairsPath) return null;
  const replied = { endpoint: `GET ${path}`, codes: systemCodes, secret: false };
  const result = decodeReply(SpotPairsData, replied, { status, body }, () => undefined);
  return result._tag === 'Right' ? result.right.map(({ pair }) => pair) : null;
};

export const pairsReply$ = (config: SnapshotsConfig): Observable<RestNote> =>
  replyOf(config, 'apiUrl', pairsPath);

const dateOf = (t: number): string => new Date(t).toISOString().slice(0, 10).replaceAll('-', '');

const historyPaths = (pair: string, now: number): readonly string[] => [
  ...['1min', '1hour'].flatMap((type) =>
    [now - day, now].map((t) => `/${pair}/candlestick/${type}/${dateOf(t)}`),
  ),
  `/${pair}/candlestick/1day/${dateOf(now).slice(0, 4)}`,
];

/**
 * One-shot: emits the replies that show the state of the venue: rules and state of every pair, all tickers, and each
 * circuit breaker; with `history` also the candles of today and yesterday. Paths that can't be read are left out and
 * reported.
 */
export const snapshot$ = (
  config: SnapshotsConfig,
  pairs: () => readonly string[],
  history: boolean,
): Observable<RestNote> => {
  const attempt = (base: Base, path: string): Observable<RestNote> =>
    replyOf(config, base, path).pipe(
      catchError((error: unknown) => {
        config.onUnread(path, causeOf(error));
        return EMPTY;
      }),
    );
  const each = (pathsOf: (pair: string) => readonly string[]): Observable<RestNote> =>
    defer(() => from(pairs().flatMap(pathsOf))).pipe(
      mergeMap((path) => attempt('publicUrl', path), concurrency),
    );
  return concat(
    attempt('apiUrl', pairsPath),
    attempt('apiUrl', '/spot/status'),
    attempt('publicUrl', '/tickers'),
    each((pair) => [`/${pair}/circuit_break_info`]),
    history ? defer(() => each((pair) => historyPaths(pair, stampOf(config.clock)))) : EMPTY,
  );
};
