import { filter, firstValueFrom, map, type Observable, ReplaySubject, timeout } from 'rxjs';
import { afterAll } from 'vitest';
import {
  createExecutionClient,
  type ExecutionClient,
  type ExecutionClientOptions,
} from '../../src/execution/index';
import { createDataClient, type DataClient, type Quote } from '../../src/index';
import type { OrderTransition } from '../../src/model/order-transition';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index';

export const pair = 'btc_jpy';
export const amount = '0.01';

/** A trader of the simulated venue, with an account of their own. */
export interface Trader {
  readonly apiKey: string;
  readonly exec: ExecutionClient;
  /** Starts another run of the same trader. */
  readonly again: (options?: Partial<ExecutionClientOptions>) => ExecutionClient;
}

export interface Venue {
  readonly sim: Simulator;
  readonly data: DataClient;
  readonly trader: (options?: Partial<ExecutionClientOptions>) => Trader;
  readonly quote: () => Promise<{ readonly bid: number; readonly ask: number }>;
}

/** Starts a simulator over real sockets, with the clients of its traders. All is closed after the tests. */
export const startVenue = async (options: SimulatorOptions = {}): Promise<Venue> => {
  const sim = await startSimulator(options);
  const data = createDataClient(sim.urls);
  const clients: ExecutionClient[] = [];
  let traders = 0;
  afterAll(async () => {
    await Promise.all([...clients, data].map((client) => client.close()));
    await sim.close();
  });
  const trader: Venue['trader'] = (settings) => {
    const apiKey = `key-${++traders}`;
    const apiSecret = `secret-${traders}`;
    sim.openAccount({ apiKey, apiSecret, balances: { jpy: '50000000', btc: '3' } });
    const again: Trader['again'] = (more) => {
      const client = createExecutionClient({ ...sim.urls, apiKey, apiSecret, ...settings, ...more });
      clients.push(client);
      return client;
    };
    return { apiKey, exec: again(), again };
  };
  const isTwoSided = ({ bid, ask }: Quote): boolean => bid !== null && ask !== null;
  const quote: Venue['quote'] = () =>
    firstValueFrom(
      data.quotes$(pair).pipe(
        filter(isTwoSided),
        map(({ bid, ask }) => ({ bid: Number(bid), ask: Number(ask) })),
      ),
    );
  return { sim, data, trader, quote };
};

type Of<Type extends OrderTransition['type']> = Extract<OrderTransition, { readonly type: Type }>;

/** A life that is followed from now on. */
export interface Life {
  /** Waits for a transition of a type. */
  readonly until: <Type extends OrderTransition['type']>(type: Type) => Promise<Of<Type>>;
  /** Waits for the end, and resolves to the types of all transitions. */
  readonly end: () => Promise<readonly string[]>;
  /** Returns the types of the transitions so far. */
  readonly types: () => readonly string[];
}

/** The time in ms for which a test waits for a slow machine. */
const patience = 60_000;

export const follow = (life: Observable<OrderTransition>): Life => {
  const told: OrderTransition[] = [];
  const all = new ReplaySubject<OrderTransition>();
  life.subscribe(all);
  all.subscribe({ next: (transition) => told.push(transition), error: () => undefined });
  const types = (): readonly string[] => told.map(({ type }) => type);
  return {
    until: (type) =>
      firstValueFrom(
        all.pipe(
          filter((transition): transition is Of<typeof type> => transition.type === type),
          timeout(patience),
        ),
      ),
    end: async () => {
      await new Promise<void>((resolve, reject) => {
        all
          .pipe(timeout({ first: patience, each: patience }))
          .subscribe({ complete: resolve, error: reject });
      });
      return types();
    },
    types,
  };
};

/** Waits until a state feed shows a value. */
export const seen = <T>(feed: Observable<T>, isSeen: (value: T) => boolean): Promise<T> =>
  firstValueFrom(feed.pipe(filter(isSeen), timeout(patience)));
