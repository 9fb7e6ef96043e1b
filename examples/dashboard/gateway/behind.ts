import { endWith, ignoreElements, merge, type Observable, takeWhile, tap } from 'rxjs';
import { createDataClient, type Transport } from 'rx-bitbank';
import { createPaper, type PaperOptions } from 'rx-bitbank/backtest';
import { createExecutionClient, type Trading } from 'rx-bitbank/execution';
import { natsPort, natsTransport, type NatsPortOptions } from 'rx-bitbank/nats';
import { demoAccount, startSimulator, type Simulator, type SimulatorUrls } from 'rx-bitbank/simulator';
import { type Port, serveTrading } from 'rx-bitbank/trading';
import type { PageConfig } from './messages';

/** The source of the page's data: a venue, and an account there or none. */
export interface Behind {
  /** The addresses that the page uses; `null`: the live venue's. */
  readonly urls: PageConfig['urls'];
  /** The transport that this server passes on to the page in place of `urls`. */
  readonly relayed: Transport | null;
  /** Trades for one link of a page, to its end; `null`: there is no account. */
  readonly trade: ((page: Port) => Observable<unknown>) | null;
  readonly isPaper: boolean;
  /** The simulated exchange, if the venue is one. */
  readonly sim: Simulator | null;
  readonly close: () => Promise<void>;
}

/**
 * Returns the trading of the screen, which is the account's own: it sees every order. The gateway knows the id of an
 * order as long as it runs.
 */
const tradedBy = (exec: Trading): Behind['trade'] => {
  // Profit is counted from the start of the gateway on, whether a page shows it or not, until the account is closed.
  exec.pnl$.subscribe();
  return (page) => serveTrading(exec, page, { owner: 'dashboard', orders: 'all' });
};

/** Makes the simulated exchange, with its demo account. */
export const simulated = async (options: {
  readonly seed?: number | undefined;
  readonly marketSpeed?: number | undefined;
}): Promise<Behind> => {
  const sim = await startSimulator(options);
  const market = createDataClient(sim.urls);
  const exec = createExecutionClient({ ...demoAccount, ...sim.urls, pnl: { market } });
  const close = async (): Promise<void> => {
    await exec.close();
    await market.close();
    await sim.close();
  };
  return { urls: sim.urls, relayed: null, trade: tradedBy(exec), isPaper: false, sim, close };
};

/** The live venue with its public feeds only. */
export const watched: Behind = {
  urls: null,
  relayed: null,
  trade: null,
  isPaper: false,
  sim: null,
  close: () => Promise.resolve(),
};

export interface PaperMoney {
  /** The file in which the account outlives the gateway. */
  readonly file: string;
  readonly balances: PaperOptions['balances'];
  /** The addresses of a venue other than the live one. */
  readonly urls?: SimulatorUrls;
}

/** Makes the live venue, with an account of paper money. */
export const onPaper = async ({ file, balances, urls }: PaperMoney): Promise<Behind> => {
  const { exec, failed$, close } = await createPaper({ file, balances, ...urls });
  failed$.subscribe(({ message }) => console.error(message));
  return { urls: urls ?? null, relayed: null, trade: tradedBy(exec), isPaper: true, sim: null, close };
};

/**
 * Makes a desk of many machines: the frames that its gateway publishes, and the orders that it places. Each page is a
 * caller of that gateway. This server passes on the messages between the two, so that nothing here can make an order
 * older than it is.
 */
export const overNats = (options: NatsPortOptions): Behind => {
  const { owner, ...server } = options;
  return {
    urls: null,
    relayed: natsTransport(server),
    trade: (page) => bridge(page, natsPort({ ...server, owner })),
    isPaper: false,
    sim: null,
    close: () => Promise.resolve(),
  };
};

/** Passes on the messages of each of two ports, until one of them ends. */
const bridge = (one: Port, other: Port): Observable<never> => {
  const passed = (from: Port, to: Port): Observable<string | null> =>
    from.messages$.pipe(
      tap((text) => {
        if (!to.send(text)) throw new Error('the other end is not there');
      }),
      endWith(null),
    );
  return merge(passed(one, other), passed(other, one)).pipe(
    takeWhile((text) => text !== null),
    ignoreElements(),
  );
};
