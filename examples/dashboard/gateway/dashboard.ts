import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Simulator } from 'rx-bitbank/simulator';
import { onPaper, type PaperMoney, simulated, watched } from './behind';
import type { PageConfig } from './messages';
import { bundlePage } from './page';
import { listen, serve } from './server';

export interface Dashboard {
  readonly url: string;
  /** The simulated exchange; `null` where the page shows the live venue. */
  readonly sim: Simulator | null;
  readonly close: () => Promise<void>;
}

/** Everything behind the screen. Live, there is no account, or one of paper money: else the page shows public feeds only. */
export const startDashboard = async (options: {
  readonly live: boolean;
  readonly port: number;
  readonly paper?: PaperMoney;
  readonly seed?: number;
  /** How many times as fast as real time the simulated market runs. */
  readonly marketSpeed?: number;
}): Promise<Dashboard> => {
  const server = await listen(options.port);
  const page = await bundlePage();
  const behind = options.paper
    ? await onPaper(options.paper)
    : options.live
      ? watched
      : await simulated({ seed: options.seed, marketSpeed: options.marketSpeed });
  const { exec, urls, isPaper, sim } = behind;
  // Profit is counted from the start of the gateway on, whether a page looks at it or not.
  const counting = exec?.pnl$.subscribe();
  const token = exec === null ? null : randomBytes(24).toString('hex');
  const config: PageConfig = { urls, token, isPaper };
  serve(server, {
    files: {
      '/': ['text/html', page.html],
      '/style.css': ['text/css', page.css],
      '/app.js': ['text/javascript', page.js],
      '/config.json': ['application/json', JSON.stringify(config)],
    },
    account: exec === null || token === null ? null : { exec, token },
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sim,
    close: async () => {
      server.close();
      server.emit('close');
      server.closeAllConnections();
      counting?.unsubscribe();
      await behind.close();
    },
  };
};
