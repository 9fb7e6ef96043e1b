import { lastValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import { createSimulated } from '../../src/backtest/index';

it('limits orders by the prices of its own world', async () => {
  const world = await createSimulated({
    pairs: ['btc_jpy'],
    seed: 1,
    trader: { guards: { maxDistance: { through: 0, away: 0.01 } } },
  });
  const far = { pair: 'btc_jpy', side: 'buy', type: 'limit', amount: '0.001', price: 1_000_000 } as const;
  expect(await lastValueFrom(world.exec.submitOrder(far))).toMatchObject({
    type: 'Rejected',
    reason: 'guard',
    violations: [{ field: 'maxDistance' }],
  });
  await world.close();
});
