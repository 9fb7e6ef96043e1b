import { describe, expect, it } from 'vitest';
import { cancelExitCode, outcomeLine } from '../../../src/cli/account/cancel-text';
import { cancelRefused, type CancelOutcome } from '../../../src/model/cancel-outcome';

const ref = { pair: 'btc_jpy', orderId: 7 };
const gone: CancelOutcome = { ...ref, type: 'AlreadyCanceled', order: null };
const filled: CancelOutcome = { ...ref, type: 'AlreadyFilled', order: null };
const refused = cancelRefused(ref, 50009, 'no such order');
const pending: CancelOutcome = { ...ref, type: 'Pending', order: null };

describe('outcomeLine', () => {
  it('names the order and its outcome', () => {
    expect(outcomeLine(refused)).toBe('btc_jpy  7  Refused          no such order');
    expect(outcomeLine(gone)).toBe('btc_jpy  7  AlreadyCanceled');
  });
});

describe('cancelExitCode', () => {
  it.each<readonly [number, readonly CancelOutcome[]]>([
    [0, []],
    [0, [gone]],
    [7, [gone, filled]],
    [4, [filled, refused]],
    [6, [refused, pending, filled]],
  ])('is %i for the gravest outcome', (code, outcomes) => {
    expect(cancelExitCode(outcomes)).toBe(code);
  });
});
