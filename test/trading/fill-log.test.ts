import { expect, it } from 'vitest';
import type { Fill } from '../../src/model/fill';
import { createFillLog } from '../../src/trading/fill-log';

const fill = (pair: string, tradeId: number, orderId: number): Fill => ({ pair, tradeId, orderId }) as Fill;

it('keeps fills of one trade id of two pairs, and none twice', () => {
  const log = createFillLog('run');
  const told: unknown[] = [];
  log.from(null).subscribe(({ fill }) => told.push(fill));
  const [first, other] = [fill('btc_jpy', 7, 1), fill('eth_jpy', 7, 2)];
  for (const each of [first, other, first]) log.add(each);
  expect(told).toEqual([null, first, other]);
});
