import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { NatsPortOptions } from 'rx-bitbank/nats';
import type { Simulator } from 'rx-bitbank/simulator';
import { type Behind, onPaper, overNats, type PaperMoney, simulated, watched } from './behind';
import type { PageConfig } from './messages';
import { bundlePage } from './page';
import { relayedUrls } from './relay';
import { listen, serve } from './server';

export interface Dashboard {
  readonly url: string;
  /** The simulated exchange; `null` if the page shows the live venue. */
  readonly sim: Simulator | null;
  readonly close: () => Promise<void>;
}

export interface DashboardOptions {
  readonly live: boolean;
  readonly port: number;
  readonly paper?: PaperMoney;
  readonly nats?: NatsPortOptions;
  readonly seed?: number;
  /** The speed of the simulated market as a multiple of real time. */
  readonly marketSpeed?: number;
}

const behindOf = async ({ nats, paper, live, seed, marketSpeed }: DashboardOptions): Promise<Behind> => {
  if (nats) return overNats(nats);
  if (paper) return onPaper(paper);
  return live ? watched : simulated({ seed, marketSpeed });
};

/**
 * Starts everything behind the screen. Live, there is no account, or one of paper money; without one the page only
 * shows public feeds. Over NATS, it shows the data of a desk's gateway.
 */
export const startDashboard = async (options: DashboardOptions): Promise<Dashboard> => {
  const server = await listen(options.port);
  const page = await bundlePage();
  const behind = await behindOf(options);
  const { urls, relayed, trade, isPaper, sim } = behind;
  const token = trade === null ? null : randomBytes(24).toString('hex');
  const config = (host: string): PageConfig => ({
    urls: relayed === null ? urls : relayedUrls(host),
    token,
    isPaper,
  });
  serve(server, {
    files: {
      '/': ['text/html', () => page.html],
      '/style.css': ['text/css', () => page.css],
      '/app.js': ['text/javascript', () => page.js],
      '/config.json': ['application/json', (host) => JSON.stringify(config(host))],
    },
    relayed,
    account: trade === null || token === null ? null : { trade, token },
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sim,
    close: async () => {
      server.close();
      server.emit('close');
      server.closeAllConnections();
      await behind.close();
    },
  };
};
