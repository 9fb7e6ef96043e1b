/** A halt of a margin trader, over real sockets. */
import { filter, firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { watchdogLine } from '../../src/cli/watchdog/text';
import {
  createExecutionClient,
  type ExecutionClient,
  type ExecutionClientOptions,
  type HaltEvent,
} from '../../src/execution/index';
import type { OrderRequest } from '../../src/model/order';
import { demoAccount, startSimulator, type Simulator } from '../../src/simulator/index';

let sim: Simulator;
let exec: ExecutionClient;

const orderPath = '/v1/user/spot/order';
const positionsPath = '/v1/user/margin/positions';

const clientOf = (options: Partial<ExecutionClientOptions> = {}): ExecutionClient =>
  createExecutionClient({ ...demoAccount, ...sim.urls, exclusiveAccount: true, ...options });

beforeAll(async () => {
  sim = await startSimulator({ pairs: ['btc_jpy', 'eth_jpy'] });
});
afterAll(() => sim.close());
afterEach(async () => {
  sim.faults.clear();
  await exec.close();
});

const open = (request: Pick<OrderRequest, 'pair' | 'side' | 'positionSide'>): Promise<unknown> =>
  lastValueFrom(exec.submitOrder({ ...request, type: 'market', amount: '0.01' }));

const openPositions = async (): Promise<readonly string[]> => {
  const { positions } = await firstValueFrom(exec.rest.marginPositions());
  return positions
    .filter(({ openAmount }) => Number(openAmount) > 0)
    .map(({ pair, positionSide }) => `${pair} ${positionSide}`);
};

const halted = (options: Parameters<ExecutionClient['halt']>[0]): Promise<readonly HaltEvent[]> =>
  lastValueFrom(exec.halt(options).pipe(toArray()));

describe('a halt of a margin trader', () => {
  it('closes a long and a short position once the stops that protected them are cancelled', async () => {
    exec = clientOf();
    await open({ pair: 'btc_jpy', side: 'buy', positionSide: 'long' });
    await open({ pair: 'eth_jpy', side: 'sell', positionSide: 'short' });
    const last = sim.venue.lastPrice('btc_jpy') ?? 0;
    const stop = exec.submitOrder({
      pair: 'btc_jpy',
      side: 'sell',
      type: 'stop',
      amount: '0.01',
      positionSide: 'long',
      triggerPrice: Math.round(last * 0.9),
    });
    await firstValueFrom(stop.pipe(filter(({ type }) => type === 'Accepted')));
    const events = await halted({ positions: 'close', maxSlippage: '0.02' });
    expect(events.filter(({ type }) => type === 'Closing')).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({ type: 'Flat', left: [], positions: [] });
    expect(await openPositions()).toEqual([]);
    expect(await lastValueFrom(stop)).toMatchObject({ type: 'Canceled' });
  });

  it('names the positions that stay, and lets the trader close them by hand after the halt', async () => {
    exec = clientOf();
    await open({ pair: 'btc_jpy', side: 'buy', positionSide: 'long' });
    const events = await halted({});
    const flat = events.at(-1) as HaltEvent;
    expect(flat).toMatchObject({ type: 'Flat', positions: [{ pair: 'btc_jpy', openAmount: '0.0100' }] });
    expect(watchdogLine(flat)).toBe(
      'flat         no order is open; these margin positions STAY OPEN: btc_jpy long 0.0100',
    );
    expect(await open({ pair: 'btc_jpy', side: 'buy', positionSide: 'long' })).toMatchObject({
      reason: 'halted',
    });
    expect(await open({ pair: 'btc_jpy', side: 'sell', positionSide: 'long' })).toMatchObject({
      type: 'Filled',
    });
    expect(await openPositions()).toEqual([]);
  });

  it('places one order if the reply to it is lost, and finds that the position is closed', async () => {
    exec = clientOf({ writeTimeout: 1_000, settle: 1_000 });
    await open({ pair: 'btc_jpy', side: 'buy', positionSide: 'long' });
    sim.faults.add({ kind: 'rest-timeout-after', when: { nth: 1 }, only: { path: orderPath } });
    sim.faults.add({ kind: 'rest-status', status: 503, when: { nth: 2 }, only: { path: positionsPath } });
    const before = sim.journal().length;
    const events = await halted({ positions: 'close', maxSlippage: '0.02' });
    expect(events.at(-1)).toMatchObject({ type: 'Flat', left: [], positions: [] });
    expect(await openPositions()).toEqual([]);
    const placed = sim
      .journal()
      .slice(before)
      .filter((one) => one.type === 'request' && one.path === orderPath);
    expect(placed).toHaveLength(1);
  });
});
