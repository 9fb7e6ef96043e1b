import { fromUnits } from '../../model/decimal';
import type { PrivateMessage } from './message-link';
import type { AccountEvent, VenueBalance } from '../venue/index';
import { assetMessage, noticeJson, positionMessage } from './balance-json';
import { orderMessage, tradeMessage } from './order-json';
import type { Rules } from './rules';
import { depositJson, withdrawalJson } from './transfer-json';

/** Makes a message whose content is composed for its first reader, because nobody receives most messages. */
const message = (method: string, compose: () => unknown): PrivateMessage => {
  let params: unknown;
  return {
    method,
    get params() {
      return (params ??= compose());
    },
  };
};

/**
 * Returns the message of the private stream about an event, in the venue's own shape.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md
 */
const privateMessage = (rules: Rules, event: AccountEvent): PrivateMessage => {
  switch (event.type) {
    case 'order':
      return message(event.isNew ? 'spot_order_new' : 'spot_order', () => [orderMessage(rules, event.order)]);
    case 'fill':
      return message('spot_trade', () => [tradeMessage(rules, event.fill)]);
    case 'invalidation':
      return message('spot_order_invalidation', () => ({ order_id: event.orderIds }));
    case 'asset':
      return message('asset_update', () => [assetMessage(event.balance)]);
    case 'position':
      return message('margin_position_update', () => [positionMessage(rules, event.position)]);
    case 'payable':
      return message('margin_payable_update', () => [{ amount: rules.money('jpy', event.amount) }]);
    case 'notice':
      return message('margin_notice_update', () => [noticeJson(rules, event.notice)]);
    case 'deposit':
      return message('deposit', () => [depositJson(rules, event.deposit)]);
    case 'withdrawal':
      return message('withdrawal', () => [withdrawalJson(rules, event.withdrawal)]);
    case 'dealer-order': {
      const { orderId, asset, side, price, amount, orderedAt } = event.dealerOrder;
      return message('dealer_order_new', () => [
        {
          order_id: String(orderId),
          asset,
          side,
          price,
          amount: fromUnits(amount, rules.asset(asset).precision),
          ordered_at: orderedAt,
        },
      ]);
    }
  }
};

/**
 * Returns the messages of several events that happened together. Neighbouring balances share one `asset_update`, as
 * long as each is of another asset.
 */
export const privateMessages = (rules: Rules, events: readonly AccountEvent[]): readonly PrivateMessage[] => {
  const messages: PrivateMessage[] = [];
  let balances = new Map<string, VenueBalance>();
  const pushBalances = () => {
    const changed = [...balances.values()];
    if (changed.length > 0) messages.push(message('asset_update', () => changed.map(assetMessage)));
    balances = new Map();
  };
  for (const event of events) {
    if (event.type !== 'asset' || balances.has(event.balance.asset)) pushBalances();
    if (event.type === 'asset') balances.set(event.balance.asset, event.balance);
    else messages.push(privateMessage(rules, event));
  }
  pushBalances();
  return messages;
};
