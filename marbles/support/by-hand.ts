import { map, NEVER, type Observable } from 'rxjs';
import { type RunHelpers, TestScheduler } from 'rxjs/testing';
import { expect } from 'vitest';
import type { ExecutionClient, ExecutionParts } from '../../src/execution/client';
import type { Answered } from '../../src/execution/rest/call';
import type { Stamp } from '../../src/execution/rest/signing';
import type { WriteEvent } from '../../src/execution/rest/write-event';
import type { PrivateStreamEvent } from '../../src/execution/stream/private-stream';
import { httpError } from '../../src/model/errors';
import type { Fill } from '../../src/model/fill';
import type { Order } from '../../src/model/order';
import type { OrderTransition } from '../../src/model/order-transition';
import type { PrivateNews } from '../../src/model/private-event';
import { clockOf } from '../../src/operators/clock';
import { clientOf } from './order-client';
import { apiOf, type Calls } from './order-venue';

// What a story can't draw: calls that are answered by what they ask for, and hours.

const stamp: Stamp = { type: 'time-window', requestTime: 0, timeWindow: 2000 };
export const sent: WriteEvent<never> = { type: 'Sent', stamp, at: 0 };
export const done = <T>(value: T): WriteEvent<T> => ({ type: 'Done', value });
export const timedOut = httpError('POST', 'timeout', 'unknown', 'timed out');

/** A reply that proves that nothing sent at the start can be admitted any more. */
export const fence: Answered = {
  stamp: { type: 'time-window', requestTime: 1, timeWindow: 5000 },
  date: 4000,
  admitted: true,
};

export const connected: PrivateStreamEvent = { type: 'connected', resumedFrom: null };
let timetoken = 18_000_000_000_000_000n;
const message = (news: PrivateNews): PrivateStreamEvent => ({
  type: 'message',
  event: { ...news, timetoken: String(++timetoken) },
});
export const told = (...orders: readonly Order[]): PrivateStreamEvent =>
  message({ type: 'spot_order', orders });
export const traded = (...fills: readonly Fill[]): PrivateStreamEvent =>
  message({ type: 'spot_trade', fills });

interface Venue {
  readonly rest?: Partial<Calls>;
  readonly stream$?: Observable<PrivateStreamEvent>;
  readonly parts?: Partial<ExecutionParts>;
  /** The reply to an order names the order that the spec says, whatever was asked for. */
  readonly repliesAsDrawn?: boolean;
}

interface Spec extends RunHelpers {
  /** A client of a stubbed venue, closed after ten minutes. */
  readonly client: (venue: Venue) => ExecutionClient;
  readonly scheduler: TestScheduler;
}

/** Runs a spec in virtual time. */
export const spec = (run: (spec: Spec) => void): void => {
  const scheduler = new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected);
  });
  scheduler.run((helpers) => {
    const client = ({ rest = {}, stream$ = NEVER, parts, repliesAsDrawn }: Venue): ExecutionClient => {
      const drawn = repliesAsDrawn === true ? { api: apiOf(rest, (order) => order) } : {};
      const exec = clientOf(clockOf(scheduler), rest, { stream$, ...drawn, ...parts });
      scheduler.schedule(() => void exec.close(), 600_000);
      return exec;
    };
    run({ ...helpers, client, scheduler });
  });
};

/** A transition in a word or two, so that a diagram can name it. */
export const labels = map((transition: OrderTransition): string => {
  switch (transition.type) {
    case 'Accepted':
      return transition.attribution === 'reply' ? 'Accepted' : 'Accepted, inferred';
    case 'Rejected':
      return `Rejected by ${transition.by}: ${transition.reason}`;
    case 'Unresolved':
      return `Unresolved: ${transition.candidates.map(({ orderId }) => orderId).join(' or ')}`;
    default:
      return transition.type;
  }
});
