import { parseArgs } from 'node:util';
import { startServer } from './server';

const { values } = parseArgs({
  options: {
    live: { type: 'boolean', default: false },
    port: { type: 'string', default: '8788' },
  },
});

const server = await startServer({ live: values.live, port: Number(values.port) });
console.log(`Angular: ${server.url}${values.live ? ' (live venue)' : ''}`);
console.log('Ctrl-C ends it.');

const stop = (): void => {
  void server.close().then(() => process.exit(0));
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
