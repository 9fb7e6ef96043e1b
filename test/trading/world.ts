import { BehaviorSubject, EMPTY, map, type Observable, of, switchMap, tap } from 'rxjs';
import {
  createExecutionClient,
  type ExecutionClient,
  type JournalRecord,
  type OrderRequest,
  type OrderTransition,
  remaining,
} from '../../src/execution/index';
import { createVirtualSimulator, virtualClock } from '../../src/simulator/index';
import {
  remoteTrading,
  type RemoteTradingOptions,
  serveTrading,
  type TradingPolicy,
} from '../../src/trading/index';
import { portPair, type PortPairConfig } from './lossy-ports';

export const pair = 'btc_jpy';
const last = 13_000_000;
export const resting: OrderRequest = { pair, side: 'buy', type: 'limit', amount: '0.01', price: 12_000_000 };
export const taking: OrderRequest = { pair, side: 'buy', type: 'market', amount: '0.02' };
const account = { apiKey: 'key', apiSecret: 'hush', balances: { jpy: '10000000', btc: '10' } };

export interface WorldConfig extends Partial<Pick<PortPairConfig, 'toGateway' | 'toCaller'>> {
  readonly policy?: TradingPolicy;
}

/** Creates a venue, a gateway with a disk, and a caller, in one virtual time. */
export const createWorld = ({ policy = {}, ...fates }: WorldConfig = {}) => {
  const clock = virtualClock(Date.UTC(2026, 0, 5));
  const sim = createVirtualSimulator({
    scheduler: clock,
    participants: false,
    accounts: [account, { ...account, apiKey: 'maker' }],
  });
  sim.venue.seedLastPrice(pair, last);
  const disk: JournalRecord[] = [];
  let areIdsListed = true;
  const sendRequest: typeof sim.sendRequest = (asked) =>
    sim.sendRequest(asked).pipe(
      map((reply) => {
        const isList = asked.url.includes('/spot/active_orders');
        return isList && !areIdsListed
          ? { ...reply, body: reply.body.replaceAll('"order_id":', '"order_code":') }
          : reply;
      }),
    );
  const isStreamUp = new BehaviorSubject(true);
  const openPubnub: typeof sim.openPubnub = (asked) =>
    isStreamUp.pipe(
      switchMap((isUp) => (isUp ? sim.openPubnub(asked) : of({ type: 'lost', cause: 'down' } as const))),
    );
  const client = (apiKey: string): ExecutionClient =>
    createExecutionClient({
      ...sim.urls,
      apiKey,
      apiSecret: account.apiSecret,
      writeTimeout: 1000,
      scheduler: clock,
      random: () => 0.5,
      sendRequest,
      openPubnub,
      ...(apiKey === 'key'
        ? {
            journal: {
              load: () => of(remaining(disk)),
              append: (record: JournalRecord) => {
                disk.push(record);
                return EMPTY;
              },
            },
          }
        : {}),
    });
  const maker = client('maker');
  for (const price of [last + 1000, last + 2000])
    maker.submitOrder({ pair, side: 'sell', type: 'limit', amount: '0.01', price }).subscribe();
  clock.advanceBy(2000);
  let exec = client('key');
  const refusals: string[] = [];
  const link = (given: TradingPolicy) =>
    portPair({
      scheduler: clock,
      serve: (port) =>
        serveTrading(exec, port, { keepsIds: true, scheduler: clock, ...given }).pipe(
          tap(({ reason }) => refusals.push(reason)),
        ),
      ...fates,
    });
  const ports = link(policy);
  const remote = remoteTrading(ports.caller, { scheduler: clock, random: () => 0.5 });
  return {
    clock,
    sim,
    maker,
    ports,
    remote,
    refusals,
    exec: () => exec,
    /** Creates another program that trades with the key of the gateway. */
    program: () => client('key'),
    /** `false` takes the private stream away, until a call with `true`. */
    stream: (isUp: boolean): void => isStreamUp.next(isUp),
    /** `false` takes the ids from the venue's list of open orders, until a call with `true`. */
    listIds: (areListed: boolean): void => {
      areIdsListed = areListed;
    },
    /** Creates another caller with another policy. */
    another: (given: TradingPolicy, how: RemoteTradingOptions = {}) => {
      const others = link(given);
      return {
        ports: others,
        remote: remoteTrading(others.caller, { scheduler: clock, random: () => 0.25, ...how }),
      };
    },
    /** Ends the gateway, and starts a new process with its disk. */
    restart: (): void => {
      void exec.close();
      exec = client('key');
      ports.cut();
    },
    /** Returns the number of orders that our account requested from the venue. */
    placed: (): number =>
      sim
        .journal()
        .filter(
          (entry) =>
            entry.type === 'request' &&
            entry.method === 'POST' &&
            entry.path === '/v1/user/spot/order' &&
            entry.apiKey === 'key',
        ).length,
  };
};

/** Collects the events of a life, in words. */
export const tell = (life: Observable<OrderTransition>): string[] => {
  const told: string[] = [];
  life.subscribe({
    next: (transition) => told.push(wordOf(transition)),
    error: (error: { readonly _tag: string }) => told.push(error._tag),
    complete: () => told.push('|'),
  });
  return told;
};

const wordOf = (transition: OrderTransition): string => {
  switch (transition.type) {
    case 'Canceled':
      return `Canceled by ${transition.by}`;
    case 'Rejected':
      return `Rejected ${transition.reason}`;
    default:
      return transition.type;
  }
};
