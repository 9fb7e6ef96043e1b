import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePrivateMessage } from '../../../src/parsing/private/message';

const timetoken = '17425466172760000';

/** Returns the news in a message, without its timetoken; a failure as `path: expected, actual`. */
const read = (method: string, params: unknown): unknown => {
  const result = decodePrivateMessage({ method, params }, timetoken);
  if (result._tag === 'Left') return `${result.left.path}: ${result.left.expected}, ${result.left.actual}`;
  const { timetoken: at, ...news } = result.right;
  expect(at).toBe(timetoken);
  return news;
};

const order = {
  average_price: '0.000',
  executed_amount: '0.0000',
  order_id: 44280998810,
  ordered_at: 1742546617276,
  pair: 'xrp_jpy',
  remaining_amount: '0.0002',
  side: 'buy',
  start_amount: '0.0002',
  status: 'UNFILLED',
  type: 'limit',
};

/** Returns every field that a codec may look for, as text. */
const everyField =
  '{"triggered_at":666,"trigger_price":"6","canceled_at":666,"profit_loss":"6","interest":"6","asset":"btc"}';

const trade = {
  amount: '0.5',
  executed_at: 1742546617276,
  fee_amount_base: '0',
  fee_amount_quote: '-0.0002',
  maker_taker: 'maker',
  order_id: 1,
  pair: 'xrp_jpy',
  price: '359.412',
  side: 'sell',
  trade_id: 2,
  type: 'limit',
};

const balance = {
  asset: 'jpy',
  amountPrecision: 4,
  freeAmount: '1.0000',
  lockedAmount: '2.0000',
  onhandAmount: '3.0000',
  withdrawingAmount: '0.0000',
};

const position = {
  pair: 'btc_jpy',
  positionSide: 'short',
  averagePrice: '9000000',
  openAmount: '0.1000',
  lockedAmount: '0.0500',
  product: '900000.0000',
  unrealizedFeeAmount: '10.0000',
  unrealizedInterestAmount: '1.0000',
};

describe('decodePrivateMessage', () => {
  it('reads balances in either spelling', () => {
    const { asset, ...rest } = balance;
    const snake = {
      asset,
      amount_precision: rest.amountPrecision,
      free_amount: rest.freeAmount,
      locked_amount: rest.lockedAmount,
      onhand_amount: rest.onhandAmount,
      withdrawing_amount: rest.withdrawingAmount,
    };
    expect(read('asset_update', [snake, balance])).toEqual({
      type: 'asset_update',
      assets: [balance, balance],
    });
  });

  it.each(['spot_order_new', 'spot_order'])('reads orders of %s: a missing field is null', (type) => {
    expect(read(type, [{ ...order, price: '359.412', post_only: true, position_side: null }])).toEqual({
      type,
      orders: [
        {
          pair: 'xrp_jpy',
          orderId: 44280998810,
          side: 'buy',
          positionSide: null,
          type: 'limit',
          status: 'UNFILLED',
          price: '359.412',
          triggerPrice: null,
          amount: '0.0002',
          executedAmount: '0.0000',
          remainingAmount: '0.0002',
          averagePrice: '0.000',
          postOnly: true,
          userCancelable: null,
          orderedAt: 1742546617276,
          expireAt: null,
          triggeredAt: null,
          executedAt: null,
          canceledAt: null,
          justTriggered: null,
        },
      ],
    });
  });

  it('reads an order with every field', () => {
    const all = {
      ...order,
      type: 'stop_loss',
      status: 'CANCELED_PARTIALLY_FILLED',
      position_side: 'long',
      trigger_price: '300',
      start_amount: null,
      remaining_amount: null,
      user_cancelable: false,
      is_just_triggered: true,
      expire_at: 5,
      triggered_at: 6,
      executed_at: 7,
      canceled_at: 8,
    };
    expect(read('spot_order', [all])).toMatchObject({
      orders: [
        {
          positionSide: 'long',
          triggerPrice: '300',
          amount: null,
          remainingAmount: null,
          userCancelable: false,
          justTriggered: true,
          expireAt: 5,
          triggeredAt: 6,
          executedAt: 7,
          canceledAt: 8,
        },
      ],
    });
  });

  it.each([
    ['an object, as on the wire', { order_id: [1, 2, 3] }, [1, 2, 3]],
    ['one id', { order_id: 1 }, [1]],
    ['an array of objects', [{ order_id: [1, 2] }, { order_id: 3 }], [1, 2, 3]],
  ])('reads invalidated orders from %s', (_, params, orderIds) => {
    expect(read('spot_order_invalidation', params)).toEqual({ type: 'spot_order_invalidation', orderIds });
  });

  it('reads trades, with null if there is no margin', () => {
    expect(read('spot_trade', [{ ...trade, profit_loss: null, interest: null }])).toEqual({
      type: 'spot_trade',
      fills: [
        {
          pair: 'xrp_jpy',
          orderId: 1,
          tradeId: 2,
          side: 'sell',
          positionSide: null,
          type: 'limit',
          price: '359.412',
          amount: '0.5',
          makerTaker: 'maker',
          feeAmountBase: '0',
          feeAmountQuote: '-0.0002',
          feeOccurredAmountQuote: null,
          profitLoss: null,
          interest: null,
          executedAt: 1742546617276,
        },
      ],
    });
    const margin = {
      position_side: 'long',
      fee_occurred_amount_quote: '1',
      profit_loss: '-2',
      interest: '3',
    };
    expect(read('spot_trade', [{ ...trade, ...margin }])).toMatchObject({
      fills: [{ positionSide: 'long', feeOccurredAmountQuote: '1', profitLoss: '-2', interest: '3' }],
    });
  });

  it.each([['12'], [12]])('reads dealer orders with the id %j', (order_id) => {
    const dealer = { order_id, asset: 'btc', side: 'buy', price: '9', amount: '1', ordered_at: 4 };
    expect(read('dealer_order_new', [dealer])).toEqual({
      type: 'dealer_order_new',
      orders: [{ orderId: '12', asset: 'btc', side: 'buy', price: '9', amount: '1', orderedAt: 4 }],
    });
  });

  it('reads withdrawals of crypto and of fiat', () => {
    const common = { uuid: 'u', account_uuid: 'a', fee: '1', status: 'SENDING', requested_at: 3 };
    const crypto = {
      ...common,
      asset: 'xrp',
      network: 'ripple',
      address: 'r',
      label: 'l',
      destination_tag: 7,
      txid: null,
    };
    const fiat = {
      ...common,
      asset: 'jpy',
      amount: '10',
      bank_name: 'b',
      branch_name: 'c',
      account_number: '1',
    };
    expect(read('withdrawal', [crypto, fiat])).toMatchObject({
      withdrawals: [
        { asset: 'xrp', amount: null, network: 'ripple', destinationTag: '7', txid: null, bankName: null },
        { asset: 'jpy', amount: '10', network: null, bankName: 'b', branchName: 'c', accountNumber: '1' },
      ],
    });
  });

  it.each([['1.5'], [1.5]])('reads deposits of the amount %j', (amount) => {
    const deposit = { uuid: 'u', asset: 'btc', amount, txid: 't', found_at: 1, status: 'FOUND' };
    expect(read('deposit', [deposit])).toEqual({
      type: 'deposit',
      deposits: [
        {
          uuid: 'u',
          asset: 'btc',
          amount: '1.5',
          network: null,
          address: null,
          txid: 't',
          status: 'FOUND',
          foundAt: 1,
          confirmedAt: null,
        },
      ],
    });
  });

  it('reads positions in either spelling', () => {
    const common = {
      pair: 'btc_jpy',
      position_side: 'short',
      average_price: '9000000',
      product: '900000.0000',
    };
    const documented = {
      ...common,
      open_amount: '0.1000',
      locked_amount: '0.0500',
      unrealized_fee_amount: '10.0000',
      unrealized_interest_amount: '1.0000',
    };
    const seen = {
      ...common,
      open: '0.1000',
      locked: '0.0500',
      unrealized_fee: '10.0000',
      unrealized_interest: '1.0000',
    };
    expect(read('margin_position_update', [documented, seen])).toEqual({
      type: 'margin_position_update',
      positions: [position, position],
    });
  });

  it('reads payables, and notices that are over', () => {
    expect(read('margin_payable_update', [{ amount: '5' }])).toEqual({
      type: 'margin_payable_update',
      amounts: ['5'],
    });
    const nothing = { what: null, occurred_at: null, amount: null, due_date_at: null };
    expect(
      read('margin_notice_update', [{ what: 'debt', occurred_at: 1, amount: '2', due_date_at: 3 }, nothing]),
    ).toEqual({
      type: 'margin_notice_update',
      notices: [
        { what: 'debt', occurredAt: 1, amount: '2', dueDateAt: 3 },
        { what: null, occurredAt: null, amount: null, dueDateAt: null },
      ],
    });
  });

  it.each(['spot_order', 'asset_update', 'margin_position_update', 'spot_trade', 'withdrawal', 'deposit'])(
    'lends nothing from a hostile __proto__ key in %s',
    (method) => {
      const rows: Readonly<Record<string, object>> = { spot_order: order, spot_trade: trade };
      const text = JSON.stringify(rows[method] ?? {});
      const hostile = `[${text.slice(0, -1)}${text === '{}' ? '' : ','}"__proto__":${everyField}}]`;
      expect(read(method, JSON.parse(hostile))).toEqual(read(method, JSON.parse(`[${text}]`)));
    },
  );

  it.each(['spot_order_v2', 'toString', '__proto__', ''])(
    'takes the unknown method %j for news',
    (method) => {
      expect(read(method, { a: 1 })).toEqual({ type: 'unknown', method, params: { a: 1 } });
    },
  );

  it.each([
    ['spot_trade', [{ ...trade, price: 359.412 }], 'params/0/price: a plain decimal string, 359.412'],
    ['spot_order', [order, { ...order, status: 'DONE' }], 'params/1/status: an order status, "DONE"'],
    ['asset_update', {}, 'params: balances, an object'],
    ['deposit', undefined, 'params: deposits, nothing'],
  ])('says why a %s is refused', (method, params, problem) => {
    expect(read(method, params)).toBe(problem);
  });

  it('never throws, whatever comes', () => {
    const methods = fc.constantFrom(
      'asset_update',
      'spot_order',
      'spot_order_invalidation',
      'spot_trade',
      'deposit',
      'x',
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.record({ method: methods, params: fc.anything() })),
        (message) => {
          expect(['Left', 'Right']).toContain(decodePrivateMessage(message, timetoken)._tag);
        },
      ),
    );
  });
});

const captures = new URL('../../../../shared/data/wire/private-messages.ndjson', import.meta.url);

describe.runIf(existsSync(captures))('captured messages (left out if ../shared is missing)', () => {
  it('are all known and decode', () => {
    const lines = readFileSync(captures, 'utf8').trim().split('\n');
    const types = lines.map((line) => {
      const result = decodePrivateMessage(JSON.parse(line), timetoken);
      return result._tag === 'Right' ? result.right.type : result.left.message;
    });
    expect(types).toEqual(['asset_update', 'spot_order_new', 'spot_order']);
  });
});
