import { NEVER, type Observable } from 'rxjs';
import { type RunHelpers, TestScheduler } from 'rxjs/testing';
import { expect } from 'vitest';
import type { ExecutionClient, ExecutionParts } from '../../src/execution/client';
import type { Stamp } from '../../src/execution/rest/signing';
import type { WriteEvent } from '../../src/execution/rest/write-event';
import type { PrivateStreamEvent } from '../../src/execution/stream/private-stream';
import type { Fill } from '../../src/model/fill';
import type { Order } from '../../src/model/order';
import type { PrivateNews } from '../../src/model/private-event';
import { clockOf } from '../../src/operators/clock';
import { clientOf } from './order-client';
import { apiOf, type Calls } from './order-venue';

// Specs that a story can't draw: calls whose answer depends on the request, and hours.

const stamp: Stamp = { type: 'time-window', requestTime: 0, timeWindow: 2000 };
export const sent: WriteEvent<never> = { type: 'Sent', stamp, at: 0 };
export const done = <T>(value: T): WriteEvent<T> => ({ type: 'Done', value });

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
  /** `true`: the reply to an order names the order in the spec, whatever the request was. */
  readonly repliesAsDrawn?: boolean;
}

interface Spec extends RunHelpers {
  /** Creates a client of a stubbed venue, closed after ten minutes. */
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
