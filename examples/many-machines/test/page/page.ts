import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import { streamTransport } from 'rx-bitbank';
import { publishFrames } from 'rx-bitbank/nats';
import { startSimulator, type Simulator } from 'rx-bitbank/simulator';
import { type NatsServer, startNats } from '../../../../test/nats/nats-server';

/** A simulated exchange, NATS with a port for pages, a gateway between them, and a page in a real Chromium. */
export interface PageDesk {
  readonly sim: Simulator;
  readonly nats: NatsServer;
  readonly page: Page;
  /** The errors that the page has reported. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

export const pair = 'btc_jpy';

const bundled = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./consumer.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};

/** A page has a finer clock if it shares nothing with others. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const servePage = async (
  script: string,
): Promise<{ readonly origin: string; readonly close: () => void }> => {
  const server = createServer(({ url = '' }, response) => {
    const isScript = url === '/page.js';
    response.writeHead(200, { ...headers, 'Content-Type': isScript ? 'text/javascript' : 'text/html' });
    response.end(
      isScript ? script : '<!doctype html><title>desk</title><script type="module" src="/page.js"></script>',
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** Opens the desk. `marketSpeed` is that of the simulated exchange. */
export const openPageDesk = async ({ marketSpeed }: { readonly marketSpeed: number }): Promise<PageDesk> => {
  const { origin, close: closePage } = await servePage(await bundled());
  const [nats, sim, browser] = await Promise.all([
    startNats({ origin }),
    startSimulator({ seed: 1, pairs: [pair], marketSpeed }),
    chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    }),
  ]);
  const { streamUrl, publicUrl, apiUrl } = sim.urls;
  const gateway = publishFrames({
    servers: nats.url,
    transport: streamTransport({ streamUrl, publicUrl, apiUrl }),
    pairs: [pair],
    publicUrl,
    apiUrl,
  }).subscribe();
  const complaints: string[] = [];
  const page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  const search = new URLSearchParams({ pair, nats: nats.pageUrl, streamUrl, publicUrl, apiUrl });
  await page.goto(`${origin}/?${search.toString()}`);
  return {
    sim,
    nats,
    page,
    complaints,
    close: async () => {
      await browser.close();
      gateway.unsubscribe();
      closePage();
      await Promise.all([nats.close(), sim.close()]);
    },
  };
};
