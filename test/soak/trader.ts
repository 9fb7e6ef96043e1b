import { asyncScheduler, Subscription } from 'rxjs';
import type { ExecutionClient, OrderTransition } from '../../src/execution/index';
import type { AssetBalance } from '../../src/model/asset';
import type { Fill } from '../../src/model/fill';
import type { Order, OrderRequest } from '../../src/model/order';
import type { Called, Told } from './oracle';

export interface TraderConfig {
  readonly exec: ExecutionClient;
  readonly pair: string;
  /** The last price, quote currency; `null` while it is not known. */
  readonly price: () => number | null;
  /** Gives a number in [0, 1). */
  readonly random: () => number;
  /** The smallest amount, as a fraction of one: 10^-amountDigits. */
  readonly amountDigits: number;
  readonly priceDigits: number;
}

/** Trades as several strategies at once, and notes all it asked for and was told. */
export interface Trader {
  readonly start: () => void;
  /** Places nothing more; what is open stays open. */
  readonly stop: () => void;
  readonly told: () => Told;
  /** Lives without an end. */
  readonly unfinished: () => number;
  /** Drops what is over, once it has been judged. */
  readonly forget: () => void;
}

/** A call, while its transitions come. */
interface Calling extends Called {
  readonly transitions: OrderTransition[];
  isOver: boolean;
  error: unknown;
}

/** How often each strategy acts, ms. */
const rhythm = { quote: 1_200, take: 900, stop: 2_500, cancel: 1_100, replace: 1_500, sweep: 15_000 };

export const createTrader = (config: TraderConfig): Trader => {
  const { exec, pair, price, random, amountDigits, priceDigits } = config;
  let calls: Calling[] = [];
  let fills: Fill[] = [];
  let unattributed: number[] = [];
  let open: ReadonlyMap<number, Order> = new Map();
  let assets: ReadonlyMap<string, AssetBalance> = new Map();
  let acting = new Subscription();
  let count = 0;
  exec.fills$.subscribe((fill) => fills.push(fill));
  exec.orders$.subscribe((orders) => (open = orders));
  exec.assets$.subscribe((balances) => (assets = balances));
  exec.diagnostics$.subscribe((diagnostic) => {
    if (diagnostic.kind === 'unattributed-order' || diagnostic.kind === 'late-order')
      unattributed.push(diagnostic.order.orderId);
  });

  /** An amount that no other order asks for, so that the venue's orders tell which call placed them. */
  const ownAmount = (): string => {
    count += 1;
    return ((100 + (count % 9_000)) / 10 ** amountDigits).toFixed(amountDigits);
  };
  const away = (ticks: number): string | null => {
    const last = price();
    return last === null ? null : (last + ticks / 10 ** priceDigits).toFixed(priceDigits);
  };
  const ticksUpTo = (most: number): number => Math.floor(random() * most);
  const aSide = (): 'buy' | 'sell' => (random() < 0.5 ? 'buy' : 'sell');

  const follow = (
    what: string,
    amount: string | null,
    life: ReturnType<ExecutionClient['submitOrder']>,
  ): void => {
    const call: Calling = { what, pair, ownAmount: amount, transitions: [], isOver: false, error: null };
    calls.push(call);
    life.subscribe({
      next: (transition) => call.transitions.push(transition),
      error: (error: unknown) => {
        call.error = error;
        call.isOver = true;
      },
      complete: () => (call.isOver = true),
    });
  };
  const submit = (request: Omit<OrderRequest, 'pair' | 'amount'>): void => {
    const amount = ownAmount();
    const what = `${request.side} ${request.type} ${amount} ${pair}`;
    follow(what, amount, exec.submitOrder({ ...request, pair, amount }));
  };
  const someOpen = (): Order | undefined => {
    const orders = [...open.values()].filter((order) => order.pair === pair);
    return orders[Math.floor(random() * orders.length)];
  };
  const passing = { error: () => undefined };

  const strategies: Readonly<Record<keyof typeof rhythm, () => void>> = {
    quote: () => {
      for (const side of ['buy', 'sell'] as const) {
        const at = away((side === 'buy' ? -1 : 1) * (20 + ticksUpTo(2_000)));
        if (at !== null && open.size < 20)
          submit({ side, type: 'limit', price: at, postOnly: random() < 0.5 });
      }
    },
    take: () => {
      const side = aSide();
      const at = away((side === 'buy' ? 1 : -1) * ticksUpTo(3_000));
      if (random() < 0.5) submit({ side, type: 'market' });
      else if (at !== null) submit({ side, type: 'limit', price: at });
    },
    stop: () => {
      const side = aSide();
      const triggerPrice = away((side === 'buy' ? 1 : -1) * (100 + ticksUpTo(5_000)));
      if (triggerPrice !== null && open.size < 20) submit({ side, type: 'stop', triggerPrice });
    },
    cancel: () => {
      const order = someOpen();
      if (order !== undefined) exec.cancelOrder(order).subscribe(passing);
    },
    replace: () => {
      const order = someOpen();
      const at = away((order?.side === 'buy' ? -1 : 1) * (20 + ticksUpTo(500)));
      if (order?.type !== 'limit' || at === null) return;
      follow(`replace ${order.orderId}`, null, exec.replaceOrder(order, { price: at, postOnly: false }));
    },
    sweep: () => exec.cancelAll({ pair }).subscribe(passing),
  };

  return {
    start: () => {
      acting = new Subscription();
      for (const [name, act] of Object.entries(strategies)) {
        const every = rhythm[name as keyof typeof rhythm];
        acting.add(
          asyncScheduler.schedule(function () {
            act();
            this.schedule(undefined, every * (0.5 + random()));
          }, every * random()),
        );
      }
    },
    stop: () => {
      acting.unsubscribe();
    },
    told: () => ({ calls, fills, open: [...open.keys()], assets, unattributed }),
    unfinished: () => calls.filter(({ isOver }) => !isOver).length,
    forget: () => {
      calls = calls.filter(({ isOver }) => !isOver);
      fills = [];
      unattributed = [];
    },
  };
};
