import type { AssetBalance, Fill, Order, Position } from '../../../src/execution/index';
import type { Controls, core, JournalEntry } from '../../../src/simulator/index';
import { isTerminal } from '../../../src/model/order';
import { assetMessage, positionMessage } from '../../../src/simulator/wire/balance-json';
import { orderJson, tradeJson } from '../../../src/simulator/wire/order-json';
import { rulesOf } from '../../../src/simulator/wire/rules';
import type { Held, Truth } from './record';
import { pairs } from './script';

const joined = (...parts: readonly (string | number | null | undefined)[]): string => parts.join(' ');

/** Orders of an account as the venue has them: the journal names them, though not every quirk tells each of their states. */
const ordersOf = (
  { venue }: Pick<Controls, 'venue'>,
  journal: readonly JournalEntry[],
  user: number,
  apiKey: string,
): ReadonlyMap<number, core.Order> => {
  const ids = journal.flatMap((entry) => {
    if (!('apiKey' in entry) || entry.apiKey !== apiKey) return [];
    if (entry.type === 'order') return [entry.order.orderId];
    return entry.type === 'request' ? entry.orderIds : [];
  });
  const named = [...new Set(ids)];
  const orders = pairs.flatMap((pair) => venue.ordersInfo(user, pair, named));
  return new Map(orders.map((order) => [order.orderId, order]));
};

/** What the venue says of an account, and of the orders and trades in a journal. */
export const truthOf = (
  sim: Pick<Controls, 'venue'>,
  journal: readonly JournalEntry[],
  user: number,
  apiKey: string,
): Truth => {
  const rules = rulesOf(sim.venue);
  const orders = ordersOf(sim, journal, user, apiKey);
  const fills = new Map<string, string>();
  const balances = new Map<string, string>();
  const open = new Map(
    [...orders.values()]
      .filter(({ status }) => !isTerminal(status))
      .map((order) => {
        const { order_id, status, executed_amount, remaining_amount } = orderJson(rules, order);
        return [order_id, joined(status, executed_amount, remaining_amount)] as const;
      }),
  );
  for (const entry of journal) {
    if (entry.type !== 'trade' || entry.apiKey !== apiKey) continue;
    const row = tradeJson(rules, entry.fill);
    const text = joined(
      row.side,
      row.price,
      row.amount,
      row.maker_taker,
      row.fee_amount_base,
      row.fee_amount_quote,
    );
    fills.set(fillKey(entry.fill), text);
  }
  for (const balance of sim.venue.assets(user)) {
    const { asset, free_amount, locked_amount, onhand_amount } = assetMessage(balance);
    balances.set(asset, joined(free_amount, locked_amount, onhand_amount));
  }
  const positions = new Map(
    sim.venue
      .marginPositions(user)
      .positions.filter(({ openAmount }) => openAmount > 0n)
      .map((position) => {
        const {
          pair,
          position_side,
          open: amount,
          average_price,
          unrealized_fee,
        } = positionMessage(rules, position);
        return [`${pair}/${position_side}`, joined(amount, average_price, unrealized_fee)] as const;
      }),
  );
  return { orders, open, balances, positions, fills };
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

/** What the client holds, in the same texts. */
export const heldTexts = ({ orders, assets, positions }: Held): Omit<Truth, 'fills' | 'orders'> => ({
  open: texts(orders, orderText),
  balances: texts(assets, assetText),
  positions: texts(positions, positionText),
});
