/** A strategy with a heartbeat and resting orders, as a process of its own, for tests that kill it. */
import { merge } from 'rxjs';
import { createExecutionClientFromEnvironment, heartbeat$ } from '../../src/execution/index';

const [file = '', count = '0'] = process.argv.slice(2);
const exec = createExecutionClientFromEnvironment();

heartbeat$({ file, interval: 100 }).subscribe();

let accepted = 0;
merge(
  ...Array.from({ length: Number(count) }, (_, index) =>
    exec.submitOrder({
      pair: index % 2 === 0 ? 'btc_jpy' : 'eth_jpy',
      side: 'buy',
      type: 'limit',
      amount: `0.00${10 + index}`,
      price: 100,
    }),
  ),
).subscribe(({ type }) => {
  if (type === 'Accepted' && ++accepted === Number(count)) process.stdout.write('trading\n');
});
