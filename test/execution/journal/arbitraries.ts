import fc from 'fast-check';
import type { JournalRecord } from '../../../src/execution/index';

const time = fc.integer({ min: 1_700_000_000_000, max: 1_700_000_120_000 });
const id = fc.integer({ min: 1, max: 12 });
const amount = fc.integer({ min: 1, max: 3 }).map((lots) => `0.00${lots}`);

const call = { id, at: time };

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

const intentFields = { ...call, type: fc.constant('intent' as const), stamp, requestTime: time };

export const journalRecord: fc.Arbitrary<JournalRecord> = fc.oneof(
  fc.record({ ...intentFields, write: fc.constant('order' as const), request: order }),
  fc.record({ ...intentFields, write: fc.constant('withdrawal' as const), request: withdrawal }),
  fc.record({
    ...call,
    type: fc.constant('accepted' as const),
    orderId: fc.integer({ min: 1, max: 9e10 }),
    attribution: fc.constantFrom('reply' as const, 'inferred' as const),
  }),
  fc.record({ ...call, type: fc.constant('ended' as const), outcome: fc.string() }),
);
