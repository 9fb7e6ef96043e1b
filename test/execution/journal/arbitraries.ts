import fc from 'fast-check';
import type { JournalRecord, CallOutcome } from '../../../src/execution/index';
import { rejected } from '../../../src/execution/order/rejected';
import { cancelers, rejectReasons } from '../../../src/model/order-transition';
import { withdrawalStatuses } from '../../../src/model/withdrawal';

const day = 86_400_000;
const time = fc.integer({ min: 1_700_000_000_000, max: 1_700_000_000_000 + 2 * day });
const ran = fc.integer({ min: 0, max: 2 * day });
const id = fc.integer({ min: 1, max: 12 }).map((nth) => `call ${nth}`);
const amount = fc.integer({ min: 1, max: 3 }).map((lots) => `0.00${lots}`);

const call = { id, at: time, ran };

const stamp = fc.oneof(
  fc.record({
    type: fc.constant('time-window' as const),
    requestTime: time,
    timeWindow: fc.integer({ min: 1, max: 60_000 }),
  }),
  fc.record({ type: fc.constant('nonce' as const), nonce: time }),
);

const order = fc.record(
  {
    pair: fc.constantFrom('btc_jpy', 'xrp_jpy'),
    side: fc.constantFrom('buy' as const, 'sell' as const),
    type: fc.constantFrom('limit' as const, 'market' as const, 'stop_limit' as const),
    amount,
    price: amount,
    triggerPrice: amount,
    postOnly: fc.boolean(),
    positionSide: fc.constantFrom('long' as const, 'short' as const),
  },
  { requiredKeys: ['pair', 'side', 'type'] },
);

const withdrawal = fc.record({ asset: fc.string(), uuid: fc.uuid(), amount });

const replaces = fc.record({
  orderId: fc.integer({ min: 1, max: 9e10 }),
  changes: fc.record(
    { price: fc.oneof(amount, fc.integer({ min: 1 })), triggerPrice: amount, amount, postOnly: fc.boolean() },
    { requiredKeys: [] },
  ),
});

const rejection = fc
  .record({
    by: fc.constantFrom('client' as const, 'venue' as const),
    reason: fc.constantFrom(...rejectReasons),
    message: fc.string(),
    code: fc.option(fc.integer()),
    violations: fc.array(
      fc.record({
        field: fc.string(),
        rule: fc.string(),
        actual: fc.string(),
        nearest: fc.option(fc.string()),
      }),
      { maxLength: 2 },
    ),
  })
  .map(({ by, reason, message, code, violations }) => rejected(by, reason, message, code, violations));

const outcome: fc.Arbitrary<CallOutcome> = fc.oneof(
  fc.record({
    type: fc.constant('order' as const),
    orderId: fc.integer({ min: 1, max: 9e10 }),
    by: fc.option(fc.constantFrom(...cancelers)),
  }),
  fc.record({ type: fc.constant('rejected' as const), rejected: rejection }),
  fc.record({ type: fc.constantFrom('acknowledged' as const) }),
  fc.record({ type: fc.constantFrom('not-sent' as const) }),
  fc.record({
    type: fc.constant('withdrawn' as const),
    withdrawal: fc.record({
      uuid: fc.uuid(),
      asset: fc.string(),
      accountUuid: fc.uuid(),
      amount: fc.option(amount),
      fee: amount,
      label: fc.option(fc.string()),
      address: fc.option(fc.string()),
      network: fc.option(fc.string()),
      destinationTag: fc.option(fc.string()),
      txid: fc.option(fc.string()),
      bankName: fc.option(fc.string()),
      branchName: fc.option(fc.string()),
      accountType: fc.option(fc.string()),
      accountNumber: fc.option(fc.string()),
      accountOwner: fc.option(fc.string()),
      status: fc.constantFrom(...withdrawalStatuses),
      requestedAt: time,
    }),
  }),
  fc.record({ type: fc.constant('refused' as const), status: fc.integer(), code: fc.option(fc.integer()) }),
);

const intentFields = { ...call, type: fc.constant('intent' as const), stamp, requestTime: time };

export const journalRecord: fc.Arbitrary<JournalRecord> = fc.oneof(
  fc.record(
    { ...intentFields, write: fc.constant('order' as const), request: order, replaces },
    { requiredKeys: ['id', 'at', 'ran', 'type', 'stamp', 'requestTime', 'write', 'request'] },
  ),
  fc.record({ ...intentFields, write: fc.constant('withdrawal' as const), request: withdrawal }),
  fc.record({
    ...call,
    type: fc.constant('accepted' as const),
    orderId: fc.integer({ min: 1, max: 9e10 }),
    attribution: fc.constantFrom('reply' as const, 'inferred' as const),
  }),
  fc.record({ ...call, type: fc.constant('ended' as const), outcome }),
);
