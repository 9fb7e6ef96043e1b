import { catchError, concat, defer, ignoreElements, type Observable, of } from 'rxjs';
import type { Withdrawal, WithdrawalRequest } from '../../model/withdrawal';
import type { CallError } from '../../model/errors';
import type { Rest } from '../rest/rest';
import type { WriteEvent } from '../rest/write-event';
import type { Recorder } from './recorder';

/** A withdrawal whose intent is kept until its outcome is known, sent once `ready$` has completed. Never errors. */
export const recordWithdrawal = (
  { requestWithdrawal }: Pick<Rest, 'requestWithdrawal'>,
  recorder: Recorder,
  ready$: Observable<unknown>,
  request: WithdrawalRequest,
): Observable<WriteEvent<Withdrawal>> => {
  const sending = defer(() => {
    const { asset, uuid, amount } = request;
    const recording = recorder.begin({ write: 'withdrawal', request: { asset, uuid, amount } });
    return requestWithdrawal(request, { beforeLeave: recording.beforeLeave }).pipe(recording.followWrite);
  });
  return concat(ready$.pipe(ignoreElements()), sending).pipe(
    catchError((error: CallError) => of<WriteEvent<Withdrawal>>({ type: 'Failed', error })),
  );
};
