import { delay, mergeMap, type Observable, of, type SchedulerLike, tap } from 'rxjs';
import type { OpenPubnub, PubnubEvent } from '../../../src/connectivity/pubnub';
import type { Overtaken } from './script';

export type Message = Extract<PubnubEvent, { readonly type: 'message' }>;

/**
 * The last part of the private stream's way to our client. Later messages overtake earlier ones here, because PubNub
 * keeps no order.
 */
export interface Channel {
  readonly openPubnub: OpenPubnub;
  /** Links that did not continue at the greatest timetoken that had come. */
  readonly violations: readonly string[];
}

export const createChannel = (
  open: OpenPubnub,
  overtaken: readonly Overtaken[],
  scheduler: SchedulerLike,
  onMessage: (message: Message) => void,
): Channel => {
  const delays = new Map(overtaken.map(({ nth, ms }) => [nth, ms]));
  const violations: string[] = [];
  let count = 0;
  let greatest: string | null = null;

  const note = (event: PubnubEvent): void => {
    if (event.type === 'connected') greatest ??= event.timetoken;
    if (event.type !== 'message') return;
    if (greatest === null || BigInt(event.timetoken) > BigInt(greatest)) greatest = event.timetoken;
    onMessage(event);
  };
  const carry = (event: PubnubEvent): Observable<PubnubEvent> => {
    const ms = event.type === 'message' ? delays.get(++count) : undefined;
    return ms === undefined ? of(event) : of(event).pipe(delay(ms, scheduler));
  };
  return {
    violations,
    openPubnub: (subscription) => {
      if (subscription.since !== greatest)
        violations.push(`the private stream goes on from ${subscription.since}, not from ${greatest}`);
      return open(subscription).pipe(mergeMap(carry), tap(note));
    },
  };
};
