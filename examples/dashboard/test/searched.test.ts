import { afterAll, beforeAll, it } from 'vitest';
import { amount, choose, fate, low, openScreen, placeIt, price, reads, ready, type Screen } from './screen';

/**
 * It takes half a minute, because an order is searched for silently for so long. In a file of its own, other tests
 * don't wait for it.
 */
let screen: Screen;

beforeAll(async () => {
  screen = await openScreen();
  await ready(screen.page);
});

afterAll(() => screen.close());

it('an order whose reply is lost is said to be searched for, and then what became of it', async () => {
  const { page, dashboard } = screen;
  dashboard.sim?.faults.add({
    kind: 'rest-cut-off',
    only: { path: '/v1/user/spot/order' },
    when: { nth: 1 },
  });
  dashboard.sim?.faults.add({ kind: 'private-lose' });
  for (const path of ['active_orders', 'trade_history', 'orders_info'])
    dashboard.sim?.faults.add({ kind: 'rest-status', only: { path: `/v1/user/spot/${path}` } });
  await choose(page, 'limit');
  await amount(page).fill('0.001');
  await price(page).fill(low);
  await placeIt(page);
  await reads(fate(page), /still searched for: ./);
  dashboard.sim?.faults.clear();
  await reads(fate(page), /^Accepted as order \d+/);
});
