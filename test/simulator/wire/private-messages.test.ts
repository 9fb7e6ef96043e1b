import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodePrivateMessage } from '../../../src/parsing/private/message';
import { createVirtualSimulator, demoAccount, virtualClock } from '../../../src/simulator/index';
import type { PrivateMessage } from '../../../src/simulator/wire/message-link';
import type { VenueOrder, AccountEvent, VenueWithdrawal } from '../../../src/simulator/venue/index';
import { privateMessages } from '../../../src/simulator/wire/private-messages';
import { rulesOf } from '../../../src/simulator/wire/rules';

const sim = createVirtualSimulator({
  scheduler: virtualClock(0),
  participants: false,
  accounts: [demoAccount],
});
const rules = rulesOf(sim.venue);
sim.close();

const privateMessage = (event: AccountEvent): PrivateMessage => {
  const [message] = privateMessages(rules, [event]);
  if (!message) throw new Error('no message');
  return message;
};

const user = 1;
const order: VenueOrder = {
  orderId: 44_280_998_810,
  user,
  pair: 'xrp_jpy',
  side: 'buy',
  positionSide: null,
  type: 'limit',
  status: 'UNFILLED',
  startAmount: 2n,
  remainingAmount: 2n,
  executedAmount: 0n,
  executedNotional: 0n,
  price: 359_412,
  triggerPrice: null,
  postOnly: true,
  userCancelable: true,
  orderedAt: 1_742_546_617_276,
  expireAt: 1_758_098_617_276,
  triggeredAt: null,
  canceledAt: null,
  executedAt: null,
  justTriggered: false,
  updatedAt: 1_742_546_617_276,
};
const balance = { asset: 'jpy', precision: 4, free: 5n, locked: 0n, onhand: 5n, withdrawing: 0n };
const withdrawal: VenueWithdrawal = {
  uuid: 'w',
  user,
  asset: 'jpy',
  account: {
    type: 'bank',
    uuid: 'a',
    asset: 'jpy',
    label: 'l',
    bankName: 'b',
    branchName: 'r',
    accountType: 't',
    accountNumber: 'n',
    accountOwner: 'o',
  },
  amount: 10_000_000n,
  fee: 5_500_000n,
  txid: null,
  status: 'CONFIRMING',
  requestedAt: 1,
};

/** One event of every kind that has a message. */
const events: readonly AccountEvent[] = [
  { type: 'order', user, isNew: true, order },
  {
    type: 'order',
    user,
    isNew: false,
    order: { ...order, status: 'CANCELED_UNFILLED', canceledAt: 1_742_546_533_125 },
  },
  { type: 'asset', user, balance },
  {
    type: 'fill',
    user,
    fill: {
      tradeId: 7,
      user,
      orderId: 8,
      pair: 'xrp_jpy',
      side: 'sell',
      positionSide: 'long',
      type: 'stop_limit',
      price: 400_000,
      amount: 10_000n,
      makerTaker: 'maker',
      feeBase: 0n,
      feeQuote: -8n,
      feeOccurredQuote: -8n,
      profitLoss: -12_345n,
      interest: 16n,
      executedAt: 9,
    },
  },
  { type: 'invalidation', user, orderIds: [1, 2, 3] },
  {
    type: 'position',
    user,
    position: {
      pair: 'xrp_jpy',
      positionSide: 'short',
      openAmount: 10_000n,
      lockedAmount: 5_000n,
      entryNotional: 4_000_000_000n,
      unrealizedFee: 4_800n,
      unrealizedInterest: 16n,
    },
  },
  { type: 'payable', user, amount: 123n },
  { type: 'notice', user, notice: { what: 'marginCall', occurredAt: 1, amount: 20_000n, dueDateAt: 2 } },
  { type: 'notice', user, notice: { what: null, occurredAt: null, amount: null, dueDateAt: null } },
  {
    type: 'deposit',
    user,
    deposit: {
      uuid: 'd',
      user,
      asset: 'xrp',
      network: 'ripple',
      address: 'r',
      txid: 'x',
      amount: 1_500_000n,
      status: 'CONFIRMED',
      foundAt: 1,
      confirmedAt: 2,
      awaitsOriginator: false,
    },
  },
  { type: 'withdrawal', user, withdrawal },
  {
    type: 'dealer-order',
    user,
    dealerOrder: { orderId: 5, user, asset: 'xrp', side: 'buy', price: '400', amount: 1n, orderedAt: 1 },
  },
];

describe('private messages', () => {
  it('are of all eleven kinds', () => {
    expect(new Set(events.map((event) => privateMessage(event).method))).toEqual(
      new Set([
        'asset_update',
        'spot_order_new',
        'spot_order',
        'spot_order_invalidation',
        'spot_trade',
        'dealer_order_new',
        'withdrawal',
        'deposit',
        'margin_position_update',
        'margin_payable_update',
        'margin_notice_update',
      ]),
    );
  });

  it.each(events.map((event) => [privateMessage(event)] as const))(
    'have a shape that our codecs know: $method',
    (message) => {
      const decoded = decodePrivateMessage(JSON.parse(JSON.stringify(message)), '1');
      expect(decoded).toMatchObject({ _tag: 'Right', right: { type: message.method } });
    },
  );

  it.each(events.map((event) => [privateMessage(event)] as const))(
    'equal their JSON, so that a client in this process needs no text: $method',
    (message) => {
      expect(message).toStrictEqual(JSON.parse(JSON.stringify(message)));
    },
  );

  it('write money with the places of its asset and prices with those of the pair', () => {
    const [fill, position, notice] = [3, 5, 7].map((at) => {
      const event = events[at];
      return event && (privateMessage(event).params as Record<string, unknown>[])[0];
    });
    expect(fill).toMatchObject({
      price: '400.000',
      amount: '1.0000',
      fee_amount_base: '0.000000',
      fee_amount_quote: '-0.0008',
      profit_loss: '-0.012345',
      interest: '0.000016',
      position_side: 'long',
    });
    expect(position).toMatchObject({
      average_price: '400.000',
      open: '1.0000',
      locked: '0.5000',
      unrealized_fee: '0.4800',
    });
    expect(notice).toEqual({ what: 'marginCall', occurred_at: 1, amount: '2.0000', due_date_at: 2 });
  });

  it('share one asset_update for neighbouring balances, unless an asset comes again', () => {
    const asset = (name: string): AccountEvent => ({
      type: 'asset',
      user,
      balance: { ...balance, asset: name },
    });
    const [placed] = events;
    if (!placed) throw new Error('no event');
    const told = privateMessages(rules, [asset('jpy'), asset('xrp'), asset('jpy'), placed, asset('xrp')]);
    expect(told.map(({ method, params }) => [method, (params as unknown[]).length])).toEqual([
      ['asset_update', 2],
      ['asset_update', 1],
      ['spot_order_new', 1],
      ['asset_update', 1],
    ]);
  });
});

const captures = new URL('../../../../shared/data/wire/private-messages.ndjson', import.meta.url);

describe.runIf(existsSync(captures))('captured messages (left out if ../shared is missing)', () => {
  const captured = existsSync(captures)
    ? readFileSync(captures, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { method: string; params: Record<string, unknown>[] })
    : [];

  it.each(captured)('$method has all its fields in ours', ({ method, params }) => {
    const ours = events.map((event) => privateMessage(event)).find((message) => message.method === method);
    const [row] = (ours?.params ?? []) as Record<string, unknown>[];
    expect(Object.keys(row ?? {})).toEqual(expect.arrayContaining(Object.keys(params[0] ?? {})));
  });

  it('a captured order is written to the digit', () => {
    const theirs = captured.find(({ method }) => method === 'spot_order_new')?.params[0];
    const [placed] = events;
    expect(placed && (privateMessage(placed).params as unknown[])[0]).toEqual({
      ...theirs,
      position_side: null,
    });
  });
});
