import { endWith, ignoreElements, merge, type Observable, takeWhile, tap } from 'rxjs';
import { createDataClient, type Transport } from 'rx-bitbank';
import { createPaper, type PaperOptions } from 'rx-bitbank/backtest';
import { createExecutionClient, type Trading } from 'rx-bitbank/execution';
import { natsPort, natsTransport, type NatsPortOptions } from 'rx-bitbank/nats';
import { demoAccount, startSimulator, type Simulator, type SimulatorUrls } from 'rx-bitbank/simulator';
import { type Port, serveTrading } from 'rx-bitbank/trading';
import type { PageConfig } from './messages';

/** What the page shows: a venue, and an account there or none. */
export interface Behind {
  /** Where the page asks; `null`: the live venue. */
  readonly urls: PageConfig['urls'];
  /** What this server passes on to the page in place of `urls`. */
  readonly relayed: Transport | null;
  /** Trades for one link of a page, to its end; `null`: there is no account. */
  readonly trade: ((page: Port) => Observable<unknown>) | null;
  readonly isPaper: boolean;
  /** The simulated exchange, where it is that. */
  readonly sim: Simulator | null;
  readonly close: () => Promise<void>;
}

/** The screen is the account's own: it sees every order. The id of an order is known as long as the gateway runs. */
const tradedBy = (exec: Trading): Behind['trade'] => {
  // Profit is counted from the start of the gateway on, whether a page looks at it or not, until the account is closed.
  exec.pnl$.subscribe();
  return (page) => serveTrading(exec, page, { owner: 'dashboard', orders: 'all' });
};

/** The simulated exchange, with its demo account. */
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

/** The live venue's public feeds alone. */
export const watched: Behind = {
  urls: null,
  relayed: null,
  trade: null,
  isPaper: false,
  sim: null,
  close: () => Promise.resolve(),
};

export interface PaperMoney {
  /** Where the account outlives the gateway. */
  readonly file: string;
  readonly balances: PaperOptions['balances'];
  /** Another venue than the live one. */
  readonly urls?: SimulatorUrls;
}

/** The live venue, with an account of paper money. */
export const onPaper = async ({ file, balances, urls }: PaperMoney): Promise<Behind> => {
  const { exec, failed$, close } = await createPaper({ file, balances, ...urls });
  failed$.subscribe(({ message }) => console.error(message));
  return { urls: urls ?? null, relayed: null, trade: tradedBy(exec), isPaper: true, sim: null, close };
};

/**
 * A desk of many machines: the frames that its gateway publishes, and the orders that it places. Each page is a caller of that
 * gateway's: this server passes on what the two tell each other, so that nothing here can make an order older than it is.
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

/** Passes on what each of two ports says, until one of them ends. */
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
