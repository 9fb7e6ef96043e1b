import { expect, it } from 'vitest';
import { livesFold } from '../../src/backtest/result/lives';
import { recordPacker, recordsIn } from '../../src/backtest/result/packed-records';
import { folded } from '../../src/backtest/result/record-fold';

it('a command whose request has no JSON has a life without a pair', () => {
  const packer = recordPacker();
  packer.add({
    ...{ type: 'command', at: 5, command: 1, call: 'submitOrder' },
    request: { pair: 'btc_jpy', amount: 1n },
  });
  const [life] = folded([...recordsIn(packer.pack())], livesFold());
  expect(life).toMatchObject({ command: 1, at: 5, pair: null, amount: null, end: 'open' });
});
