import { describe, expect, it } from 'vitest';
import { createExecutionClient, type Fill, type OrderRequest } from '../../src/execution/index';
import { createVirtualSimulator, virtualClock } from '../../src/simulator/index';
import { fromUnits } from '../../src/model/decimal';
import { decimalOfUnits, unitsOf } from '../../src/profit/money';
import { profit, profitFrom, type ProfitState } from '../../src/profit/profit';
import { profitOf } from '../../src/profit/view';

const account = {
  apiKey: 'key',
  apiSecret: 'hush',
  margin: true,
  balances: { jpy: '30000000', btc: '2', xrp: '5000' },
};

/** Spot and margin orders, which are filled immediately in parts, or rest. */
const orders: readonly OrderRequest[] = Array.from({ length: 60 }, (_, i): OrderRequest => {
  const pair = i % 2 === 0 ? 'btc_jpy' : 'xrp_jpy';
  const amount = pair === 'btc_jpy' ? `0.0${1 + (i % 7)}3${i % 10}` : `${7 + (i % 13)}.123${1 + (i % 9)}`;
  const positionSide = i % 3 === 0 ? (i % 12 < 6 ? 'long' : 'short') : undefined;
  const opens = Math.floor(i / 12) % 2 === 0;
  const buys = positionSide === undefined ? i % 5 < 3 : (positionSide === 'long') === opens;
  return {
    pair,
    side: buys ? 'buy' : 'sell',
    type: 'market',
    amount,
    ...(positionSide !== undefined && { positionSide }),
  };
});

describe('profit beside the ledger of the venue', () => {
  it.each([1, 2, 3])('equals the movement of the balances, to the digit (seed %i)', (seed) => {
    const clock = virtualClock(Date.UTC(2026, 0, 15, 3));
    const sim = createVirtualSimulator({
      scheduler: clock,
      seed,
      accounts: [account],
      pairs: ['btc_jpy', 'xrp_jpy'],
    });
    const exec = createExecutionClient({
      ...sim.urls,
      apiKey: account.apiKey,
      apiSecret: account.apiSecret,
      scheduler: clock,
      random: () => 0.5,
      sendRequest: sim.sendRequest,
      openPubnub: sim.openPubnub,
    });
    const fills: Fill[] = [];
    exec.fills$.subscribe((fill) => fills.push(fill));
    clock.advanceBy(3_000);
    for (const order of orders) {
      exec.submitOrder(order).subscribe();
      clock.advanceBy(1_500);
    }
    clock.advanceBy(20_000);
    const state = fills.reduce(
      (known: ProfitState, fill) => profit(known, { type: 'fill', fill }),
      profitFrom(),
    );
    const { pairs } = profitOf(state);
    const balance = (asset: string): bigint => {
      const last = sim
        .journal()
        .findLast((entry) => entry.type === 'balance' && entry.balance.asset === asset);
      if (last?.type !== 'balance') throw new Error(`no balance of ${asset}`);
      return unitsOf(fromUnits(last.balance.onhand, last.balance.precision));
    };
    expect(fills.length).toBeGreaterThan(60);
    expect(fills.some(({ positionSide, profitLoss }) => positionSide !== null && profitLoss !== '0')).toBe(
      true,
    );
    const moved = [...pairs.values()].reduce(
      (sum, { realized, fees, rebates, interest, held }) =>
        sum +
        unitsOf(realized.average) +
        unitsOf(rebates) -
        unitsOf(fees) -
        unitsOf(interest) -
        unitsOf(held.spot.cost),
      0n,
    );
    expect(decimalOfUnits(moved)).toBe(decimalOfUnits(balance('jpy') - unitsOf(account.balances.jpy)));
    for (const [pair, asset] of [
      ['btc_jpy', 'btc'],
      ['xrp_jpy', 'xrp'],
    ] as const)
      expect(pairs.get(pair)?.held.spot.amount).toBe(
        decimalOfUnits(balance(asset) - unitsOf(account.balances[asset])),
      );
    sim.close();
  });
});
