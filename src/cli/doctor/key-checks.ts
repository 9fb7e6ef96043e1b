import {
  catchError,
  concatMap,
  defer,
  filter,
  first,
  ignoreElements,
  map,
  merge,
  of,
  range,
  tap,
  timeout,
  timer,
  toArray,
  type Observable,
} from 'rxjs';
import type { CancelOutcome, ExecutionClient } from '../../execution/index';
import { familyOf } from '../../model/venue-code';
import { causeOf } from '../../model/tagged';
import { ok, skipped, wrong, type DoctorCheck } from './check';
import { explain, type Circumstances } from './explain';
import { patience } from './network-checks';
import { startStopwatch } from './stopwatch';

/** The number of timed reads, and the ms between them: few enough for a key that others use as well. */
const [samples, apart] = [6, 150];

/** Checks that the key can read. It requests the balances several times, in order to measure the time. */
export const keyCheck = (client: ExecutionClient, circumstances: Circumstances): Observable<DoctorCheck> =>
  range(0, samples).pipe(
    concatMap((i) => timer(i === 0 ? 0 : apart).pipe(concatMap(() => client.rest.assets()))),
    timeout({ each: patience }),
    toArray(),
    map((replies) => ok('key', `it reads: ${replies[0]?.length ?? 0} assets`)),
    catchError((error: unknown) => {
      const { text, advice } = explain(error, circumstances);
      return of(wrong('key', text, advice));
    }),
  );

/** Checks that there is a token, and that it opens its channel. */
export const privateStreamCheck = (client: ExecutionClient, origin: string): Observable<DoctorCheck> =>
  defer(() => {
    const elapsed = startStopwatch();
    let cause: string | null = null;
    return merge(client.privateEvents$.pipe(ignoreElements()), client.connection$).pipe(
      tap((connection) => (cause = connection.cause ?? cause)),
      filter(({ state }) => state === 'open'),
      first(),
      timeout(patience),
      map(() => ok('private stream', `${origin}: open after ${elapsed().toFixed(0)} ms`)),
      catchError((error: unknown) => {
        const isLate = (error as Error).name === 'TimeoutError' || (error as Error).name === 'EmptyError';
        return of(
          wrong(
            'private stream',
            `${origin}: ${cause ?? (isLate ? 'no answer' : causeOf(error))}`,
            'a firewall or a proxy may block it; without it the client learns of fills by reads only',
          ),
        );
      }),
    );
  });

/** An order that cannot exist, because ids of the venue have eleven digits. */
const nobodys = { pair: 'btc_jpy', orderId: 1 };

export const tradePermissionRequest = `POST /user/spot/cancel_order ${JSON.stringify({ pair: nobodys.pair, order_id: nobodys.orderId })}`;

const ofOutcome = (outcome: CancelOutcome, circumstances: Circumstances): DoctorCheck => {
  const name = 'may trade';
  if (outcome.type !== 'Refused')
    return outcome.type === 'Unresolved'
      ? skipped(name, `the answer does not show it: ${outcome.message}`)
      : ok(name, `by the answer to a cancel: ${outcome.type}`);
  const { code, message } = outcome;
  const family = code === null ? null : familyOf(code);
  if (family === 'AUTHENTICATION_ERROR')
    return wrong(
      name,
      `a cancel is refused: ${message}`,
      circumstances.mayRead
        ? 'the key may read but not trade: allow trading on the settings page of the venue'
        : 'first solve why the key can not read',
    );
  return family === 'DATA_ERROR'
    ? ok(name, `by the answer to a cancel: the venue looked for the order (${code})`)
    : skipped(name, `the answer does not show it: ${message}`);
};

/** Cancels an order that cannot exist, once and never again. The answer shows whether the key may trade. */
export const tradePermissionCheck = (
  client: ExecutionClient,
  circumstances: Circumstances,
): Observable<DoctorCheck> =>
  client.cancelOrder(nobodys).pipe(
    timeout(patience),
    map((outcome) => ofOutcome(outcome, circumstances)),
    catchError((error: unknown) =>
      of(skipped('may trade', `the answer does not show it: ${causeOf(error)}`)),
    ),
  );
