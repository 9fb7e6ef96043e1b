import type { AssetBalance, Fill, Order, PairPositions, Position } from '../../../src/execution/index';
import type { Controls, VenueOrder, AuditEntry } from '../../../src/simulator/index';
import { isTerminal } from '../../../src/model/order';
import { assetMessage, positionMessage } from '../../../src/simulator/wire/balance-json';
import { orderJson, tradeJson } from '../../../src/simulator/wire/order-json';
import { rulesOf } from '../../../src/simulator/wire/rules';
import type { Held, Truth } from './record';
import { pairs } from './script';

const joined = (...parts: readonly (string | number | null | undefined)[]): string => parts.join(' ');

type Venue = Controls['venue'];

/** Returns the orders of an account that an entry names. */
const namedBy = (entry: AuditEntry, apiKey: string): readonly number[] => {
  if (!('apiKey' in entry) || entry.apiKey !== apiKey) return [];
  if (entry.type === 'order') return [entry.order.orderId];
  return entry.type === 'request' ? entry.orderIds : [];
};

const ordersOf = (
  venue: Venue,
  user: number,
  named: ReadonlySet<number>,
): ReadonlyMap<number, VenueOrder> => {
  const orders = pairs.flatMap((pair) => venue.ordersInfo(user, pair, [...named]));
  return new Map(orders.map((order) => [order.orderId, order]));
};

/**
 * Reads the venue's state of an account, each time it is called. The audit log names orders and trades, and the venue
 * has the states of the orders, because not every quirk emits each of their states.
 */
export const readTruth = (
  { venue, journal }: Pick<Controls, 'venue' | 'journal'>,
  user: number,
  apiKey: string,
): (() => Truth) => {
  const rules = rulesOf(venue);
  const ended = new Map<number, VenueOrder>();
  const living = new Set<number>();
  const fills = new Map<string, string>();
  let read = 0;

  const catchUp = (): void => {
    for (const entry of journal(read)) {
      read = entry.seq;
      for (const orderId of namedBy(entry, apiKey)) if (!ended.has(orderId)) living.add(orderId);
      if (entry.type !== 'trade' || entry.apiKey !== apiKey) continue;
      const row = tradeJson(rules, entry.fill);
      const { side, price, amount, maker_taker, fee_amount_base, fee_amount_quote } = row;
      fills.set(
        fillKey(entry.fill),
        joined(side, price, amount, maker_taker, fee_amount_base, fee_amount_quote),
      );
    }
  };
  return () => {
    catchUp();
    const told = ordersOf(venue, user, living);
    const open = new Map<number, string>();
    for (const [orderId, order] of told) {
      const { status, executed_amount, remaining_amount } = orderJson(rules, order);
      if (!isTerminal(order.status)) open.set(orderId, joined(status, executed_amount, remaining_amount));
      else if (living.delete(orderId)) ended.set(orderId, order);
    }
    return {
      orders: new Map([...ended, ...told]),
      open,
      fills,
      balances: balancesOf(venue, user),
      positions: positionsOf(venue, user),
    };
  };
};

const balancesOf = (venue: Venue, user: number): ReadonlyMap<string, string> =>
  new Map(
    venue.assets(user).map((balance) => {
      const { asset, free_amount, locked_amount, onhand_amount } = assetMessage(balance);
      return [asset, joined(free_amount, locked_amount, onhand_amount)];
    }),
  );

const positionsOf = (venue: Venue, user: number): ReadonlyMap<string, string> => {
  const rules = rulesOf(venue);
  const { positions } = venue.marginPositions(user);
  return new Map(
    positions
      .filter(({ openAmount }) => openAmount > 0n)
      .map((position) => {
        const message = positionMessage(rules, position);
        const { pair, position_side, open, average_price, unrealized_fee } = message;
        return [`${pair}/${position_side}`, joined(open, average_price, unrealized_fee)];
      }),
  );
};

const orderText = ({ status, executedAmount, remainingAmount }: Order): string =>
  joined(status, executedAmount, remainingAmount);

export const fillText = (fill: Fill): string =>
  joined(fill.side, fill.price, fill.amount, fill.makerTaker, fill.feeAmountBase, fill.feeAmountQuote);

export const fillKey = ({ tradeId, orderId }: Pick<Fill, 'tradeId' | 'orderId'>): string =>
  `${tradeId}/${orderId}`;

const assetText = ({ freeAmount, lockedAmount, onhandAmount }: AssetBalance): string =>
  joined(freeAmount, lockedAmount, onhandAmount);

const positionText = ({ openAmount, averagePrice, unrealizedFeeAmount }: Position): string =>
  joined(openAmount, averagePrice, unrealizedFeeAmount);

const texts = <K, T>(map: ReadonlyMap<K, T>, textOf: (value: T) => string): ReadonlyMap<K, string> =>
  new Map(Array.from(map, ([key, value]) => [key, textOf(value)]));

const sidesOf = ({
  long,
  short,
}: PairPositions): readonly { readonly key: string; readonly position: Position }[] =>
  [long, short].flatMap((position) =>
    position === null ? [] : [{ key: `${position.pair}/${position.positionSide}`, position }],
  );

/** Returns the state that the client holds, in the same texts. */
export const heldTexts = ({ orders, assets, positions }: Held): Omit<Truth, 'fills' | 'orders'> => ({
  open: texts(orders, orderText),
  balances: texts(assets, assetText),
  positions: new Map(
    [...positions.values()].flatMap(sidesOf).map((held) => [held.key, positionText(held.position)]),
  ),
});
