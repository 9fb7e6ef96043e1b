import { concat, defer, EMPTY, filter, ignoreElements, NEVER, Observable, of, timer } from 'rxjs';
import {
  createExecutionClient,
  type ExecutionClient,
  type JournalRecord,
  type OrderJournal,
  remaining,
  type SendRequest,
} from '../../../src/execution/index';
import { createVirtualSimulator, type Fault, virtualClock } from '../../../src/simulator/index';

export const pair = 'btc_jpy';
export const price = 13_000_000;
export const postOrder = { path: '/v1/user/spot/order' };
const epoch = Date.UTC(2026, 0, 5);
const account = { apiKey: 'key', apiSecret: 'secret', balances: { jpy: '1000000000', btc: '100' } };
const maker = { ...account, apiKey: 'maker' };

export interface WorldOptions {
  readonly faults?: readonly Fault[];
  readonly authentication?: 'time-window' | 'nonce';
}

/** The program of a process. `step` is a moment at which it may crash. */
export type Program = (exec: ExecutionClient, step: (name: string) => void) => void;

/** Creates a venue, a disk and a clock, which outlive the processes that use them. */
export const createWorld = ({ faults = [], authentication = 'time-window' }: WorldOptions = {}) => {
  const clock = virtualClock(epoch);
  const sim = createVirtualSimulator({
    scheduler: clock,
    participants: false,
    latency: 5,
    accounts: [account, maker],
    faults: faults.map((fault) => ({ ...fault, only: { apiKey: account.apiKey, ...fault.only } })),
  });
  sim.venue.seedLastPrice(pair, price);
  const disk: JournalRecord[] = [];
  const ports = { scheduler: clock, random: () => 0.5, openPubnub: sim.openPubnub };
  // It gives the client something to trade with.
  const other = createExecutionClient({
    ...sim.urls,
    apiKey: maker.apiKey,
    apiSecret: maker.apiSecret,
    ...ports,
    sendRequest: sim.sendRequest,
  });
  other.submitOrder({ pair, side: 'sell', type: 'limit', amount: '1', price: price + 1000 }).subscribe();

  /**
   * Starts a process that crashes at its nth step (0: the first). Steps are the boundaries between process, disk, wire
   * and venue. After its crash nothing crosses any of them. Returns the names of the steps as they are made.
   */
  const start = (program: Program, crashAt = Infinity, onCrash: () => void = () => undefined): string[] => {
    const steps: string[] = [];
    let hasCrashed = false;
    const survives = (name: string): boolean => {
      if (hasCrashed) return false;
      steps.push(name);
      if (steps.length <= crashAt) return true;
      hasCrashed = true;
      clock.schedule(() => {
        void exec.close();
        onCrash();
      });
      return false;
    };
    const whileAlive = <T>(source: Observable<T>): Observable<T> =>
      defer(() => (hasCrashed ? NEVER : source.pipe(filter(() => !hasCrashed))));

    const journal: OrderJournal = {
      load: () => whileAlive(of(remaining(disk))),
      append: (record) =>
        concat(
          timer(1, clock).pipe(ignoreElements()),
          defer(() => {
            if (!survives(`before ${record.type} is on disk`)) return NEVER;
            disk.push(record);
            return survives(`after ${record.type} is on disk`) ? EMPTY : NEVER;
          }),
        ),
    };
    const sendOrder: SendRequest = (request) =>
      new Observable((subscriber) => {
        if (!survives('before an order leaves')) return undefined;
        const exchange = sim.sendRequest(request).subscribe({
          next: (reply) => {
            if (!survives('before the reply is read')) return;
            subscriber.next(reply);
            subscriber.complete();
          },
          error: (error: unknown) => {
            if (survives('before a failure is read')) subscriber.error(error);
          },
        });
        survives('while an order is under way');
        return exchange;
      });
    const exec = createExecutionClient({
      ...sim.urls,
      apiKey: account.apiKey,
      apiSecret: account.apiSecret,
      authentication,
      writeTimeout: 1500,
      readTimeout: 1500,
      settle: 1000,
      journal,
      scheduler: clock,
      random: () => 0.5,
      sendRequest: (request) =>
        request.method === 'POST' && request.url.endsWith('/user/spot/order')
          ? sendOrder(request)
          : whileAlive(sim.sendRequest(request)),
      openPubnub: (subscription) => whileAlive(sim.openPubnub(subscription)),
    });
    program(exec, (name) => void survives(name));
    return steps;
  };
  /** Returns the venue's orders of the account. */
  const orders = () => {
    const states = sim
      .journal()
      .flatMap((entry) => (entry.type === 'order' && entry.apiKey === account.apiKey ? [entry.order] : []));
    return new Map(states.map((order) => [order.orderId, order]));
  };
  const close = (): void => {
    void other.close();
    sim.close();
  };
  return { clock, disk, orders, start, close };
};
