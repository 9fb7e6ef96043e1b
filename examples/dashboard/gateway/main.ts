import { parseArgs } from 'node:util';
import { startDashboard } from './dashboard';

const { values } = parseArgs({
  options: {
    live: { type: 'boolean', default: false },
    paper: { type: 'boolean', default: false },
    'paper-file': { type: 'string', default: 'rx-bitbank-paper.json' },
    port: { type: 'string', default: '8787' },
  },
});

const paper = { file: values['paper-file'], balances: { jpy: '1000000' } };
const dashboard = await startDashboard({
  live: values.live,
  port: Number(values.port),
  ...(values.paper && { paper }),
}).catch((error: NodeJS.ErrnoException) => {
  const isTaken = error.code === 'EADDRINUSE';
  console.error(isTaken ? `Port ${values.port} is taken: give another one with --port.` : error.message);
  process.exit(1);
});
const shown = values.paper
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
