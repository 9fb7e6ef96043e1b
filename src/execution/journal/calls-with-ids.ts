import { concatMap, from, type Observable, of, throwError } from 'rxjs';
import type { OrderRef, OrderRequest } from '../../model/order';
import type { OrderTransition } from '../../model/order-transition';
import type { Withdrawal, WithdrawalRequest } from '../../model/withdrawal';
import { requestError } from '../../model/errors';
import type { Recorder } from './recorder';
import { noMemory, memoryAfter, replayLife } from '../order/call-memory';
import { askedOrder, askedReplacement, askedWithdrawal, type Asked } from '../order/asked';
import type { CommandCall, Commands, IdProblem } from '../order/commands';
import { type Course, courseOf } from '../../operators/course';
import { wasSent } from '../order/context';
import { rejected } from '../order/rejected';
import { replace } from '../order/replace';
import type { Replacement } from '../order/replacement';
import { type Stop, stopOf } from '../order/stop';
import type { SubmitContext, SubmitOptions } from '../order/submission';
import { submit } from '../order/submit';
import type { PrivateWrites } from '../rest/rest';
import type { WriteEvent } from '../rest/write-event';

export interface CallsWithIdsConfig {
  readonly commands: Commands;
  readonly context: SubmitContext;
  readonly recorder: Recorder;
  readonly api: Pick<PrivateWrites, 'requestWithdrawal'>;
  /** Keeps a life going while it is subscribed to, until the client is closed or `until` completes it. */
  readonly during: <T>(source: Observable<T>, until?: Until) => Observable<T>;
}

export interface Withdrawable extends SubmitOptions {
  /** The stop that keeps the call from leaving. */
  readonly withdrawal?: Stop;
}

/** An operator that completes a source at the end of the client. */
export type Until = <T>(source: Observable<T>) => Observable<T>;

/** The commands whose effect must not be repeated. Each has an id, and all callers with the same id share one course. */
export interface CallsWithIds {
  readonly submit: (
    request: OrderRequest,
    options: Withdrawable,
    id: string | undefined,
    until?: Until,
  ) => () => Course<OrderTransition>;
  readonly replace: (
    ref: OrderRef,
    changes: Replacement,
    id: string | undefined,
  ) => () => Course<OrderTransition>;
  readonly withdraw: (
    request: WithdrawalRequest,
    id: string | undefined,
  ) => () => Course<WriteEvent<Withdrawal>>;
  /** Returns the life of the order that a call with this id placed. It is an error if there is none. */
  readonly track: (id: string) => () => Course<OrderTransition>;
}

export const createCallsWithIds = ({
  commands,
  context,
  recorder,
  api,
  during,
}: CallsWithIdsConfig): CallsWithIds => {
  const rememberOrder: CommandCall<OrderTransition>['remember'] = (id, values) => {
    const memory = values.reduce(memoryAfter, noMemory(id));
    return () => during(replayLife(context, memory));
  };

  const placing = (
    id: string | undefined,
    asked: Asked,
    start: (id: string) => Observable<OrderTransition>,
    until?: Until,
  ): (() => Course<OrderTransition>) => {
    const call: CommandCall<OrderTransition> = {
      id,
      asked,
      start: (given) => during(start(given), until),
      remember: rememberOrder,
      refuse: (problem) => of(refusedId(problem)),
    };
    return () => commands.run(call);
  };

  const withdraw = (request: WithdrawalRequest, id: string): Observable<WriteEvent<Withdrawal>> => {
    const { asset, uuid, amount } = request;
    const recording = recorder.withdrawal(id, { asset, uuid, amount });
    return api.requestWithdrawal(request, { keep: recording.keep }).pipe(
      recording.follow,
      // A call that was not sent may be repeated under its id.
      concatMap((event) =>
        event.type === 'Failed' && !wasSent(event.error) ? throwError(() => event.error) : of(event),
      ),
    );
  };

  return {
    submit: (request, { allowEqualInFlight, withdrawal }, id, until) =>
      placing(
        id,
        askedOrder(request),
        (given) =>
          submit(context, request, {
            id: given,
            stop: stopOf(context.halted, request, withdrawal),
            allowEqualInFlight,
          }),
        until,
      ),
    replace: (ref, changes, id) =>
      placing(id, askedReplacement(ref, changes), (given) => replace(context, ref, changes, given)),
    withdraw: (request, id) => () =>
      commands.run<WriteEvent<Withdrawal>>({
        id,
        asked: askedWithdrawal(request),
        start: (given) => withdraw(request, given),
        remember: (_, values) => () => from(values),
        refuse: ({ expected, actual }) =>
          throwError(() => requestError('POST /user/request_withdrawal', 'id', expected, actual)),
      }),
    track: (id) => () => {
      const found = commands.find(id);
      return found?.asked().startsWith('["withdrawal"') === false
        ? (found.life() as Course<OrderTransition>)
        : courseOf(
            throwError(() => requestError('trackOrder', 'id', 'that of an order of the last day', id)),
          );
    },
  };
};

const refusedId = ({ type, expected, actual }: IdProblem): OrderTransition =>
  rejected('client', type, `id: expected ${expected}, got ${actual}`, null, [
    { field: 'id', rule: expected, actual, nearest: null },
  ]);
