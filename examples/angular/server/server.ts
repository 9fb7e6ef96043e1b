import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { startSimulator, type Simulator } from 'rx-bitbank/simulator';

const built = new URL('../dist/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

export interface ExampleServer {
  readonly url: string;
  /** The simulated exchange; `null` where the page shows the live venue. */
  readonly sim: Simulator | null;
  readonly close: () => Promise<void>;
}

/** Serves the built application on loopback, and tells it where its venue is. */
export const startServer = async (options: {
  readonly live: boolean;
  readonly port: number;
  readonly seed?: number;
}): Promise<ExampleServer> => {
  const sim = options.live ? null : await startSimulator({ seed: options.seed });
  const { streamUrl, publicUrl, apiUrl } = sim?.urls ?? {};
  const config = JSON.stringify({ streamUrl, publicUrl, apiUrl });

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
      await sim?.close();
    },
  };
};
