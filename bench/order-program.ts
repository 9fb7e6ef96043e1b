/**
 * The benchmark of orders as a program of its own. `--compare` runs it for another revision, because that revision may
 * measure orders in another way, and then its figures can't be compared with ours.
 */
import { orderSection } from './order';
import { serveOrders } from './order-venue';

if (process.argv[2] === 'serve-orders') serveOrders();
else {
  const { figures } = await orderSection({ short: true, peers: false });
  console.log(JSON.stringify(figures));
  process.exit();
}
