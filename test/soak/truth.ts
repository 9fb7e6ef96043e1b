import { fromUnits } from '../../src/model/decimal';
import { isTerminal } from '../../src/model/order';
import type { JournalEntry, Simulator } from '../../src/simulator/index';
import { formatAmount, formatPrice } from '../../src/simulator/venue/index';
import { rulesOf } from '../../src/simulator/wire/rules';

/** What the venue itself knows of one account since a moment: plain data, figures as the venue writes them. */
export interface Truth {
  /** Of the last entry of the journal; the next truth begins after it. */
  readonly seq: number;
  /** Every order that was placed or changed since. */
  readonly orders: readonly TrueOrder[];
  readonly trades: readonly TrueTrade[];
  /** Ids of those that are open now: one quirk leaves waiting stops out of the venue's own list. */
  readonly open: readonly number[];
  readonly assets: readonly { readonly asset: string; readonly free: string; readonly locked: string }[];
  /** How often each kind of fault has struck since. */
  readonly faults: Readonly<Record<string, number>>;
}

export interface TrueOrder {
  readonly orderId: number;
  readonly pair: string;
  readonly amount: string | null;
  readonly executed: string;
  readonly status: string;
}

export interface TrueTrade {
  readonly tradeId: number;
  readonly orderId: number;
  readonly price: string;
  readonly amount: string;
  readonly feeBase: string;
  readonly feeQuote: string;
}

const countBy = (names: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

/** `user` is the account's number at the venue. */
export const truthOf = (
  { venue, journal }: Pick<Simulator, 'venue' | 'journal'>,
  apiKey: string,
  user: number,
  after: number,
): Truth => {
  const rules = rulesOf(venue);
  const entries: readonly JournalEntry[] = journal(after);
  // A rejected order can be one that nobody is told of: the request that placed it names it.
  const placed = new Map<number, string>();
  const named = new Set<number>();
  for (const entry of entries) {
    if (entry.type === 'order' && entry.apiKey === apiKey) placed.set(entry.order.orderId, entry.order.pair);
    if (entry.type === 'request' && entry.apiKey === apiKey)
      for (const orderId of entry.orderIds) named.add(orderId);
  }
  const pairs = venue.instruments().map(({ pair }) => pair);
  const pairsOf = (orderId: number): readonly string[] => {
    const pair = placed.get(orderId);
    return pair === undefined ? pairs : [pair];
  };
  const orders = [...new Set([...placed.keys(), ...named])].flatMap((orderId) =>
    pairsOf(orderId).flatMap((pair) => venue.ordersInfo(user, pair, [orderId])),
  );
  return {
    seq: entries.at(-1)?.seq ?? after,
    orders: orders.map(({ orderId, pair, startAmount, executedAmount, status }) => {
      const instrument = rules.instrument(pair);
      return {
        orderId,
        pair,
        amount: startAmount === null ? null : formatAmount(instrument, startAmount),
        executed: formatAmount(instrument, executedAmount),
        status,
      };
    }),
    trades: entries.flatMap((entry) => {
      if (entry.type !== 'trade' || entry.apiKey !== apiKey) return [];
      const { tradeId, orderId, pair, price, amount, feeBase, feeQuote } = entry.fill;
      const instrument = rules.instrument(pair);
      return {
        tradeId,
        orderId,
        price: formatPrice(instrument, price),
        amount: formatAmount(instrument, amount),
        feeBase: rules.money(instrument.baseAsset, feeBase),
        feeQuote: rules.money(instrument.quoteAsset, feeQuote),
      };
    }),
    open: orders.filter(({ status }) => !isTerminal(status)).map(({ orderId }) => orderId),
    assets: venue.assets(user).map(({ asset, precision, free, locked }) => ({
      asset,
      free: fromUnits(free, precision),
      locked: fromUnits(locked, precision),
    })),
    faults: countBy(entries.flatMap((entry) => (entry.type === 'fault' ? [entry.fault.kind] : []))),
  };
};
