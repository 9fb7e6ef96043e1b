import { parseArgs } from 'node:util';
import { startDashboard } from './dashboard';

const { values } = parseArgs({
  options: {
    live: { type: 'boolean', default: false },
    port: { type: 'string', default: '8787' },
  },
});

const dashboard = await startDashboard({ live: values.live, port: Number(values.port) }).catch(
  (error: NodeJS.ErrnoException) => {
    const isTaken = error.code === 'EADDRINUSE';
    console.error(isTaken ? `Port ${values.port} is taken: give another one with --port.` : error.message);
    process.exit(1);
  },
);
console.log(`Dashboard: ${dashboard.url}${values.live ? ' (live venue, public feeds only)' : ''}`);
console.log('Ctrl-C ends it.');

const stop = (): void => {
  void dashboard.close().then(() => process.exit(0));
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
