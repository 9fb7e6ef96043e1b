import {
  anything, flag, id, integer, isObject, label, mapped, money, moneyOrNumber, oneOf, optional, orElse, own, record, refused,
  rows, someText, text, timestamp, word, type Row, type Shape,
} from './shape'; // prettier-ignore
import { instruments, statuses } from './public';

/** The private messages and replies, as the documentation and the venue have them. */

const orNull = (shape: Shape): Shape => optional(shape, null);
const side = oneOf('buy', 'sell');
const positionSide = oneOf('long', 'short');
const orderType = oneOf('limit', 'market', 'stop', 'stop_limit', 'take_profit', 'stop_loss', 'losscut');
const pairName = text('btc_jpy', 'xrp_jpy');

const told = record(
  {
    pair: ['pair', pairName],
    orderId: ['order_id', id],
    side: ['side', side],
    positionSide: ['position_side', orNull(positionSide)],
    type: ['type', orderType],
    status: [
      'status',
      oneOf(
        'INACTIVE',
        'UNFILLED',
        'PARTIALLY_FILLED',
        'FULLY_FILLED',
        'CANCELED_UNFILLED',
        'CANCELED_PARTIALLY_FILLED',
        'REJECTED',
      ),
    ],
    price: ['price', orNull(money)],
    triggerPrice: ['trigger_price', orNull(money)],
    amount: ['start_amount', orNull(money)],
    executedAmount: ['executed_amount', money],
    remainingAmount: ['remaining_amount', orNull(money)],
    averagePrice: ['average_price', orNull(money)],
    postOnly: ['post_only', orNull(flag)],
    userCancelable: ['user_cancelable', orNull(flag)],
    orderedAt: ['ordered_at', timestamp],
    expireAt: ['expire_at', orNull(timestamp)],
    triggeredAt: ['triggered_at', orNull(timestamp)],
    executedAt: ['executed_at', orNull(timestamp)],
    canceledAt: ['canceled_at', orNull(timestamp)],
    justTriggered: ['is_just_triggered', orNull(flag)],
  },
  {
    side: 'unknown', positionSide: null, type: 'unknown', status: 'unknown', price: null, triggerPrice: null, amount: null,
    executedAmount: '0', remainingAmount: null, averagePrice: null, postOnly: null, userCancelable: null, orderedAt: 0,
    expireAt: null, triggeredAt: null, executedAt: null, canceledAt: null, justTriggered: null,
  }, // prettier-ignore
);

/** If the executed amount is not known, the end is not known either. */
const order = mapped(told, (one): Row => {
  const odd = one['odd'] as Readonly<Record<string, string>> | undefined;
  return odd?.['executedAmount'] === undefined || one['status'] === 'unknown'
    ? one
    : { ...one, status: 'unknown', odd: { ...odd, status: one['status'] } };
});

const fill = record({
  pair: ['pair', pairName],
  orderId: ['order_id', id],
  tradeId: ['trade_id', id],
  side: ['side', side],
  positionSide: ['position_side', orElse(orNull(positionSide), null)],
  type: ['type', orElse(orderType, 'unknown')],
  price: ['price', money],
  amount: ['amount', money],
  makerTaker: ['maker_taker', word('maker', 'taker')],
  feeAmountBase: ['fee_amount_base', money],
  feeAmountQuote: ['fee_amount_quote', money],
  feeOccurredAmountQuote: ['fee_occurred_amount_quote', orElse(orNull(money), null)],
  profitLoss: ['profit_loss', orElse(orNull(money), null)],
  interest: ['interest', orElse(orNull(money), null)],
  executedAt: ['executed_at', timestamp],
});

const balanceOf = (amountKeys: (snake: string, camel: string) => string | readonly string[]) =>
  ({
    asset: ['asset', text('btc', 'jpy')],
    amountPrecision: [amountKeys('amount_precision', 'amountPrecision'), integer],
    freeAmount: [amountKeys('free_amount', 'freeAmount'), money],
    lockedAmount: [amountKeys('locked_amount', 'lockedAmount'), money],
    onhandAmount: [amountKeys('onhand_amount', 'onhandAmount'), money],
    withdrawingAmount: [amountKeys('withdrawing_amount', 'withdrawingAmount'), money],
  }) as const;

const balance = record(balanceOf((snake, camel) => [snake, camel]));

const range = mapped(record({ min: ['min', money], max: ['max', money] }), (fee) => ({
  type: 'range',
  ...fee,
}));
const threshold = mapped(
  record({ under: ['under', money], over: ['over', money], threshold: ['threshold', money] }),
  (fee) => ({ type: 'threshold', ...fee }),
);
const fee: Shape = {
  sample: (draw) => (draw.chance(0.5) ? range : threshold).sample(draw),
  read: (input) => {
    const ofRange = range.read(input);
    return ofRange === refused ? threshold.read(input) : ofRange;
  },
};

const asset = record({
  ...balanceOf((snake) => snake),
  withdrawalFee: ['withdrawal_fee', orElse(orNull(fee), null)],
  stopDeposit: ['stop_deposit', flag],
  stopWithdrawal: ['stop_withdrawal', flag],
  networks: [
    'network_list',
    optional(
      rows(
        record({
          asset: ['asset', text('btc')],
          network: ['network', text('BTC')],
          stopDeposit: ['stop_deposit', flag],
          stopWithdrawal: ['stop_withdrawal', flag],
          withdrawalFee: ['withdrawal_fee', money],
        }),
        2,
      ),
      [],
    ),
  ],
  collateralRatio: ['collateral_ratio', orElse(orNull(money), null)],
});

const position = record({
  pair: ['pair', pairName],
  positionSide: ['position_side', positionSide],
  averagePrice: ['average_price', money],
  openAmount: [['open_amount', 'open'], money],
  lockedAmount: [['locked_amount', 'locked'], orNull(money)],
  product: ['product', money],
  unrealizedFeeAmount: [['unrealized_fee_amount', 'unrealized_fee'], money],
  unrealizedInterestAmount: [['unrealized_interest_amount', 'unrealized_interest'], money],
});

const notice = record({
  what: ['what', orNull(text('LOSSCUT'))],
  occurredAt: ['occurred_at', orNull(timestamp)],
  amount: ['amount', orNull(money)],
  dueDateAt: ['due_date_at', orNull(timestamp)],
});

const deposit = record({
  uuid: ['uuid', text('d-1', 'd-2')],
  asset: ['asset', text('btc')],
  amount: ['amount', moneyOrNumber],
  network: ['network', orNull(text('BTC'))],
  address: ['address', orNull(text('1abc'))],
  txid: ['txid', orNull(text('tx'))],
  status: ['status', word('FOUND', 'CONFIRMED', 'DONE')],
  foundAt: ['found_at', timestamp],
  confirmedAt: ['confirmed_at', orNull(timestamp)],
});

const unconfirmedDeposit = record({
  uuid: ['uuid', text('d-1')],
  asset: ['asset', text('btc')],
  amount: ['amount', moneyOrNumber],
  network: ['network', orNull(text('BTC'))],
  txid: ['txid', orNull(text('tx'))],
  createdAt: ['created_at', timestamp],
});

const originatorText = orNull(text('山田', 'x', ''));
const originator = record({
  uuid: ['uuid', text('o-1')],
  label: ['label', text('mine')],
  depositType: ['deposit_type', word('WALLET', 'ELSE')],
  depositPurpose: ['deposit_purpose', originatorText],
  status: ['originator_status', word('SCREENING', 'CONFIRMED', 'REJECTED', 'DEPRECATED')],
  type: ['originator_type', word('OWN', 'PERSON', 'COMPANY')],
  lastName: ['originator_last_name', originatorText],
  firstName: ['originator_first_name', originatorText],
  country: ['originator_country', originatorText],
  prefecture: ['originator_prefecture', originatorText],
  city: ['originator_city', originatorText],
  address: ['originator_address', originatorText],
  building: ['originator_building', originatorText],
  companyName: ['originator_company_name', originatorText],
  companyType: ['originator_company_type', originatorText],
  companyTypePosition: ['originator_company_type_position', originatorText],
  substantialControllers: [
    'originator_substantial_controllers',
    optional(
      rows(
        record({
          uuid: ['uuid', text('c-1')],
          name: ['name', text('c')],
          country: ['country', text('JP')],
          prefecture: ['prefecture', originatorText],
        }),
        2,
      ),
      [],
    ),
  ],
});

const withdrawal = record({
  uuid: ['uuid', text('w-1')],
  asset: ['asset', text('btc')],
  accountUuid: ['account_uuid', text('a-1')],
  amount: ['amount', orNull(money)],
  fee: ['fee', money],
  label: ['label', orNull(text('l'))],
  address: ['address', orNull(text('1abc'))],
  network: ['network', orNull(text('BTC'))],
  destinationTag: ['destination_tag', orNull(label)],
  txid: ['txid', orNull(text('tx'))],
  bankName: ['bank_name', orNull(text('b'))],
  branchName: ['branch_name', orNull(text('b'))],
  accountType: ['account_type', orNull(text('b'))],
  accountNumber: ['account_number', orNull(label)],
  accountOwner: ['account_owner', orNull(text('b'))],
  status: [
    'status',
    word('CONFIRMING', 'EXAMINING', 'SENDING', 'DONE', 'REJECTED', 'CANCELED', 'CONFIRM_TIMEOUT'),
  ],
  requestedAt: ['requested_at', timestamp],
});

const marginTotals = [
  'total_margin_balance', 'margin_position_profit_loss', 'unrealized_cost', 'total_margin_position_product',
  'open_margin_position_product', 'open_margin_order_product', 'total_position_maintenance_margin',
  'total_long_position_maintenance_margin', 'total_short_position_maintenance_margin',
  'total_open_order_maintenance_margin', 'total_long_open_order_maintenance_margin',
  'total_short_open_order_maintenance_margin', 'buy_credit', 'sell_credit',
]; // prettier-ignore
const marginPercentages = ['total_margin_balance_percentage', 'margin_call_percentage', 'losscut_percentage'];
const camel = (snake: string): string => snake.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

const marginStatus = record({
  status: ['status', word('NORMAL', 'LOSSCUT', 'CALL', 'DEBT', 'SETTLED')],
  ...Object.fromEntries(marginTotals.map((key) => [camel(key), [key, money] as const])),
  ...Object.fromEntries(marginPercentages.map((key) => [camel(key), [key, orNull(money)] as const])),
  availableBalances: [
    'available_balances',
    rows(record({ pair: ['pair', pairName], long: ['long', money], short: ['short', money] }), 2),
  ],
});

const inside = (key: string, shape: Shape): Shape =>
  mapped(record({ inside: [key, shape] }), (one) => one['inside']);

const marginPositions = record({
  notice: ['notice', orElse(orNull(notice), null)],
  payables: ['payables', inside('amount', money)],
  positions: ['positions', rows(position, 2)],
  losscutThreshold: [
    'losscut_threshold',
    orElse(orNull(record({ individual: ['individual', money], company: ['company', money] })), null),
  ],
});

/** The data of each private reply. */
export const privateReplies = {
  assets: inside('assets', rows(asset, 2)),
  order,
  ordersInfo: inside('orders', rows(order, 2)),
  activeOrders: inside('orders', rows(order, 2)),
  marginStatus,
  marginPositions,
  tradeHistory: inside('trades', rows(fill, 2)),
  depositHistory: inside('deposits', rows(deposit, 2)),
  unconfirmedDeposits: inside('deposits', rows(unconfirmedDeposit, 2)),
  depositOriginators: inside('originators', rows(originator, 2)),
  withdrawalAccounts: inside(
    'accounts',
    rows(
      record({
        uuid: ['uuid', text('a-1')],
        label: ['label', orNull(text('l'))],
        network: ['network', orNull(text('BTC'))],
        address: ['address', orNull(text('1abc'))],
      }),
      2,
    ),
  ),
  withdrawalHistory: inside('withdrawals', rows(withdrawal, 2)),
  subscribeInfo: record({
    channel: ['pubnub_channel', someText('channel')],
    token: ['pubnub_token', someText('SECRET-token-7d1f')],
  }),
  status: statuses,
  instruments,
} as const satisfies Record<string, Shape>;

const object: Shape = { sample: () => ({}), read: (input) => (isObject(input) ? null : refused) };

/** The data of each reply to a write. */
export const writeReplies = {
  submitOrder: order,
  cancelOrder: order,
  cancelOrders: inside('orders', rows(order, 2)),
  confirmDeposits: object,
  confirmAllDeposits: object,
  requestWithdrawal: withdrawal,
} as const satisfies Record<string, Shape>;

// ---------------------------------------------------------------------------------------------- messages

const ids: Shape<readonly number[]> = {
  sample: (draw) => (draw.chance(0.5) ? id.sample(draw) : [id.sample(draw)]),
  read: (input) => {
    const one = id.read(input);
    return one === refused ? rows(id).read(input) : [one];
  },
};
const invalidation = inside('order_id', ids);
const invalidations: Shape = {
  sample: invalidation.sample,
  read: (input) => {
    const one = invalidation.read(input);
    if (one !== refused) return one;
    const all = rows(invalidation).read(input);
    return all === refused ? refused : all.flat();
  },
};
const dealerOrder = record({
  orderId: ['order_id', label],
  asset: ['asset', text('btc')],
  side: ['side', side],
  price: ['price', money],
  amount: ['amount', money],
  orderedAt: ['ordered_at', timestamp],
});

/** The params of each message, and the domain's name for them. */
const messages: Readonly<Record<string, readonly [name: string, shape: Shape]>> = {
  asset_update: ['assets', rows(balance, 2)],
  spot_order_new: ['orders', rows(order, 2)],
  spot_order: ['orders', rows(order, 2)],
  spot_order_invalidation: ['orderIds', invalidations],
  spot_trade: ['fills', rows(fill, 2)],
  dealer_order_new: ['orders', rows(dealerOrder, 2)],
  withdrawal: ['withdrawals', rows(withdrawal, 2)],
  deposit: ['deposits', rows(deposit, 2)],
  margin_position_update: ['positions', rows(position, 2)],
  margin_payable_update: ['amounts', rows(inside('amount', money), 2)],
  margin_notice_update: ['notices', rows(notice, 2)],
};

export const message: Shape<Row> = {
  sample: (draw) => {
    const [method, [, params]] = draw.pick(Object.entries(messages));
    return { method, params: params.sample(draw) };
  },
  read: (input) => {
    if (!isObject(input)) return refused;
    const [method, params] = [own(input, 'method'), own(input, 'params')];
    if (typeof method !== 'string') return refused;
    if (!Object.hasOwn(messages, method)) return { type: 'unknown', method, params: anything.read(params) };
    const [name, shape] = messages[method] as readonly [string, Shape];
    const value = shape.read(params);
    return value === refused ? refused : { type: method, [name]: value };
  },
};
