import { parseArgs } from 'node:util';
import { startDashboard } from './dashboard';

const { values } = parseArgs({
  options: {
    live: { type: 'boolean', default: false },
    paper: { type: 'boolean', default: false },
    'paper-file': { type: 'string', default: 'rx-bitbank-paper.json' },
    nats: { type: 'string' },
    owner: { type: 'string', default: 'dashboard' },
    port: { type: 'string', default: '8787' },
  },
});

const paper = { file: values['paper-file'], balances: { jpy: '1000000' } };
const { NATS_USER: user, NATS_PASSWORD: password } = process.env;
// The server of docs/many-machines.md lets a user get answers only on an inbox of its own.
const rights = user ? { user, password, inboxPrefix: `_INBOX_${user}` } : {};
const { nats: servers, owner } = values;
const dashboard = await startDashboard({
  live: values.live,
  port: Number(values.port),
  ...(values.paper && { paper }),
  ...(servers !== undefined && { nats: { servers, owner, ...rights } }),
}).catch((error: NodeJS.ErrnoException) => {
  const isTaken = error.code === 'EADDRINUSE';
  console.error(isTaken ? `Port ${values.port} is taken: give another one with --port.` : error.message);
  process.exit(1);
});
const shown =
  servers !== undefined
    ? ` (over NATS at ${servers}, as ${owner})`
    : values.paper
      ? ` (live venue, paper money kept in ${paper.file})`
      : values.live
        ? ' (live venue, public feeds only)'
        : '';
console.log(`Dashboard: ${dashboard.url}${shown}`);
console.log('Ctrl-C ends it.');
const stop = (): void => {
  void dashboard.close().then(() => process.exit(0));
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
