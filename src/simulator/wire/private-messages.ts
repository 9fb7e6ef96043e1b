import { fromUnits } from '../../model/decimal';
import type { PrivateMessage } from './message-link';
import type { AccountEvent } from '../venue/index';
import { assetMessage, noticeJson, positionMessage } from './balance-json';
import { orderMessage, tradeMessage } from './order-json';
import type { Rules } from './rules';
import { depositJson, withdrawalJson } from './transfer-json';

/**
 * The message of the private stream that tells an event, in the shape it has on the wire.
 *
 * @see https://github.com/bitbankinc/bitbank-api-docs/blob/master/private-stream.md
 */
const privateMessage = (rules: Rules, event: AccountEvent): PrivateMessage => {
  switch (event.type) {
    case 'order':
      return {
        method: event.isNew ? 'spot_order_new' : 'spot_order',
        params: [orderMessage(rules, event.order)],
      };
    case 'fill':
      return { method: 'spot_trade', params: [tradeMessage(rules, event.fill)] };
    case 'invalidation':
      return { method: 'spot_order_invalidation', params: { order_id: event.orderIds } };
    case 'asset':
      return { method: 'asset_update', params: [assetMessage(event.balance)] };
    case 'position':
      return { method: 'margin_position_update', params: [positionMessage(rules, event.position)] };
    case 'payable':
      return { method: 'margin_payable_update', params: [{ amount: rules.money('jpy', event.amount) }] };
    case 'notice':
      return { method: 'margin_notice_update', params: [noticeJson(rules, event.notice)] };
    case 'deposit':
      return { method: 'deposit', params: [depositJson(rules, event.deposit)] };
    case 'withdrawal':
      return { method: 'withdrawal', params: [withdrawalJson(rules, event.withdrawal)] };
    case 'dealer-order': {
      const { orderId, asset, side, price, amount, orderedAt } = event.dealerOrder;
      const params = [
        {
          order_id: String(orderId),
          asset,
          side,
          price,
          amount: fromUnits(amount, rules.asset(asset).precision),
          ordered_at: orderedAt,
        },
      ];
      return { method: 'dealer_order_new', params };
    }
  }
};

/**
 * The messages of several events that happened together: neighbouring balances share one `asset_update`, as long as
 * each is of another asset.
 */
export const privateMessages = (rules: Rules, events: readonly AccountEvent[]): readonly PrivateMessage[] => {
  const messages: PrivateMessage[] = [];
  let balances = new Map<string, unknown>();
  const tellBalances = () => {
    if (balances.size > 0) messages.push({ method: 'asset_update', params: [...balances.values()] });
    balances = new Map();
  };
  for (const event of events) {
    if (event.type !== 'asset' || balances.has(event.balance.asset)) tellBalances();
    if (event.type === 'asset') balances.set(event.balance.asset, assetMessage(event.balance));
    else messages.push(privateMessage(rules, event));
  }
  tellBalances();
  return messages;
};
