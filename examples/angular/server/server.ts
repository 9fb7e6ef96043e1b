import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { randomBytes } from 'node:crypto';
import { WebSocketServer } from 'ws';
import { createDataClient } from 'rx-bitbank';
import { createExecutionClient, type ExecutionClient } from 'rx-bitbank/execution';
import { demoAccount, startSimulator, type Simulator } from 'rx-bitbank/simulator';
import { serveTrading, webSocketPort } from 'rx-bitbank/trading';

const built = new URL('../dist/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

export interface ExampleServer {
  readonly url: string;
  /** The simulated exchange; `null` if the page shows the live venue. */
  readonly sim: Simulator | null;
  readonly close: () => Promise<void>;
}

interface Account {
  readonly exec: ExecutionClient;
  readonly close: () => Promise<void>;
}

const demoAccountOn = ({ urls }: Simulator): Account => {
  const market = createDataClient(urls);
  const exec = createExecutionClient({ ...demoAccount, ...urls, pnl: { market } });
  return {
    exec,
    close: async () => {
      await exec.close();
      await market.close();
    },
  };
};

/** Serves the built application on loopback with the address of its venue, and trades only for its page. */
export const startServer = async (options: {
  readonly live: boolean;
  readonly port: number;
  readonly seed?: number;
}): Promise<ExampleServer> => {
  const sim = options.live ? null : await startSimulator({ seed: options.seed });
  const account = sim === null ? null : demoAccountOn(sim);
  // A client without the token, such as another site's page, can't trade.
  const tradingPath = account === null ? null : `/trading?token=${randomBytes(24).toString('hex')}`;
  const { streamUrl, publicUrl, apiUrl } = sim?.urls ?? {};
  const config = JSON.stringify({ venue: { streamUrl, publicUrl, apiUrl }, tradingPath });

  const files = new Map<string, string | Buffer>([['config.json', config]]);
  for (const name of await readdir(built)) files.set(name, await readFile(new URL(name, built)));

  const server = createServer(({ url = '/' }, response) => {
    const name = url.split('?')[0]?.slice(1) || 'index.html';
    const content = files.get(name);
    if (content === undefined) return void response.writeHead(404).end();
    const type = types[extname(name)] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' });
    response.end(content);
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_000_000 });
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    if (account === null || request.url !== tradingPath) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      serveTrading(account.exec, webSocketPort(accepted), { owner: 'angular', orders: 'all' }).subscribe({
        error: () => accepted.close(),
      });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sim,
    close: async () => {
      server.close();
      server.closeAllConnections();
      for (const client of sockets.clients) client.terminate();
      await account?.close();
      await sim?.close();
    },
  };
};
