/**
 * The benchmark of sockets as a program of its own. `--compare` runs it for another revision, because an older one loads
 * other libraries into the process of each client. Their memory makes `JSON.parse`, to which it is compared, slower.
 */
import { receive, serve, socketSection } from './socket';

const [role, ...rest] = process.argv.slice(2);
if (role === 'serve') serve(Number(rest[0]));
else if (role === 'receive') void receive(rest[0] ?? '', rest[1] ?? '');
else {
  const { figures } = await socketSection({ short: false, peers: false });
  console.log(JSON.stringify(figures));
  process.exit();
}
