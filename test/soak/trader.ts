import { asyncScheduler, Subscription } from 'rxjs';
import { type SendRequest } from '../../src/connectivity/ports';
import { undiciHttp } from '../../src/connectivity/http-undici';
import { createExecutionClient, type ExecutionClientOptions } from '../../src/execution/index';
import type { ExecutionDiagnostic, Fill, Order, OrderRef } from '../../src/execution/index';
import { requestOf } from '../storm/orders/asked';
import { violationsOf } from '../storm/orders/oracle';
import type { Called, CancelCall, Held, Record } from '../storm/orders/record';
import type { Asked, StormPair } from '../storm/orders/script';
import { fillKey } from '../storm/orders/truth';
import { createWiretap } from '../storm/orders/wiretap';
import { historyOf } from './history';
import type { Records } from './venue';

export interface TraderConfig {
  readonly options: ExecutionClientOptions;
  readonly pair: StormPair;
  /** Returns the last price in the quote currency; `null` while it is not known. */
  readonly price: () => number | null;
  /** Returns a number in [0, 1). */
  readonly random: () => number;
}

/** An execution client that several strategies use at the same time. It records all of their calls and events. */
export interface Trader {
  readonly start: () => void;
  /** Places nothing more. Open orders stay open. */
  readonly stop: () => void;
  readonly cancelAll: () => void;
  /** Returns the events and acts that the venue's records contradict. */
  readonly judge: (records: Records) => readonly string[];
  /** Returns the events of the orders that a violation names. */
  readonly explain: (records: Records, violation: string) => readonly string[];
  /** Begins a new record. */
  readonly forget: () => void;
  readonly reconnects: () => number;
  readonly close: () => Promise<void>;
}

/** The intervals at which each strategy acts, ms. */
const rhythm = {
  quote: 1_200,
  take: 900,
  stop: 2_500,
  margin: 2_000,
  cancel: 1_100,
  replace: 1_500,
  sweep: 15_000,
};
/** The most open orders. The venue allows 30. */
const mostOpen = 20;

export const createTrader = ({ options, pair, price, random }: TraderConfig): Trader => {
  const http = undiciHttp();
  let wiretap = createWiretap(http, Date.now);
  const sendRequest: SendRequest = (request) => wiretap.sendRequest(request);
  const exec = createExecutionClient({ ...options, sendRequest });
  let calls: Called[] = [];
  let cancels: CancelCall[] = [];
  let fills: Fill[] = [];
  let diagnostics: ExecutionDiagnostic[] = [];
  let held: Held = { orders: new Map(), assets: new Map(), positions: new Map() };
  let acting = new Subscription();
  let lastId = 0;
  let reconnects = 0;
  /** The times at which trades were emitted, to find those that were emitted again after a record had ended. */
  const updatedAt = new Map<string, number>();
  let repeats: string[] = [];
  exec.fills$.subscribe((fill) => {
    const [key, now] = [fillKey(fill), Date.now()];
    const before = updatedAt.get(key);
    if (before === undefined) updatedAt.set(key, now);
    else repeats.push(`fills$: trade ${key} came again ${(now - before) / 1_000} s after the first time`);
    fills.push(fill);
  });
  exec.orders$.subscribe((orders) => (held = { ...held, orders }));
  exec.assets$.subscribe((assets) => (held = { ...held, assets }));
  exec.positions$.subscribe((positions) => (held = { ...held, positions }));
  exec.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));
  exec.connection$.subscribe(({ state }) => (reconnects += state === 'waiting' ? 1 : 0));

  const follow = (
    { asked, replaces }: Pick<Called, 'asked' | 'replaces'>,
    life: ReturnType<typeof exec.submitOrder>,
  ): void => {
    lastId += 1;
    const call: Called = {
      id: lastId,
      askedAt: Date.now(),
      asked,
      replaces,
      cancelOnUnsubscribe: false,
      transitions: [],
      sent: [],
      refusal: null,
      leftAt: null,
      error: null,
      isOver: false,
    };
    calls.push(call);
    life.subscribe({
      next: (transition) => {
        if (transition.type === 'Submitted') wiretap.leaves(call);
        call.transitions.push({ at: Date.now(), transition });
      },
      error: (error: unknown) => {
        call.error = error;
        call.isOver = true;
      },
      complete: () => (call.isOver = true),
    });
  };
  const followCancel = (refs: readonly OrderRef[], outcomes$: ReturnType<typeof exec.cancelAll>): void => {
    const call: CancelCall = { refs, askedAt: Date.now(), outcomes: [], error: null, overAt: null };
    cancels.push(call);
    outcomes$.subscribe({
      next: (outcome) => call.outcomes.push(outcome),
      error: (error: unknown) => {
        call.error = error;
        call.overAt = Date.now();
      },
      complete: () => (call.overAt = Date.now()),
    });
  };

  const upTo = (most: number): number => Math.floor(random() * most);
  const aSide = (): 'buy' | 'sell' => (random() < 0.5 ? 'buy' : 'sell');
  const away = (ticks: number): number | null => {
    const last = price();
    return last === null ? null : last + ticks;
  };
  /** Submits an order of one of few amounts, so that equal orders meet in flight. */
  const submit = (order: Partial<Asked> & Pick<Asked, 'side' | 'type'>): void => {
    const asked: Asked = {
      pair,
      lots: 100 + 10 * upTo(4),
      price: null,
      trigger: null,
      postOnly: false,
      positionSide: null,
      ...order,
    };
    follow({ asked, replaces: null }, exec.submitOrder(requestOf(asked)));
  };
  const someOpen = (): Order | undefined => [...held.orders.values()][upTo(held.orders.size)];
  const cancelAll = (): void => followCancel([], exec.cancelAll());

  const strategies: Readonly<{ [name in keyof typeof rhythm]: () => void }> = {
    quote: () => {
      for (const side of ['buy', 'sell'] as const) {
        const at = away((side === 'buy' ? -1 : 1) * (20 + upTo(2_000)));
        if (at === null || held.orders.size >= mostOpen) continue;
        submit({ side, type: 'limit', price: at, postOnly: random() < 0.5 });
      }
    },
    take: () => {
      const side = aSide();
      const at = away((side === 'buy' ? 1 : -1) * upTo(3_000));
      if (random() < 0.5) submit({ side, type: 'market' });
      else if (at !== null) submit({ side, type: 'limit', price: at });
    },
    stop: () => {
      const side = aSide();
      const trigger = away((side === 'buy' ? 1 : -1) * (100 + upTo(5_000)));
      if (trigger !== null && held.orders.size < mostOpen) submit({ side, type: 'stop', trigger });
    },
    margin: () => {
      const positionSide = random() < 0.5 ? 'long' : 'short';
      const [opens, closes] =
        positionSide === 'long' ? (['buy', 'sell'] as const) : (['sell', 'buy'] as const);
      const gain = opens === 'buy' ? 1 : -1;
      const type = random() < 0.5 ? 'take_profit' : 'stop_loss';
      const trigger = away((type === 'take_profit' ? gain : -gain) * (100 + upTo(3_000)));
      if (random() < 0.6) submit({ side: opens, type: 'market', positionSide });
      else if (trigger !== null && held.orders.size < mostOpen)
        submit({ side: closes, type, positionSide, trigger, lots: random() < 0.3 ? null : 50 });
    },
    cancel: () => {
      const order = someOpen();
      if (order !== undefined) followCancel([order], exec.cancelOrder(order));
    },
    replace: () => {
      const order = someOpen();
      const at = away((order?.side === 'buy' ? -1 : 1) * (20 + upTo(500)));
      if (order?.type === 'limit' && at !== null)
        follow({ asked: null, replaces: order.orderId }, exec.replaceOrder(order, { price: at }));
    },
    sweep: cancelAll,
  };

  const recordOf = ({ journal, truth, hidesInactive }: Records): Record => ({
    apiKey: options.apiKey,
    limits: { UPDATE: options.updateLimit ?? 6, QUERY: options.queryLimit ?? 10 },
    calls,
    cancels,
    sent: wiretap.sent,
    toldRefused: wiretap.toldRefused,
    acknowledged: wiretap.acknowledged,
    fills,
    diagnostics,
    foreign: new Set(),
    journal,
    held,
    truth,
    hidesInactive,
  });

  return {
    start: () => {
      acting = new Subscription();
      for (const [name, act] of Object.entries(strategies)) {
        const every = rhythm[name as keyof typeof rhythm];
        const again = function (this: { schedule: (state: undefined, delay: number) => unknown }): void {
          act();
          this.schedule(undefined, every * (0.5 + random()));
        };
        acting.add(asyncScheduler.schedule(again, every * random()));
      }
    },
    stop: () => acting.unsubscribe(),
    cancelAll,
    judge: (records) => [...repeats, ...violationsOf(recordOf(records))],
    explain: (records, violation) => historyOf(recordOf(records), violation),
    forget: () => {
      wiretap = createWiretap(http, Date.now);
      [calls, cancels, fills, diagnostics, repeats] = [[], [], [], [], []];
    },
    reconnects: () => reconnects,
    close: () => exec.close(),
  };
};
