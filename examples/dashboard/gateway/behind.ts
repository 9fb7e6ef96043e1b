import { createDataClient } from 'rx-bitbank';
import { createPaper, type PaperOptions } from 'rx-bitbank/backtest';
import { createExecutionClient, type Trading } from 'rx-bitbank/execution';
import { demoAccount, startSimulator, type Simulator, type SimulatorUrls } from 'rx-bitbank/simulator';
import type { PageConfig } from './messages';

/** What the page shows: a venue, and an account there or none. */
export interface Behind {
  /** `null`: the live venue. */
  readonly urls: PageConfig['urls'];
  readonly exec: Trading | null;
  readonly isPaper: boolean;
  /** The simulated exchange, where it is that. */
  readonly sim: Simulator | null;
  readonly close: () => Promise<void>;
}

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
  return { urls: sim.urls, exec, isPaper: false, sim, close };
};

/** The live venue's public feeds alone. */
export const watched: Behind = {
  urls: null,
  exec: null,
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
  return { urls: urls ?? null, exec, isPaper: true, sim: null, close };
};
