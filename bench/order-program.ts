/**
 * The benchmark of orders as a program of its own, which `--compare` runs for another revision: that one may have measured
 * orders in another way, and then its figures say nothing beside ours.
 */
import { orderSection } from './order';
import { serveOrders } from './order-venue';

if (process.argv[2] === 'serve-orders') serveOrders();
else {
  const { figures } = await orderSection({ short: true, peers: false });
  console.log(JSON.stringify(figures));
  process.exit();
}
