import { describe, expect, it } from 'vitest';
import { callNames } from '../../src/trading/calls';
import { createWorld } from './world';

describe('the calls that a gateway never serves', () => {
  it('are withdrawals, deposits, one-time passwords and tokens, under any name', () => {
    const { clock, exec: gateway, ports, refusals } = createWorld();
    const exec = gateway();
    clock.advanceBy(100);
    const names = [
      ...Object.keys(exec),
      ...Object.keys(exec.rest).map((name) => `rest.${name}`),
      ...Object.keys(exec.rest.all).map((name) => `rest.all.${name}`),
    ];
    const secret = names.filter((name) =>
      /withdraw|deposit|originator|subscribe|token|otp|password/i.test(name),
    );
    expect(secret).toEqual(expect.arrayContaining(['requestWithdrawal', 'rest.subscribeInfo']));
    expect(callNames.filter((name) => secret.includes(name))).toEqual([]);
    for (const [i, name] of secret.entries())
      ports.caller.send(
        JSON.stringify({ v: 1, type: 'call', call: String(i), name, args: {}, epoch: '', at: 0 }),
      );
    expect(refusals).toEqual(secret.map(() => 'unknown-call'));
  });
});
