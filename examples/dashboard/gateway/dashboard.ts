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
  /** The simulated exchange; `null` where the page shows the live venue. */
  readonly sim: Simulator | null;
  readonly close: () => Promise<void>;
}

export interface DashboardOptions {
  readonly live: boolean;
  readonly port: number;
  readonly paper?: PaperMoney;
  readonly nats?: NatsPortOptions;
  readonly seed?: number;
  /** How many times as fast as real time the simulated market runs. */
  readonly marketSpeed?: number;
}

const behindOf = async ({ nats, paper, live, seed, marketSpeed }: DashboardOptions): Promise<Behind> => {
  if (nats) return overNats(nats);
  if (paper) return onPaper(paper);
  return live ? watched : simulated({ seed, marketSpeed });
};

/**
 * Everything behind the screen. Live, there is no account, or one of paper money: else the page shows public feeds only. Over NATS,
 * it shows what the gateway of a desk has.
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
