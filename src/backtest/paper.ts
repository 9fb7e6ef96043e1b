import { randomInt, randomUUID } from 'node:crypto';
import { type Observable, Subject, type SchedulerLike } from 'rxjs';
import { createExecutionClient } from '../execution/index';
import { createDataClient } from '../index';
import { fromUnits } from '../model/decimal';
import { isTerminal } from '../model/order';
import type { Pair } from '../model/pair';
import { disposedBy } from '../model/disposed-by';
import { stampOf } from '../operators/clock';
import {
  type UserId,
  type VenueFill,
  type VenueOrder,
  createVirtualSimulator,
  type FillModel,
  liveMarket,
  type LiveMarketOptions,
  type Latency,
  type VirtualSimulator,
  wallClock,
} from '../simulator/index';
import { paperError, type PaperError } from './paper-error';
import { openPaperFile, type PaperFile } from './paper-file';
import type { PaperState } from './paper-state';
import type { World } from '../strategy/world';

export interface PaperOptions extends LiveMarketOptions {
  /** The balances at its first start: plain decimals by asset, such as `{ jpy: '1000000', btc: '0.5' }`. */
  readonly balances: Readonly<Record<string, string>>;
  /** The rule that fills a resting order. Default: `queue()`. */
  readonly fills?: FillModel | undefined;
  /** Latency between the strategy and the venue, ms. Default: none. */
  readonly latency?: Latency | undefined;
  /** The file in which balances and open orders outlive the process. Default: none. */
  readonly file?: string | undefined;
  /** The source of time. */
  readonly scheduler?: SchedulerLike | undefined;
}

/** A paper world, with the errors of its file. */
export interface Paper extends World {
  /** Feed: emits when the file could not be written. The next change tries again. */
  readonly failed$: Observable<PaperError>;
}

/** The number of ended orders and of fills that are kept over a restart. */
const mostKept = 1_000;

const stateOf = (
  sim: VirtualSimulator,
  user: UserId,
  ended: readonly VenueOrder[],
  unlisted: readonly VenueFill[],
  at: number,
): PaperState => ({
  format: 1,
  savedAt: at,
  balances: Object.fromEntries(
    sim.venue
      .assets(user)
      .filter(({ onhand }) => onhand !== 0n)
      .map(({ asset, onhand, precision }) => [asset, fromUnits(onhand, precision)]),
  ),
  orders: [...ended, ...sim.venue.activeOrders(user, { count: Infinity }).toReversed()],
  fills: [...unlisted, ...sim.venue.tradeHistory(user, { count: mostKept }).toReversed()].slice(-mostKept),
});

/** Restores the contents of the file; throws a `PaperError` if they fit no venue. */
const restore = (sim: VirtualSimulator, user: UserId, { orders, fills }: PaperState, file: string): void => {
  const isListed = ({ pair }: VenueOrder | VenueFill): boolean => sim.venue.instrument(pair) !== undefined;
  try {
    // Ended orders of a pair that no longer exists only stay in the file.
    for (const order of orders) if (isListed(order) || !isEnded(order)) sim.venue.restoreOrder(user, order);
    for (const fill of fills.filter(isListed)) sim.venue.restoreFill(user, fill);
  } catch (error) {
    throw paperError('unreadable', file, `it does not match the pairs of the venue: ${String(error)}`);
  }
};

/** Adds the pairs of open orders, which are also followed. */
const withOpenOnes = (
  pairs: readonly Pair[] | undefined,
  state: PaperState | null,
): readonly Pair[] | undefined => {
  const open = (state?.orders ?? []).filter((order) => !isEnded(order)).map(({ pair }) => pair);
  return pairs && [...new Set([...pairs, ...open])];
};

const isEnded = ({ status }: VenueOrder): boolean => isTerminal(status);

/** Keeps the file up to date with the account, after each change. */
const keep = (sim: VirtualSimulator, user: UserId, file: PaperFile, now: () => number): (() => void) => {
  const ended = new Map((file.state?.orders ?? []).filter(isEnded).map((order) => [order.orderId, order]));
  const unlisted = (file.state?.fills ?? []).filter(({ pair }) => sim.venue.instrument(pair) === undefined);
  const save = (): void => file.save(() => stateOf(sim, user, [...ended.values()], unlisted, now()));
  const changes = sim.venue.events$.subscribe((event) => {
    if (!('user' in event) || event.user !== user) return;
    if (event.type === 'order' && isEnded(event.order)) {
      ended.set(event.order.orderId, event.order);
      const [oldest] = ended.keys();
      if (ended.size > mostKept && oldest !== undefined) ended.delete(oldest);
    }
    save();
  });
  save();
  return () => {
    changes.unsubscribe();
    save();
  };
};

/**
 * Creates a paper account: it trades with paper money at the live venue's prices, without a key. Orders meet the live
 * book by the rules of a fill model, and nobody at the venue notices them. With a `file`, balances, open orders and the
 * latest fills outlive the process. A restart is a gap: an order that was crossed meanwhile is filled at its own price,
 * and reported in `notices$`. The pairs of its open orders are followed in addition to `pairs`. It trades spot only.
 * With a `transport` it opens nothing else.
 *
 * Rejects with an `HttpError` if the venue can't be reached, a `PaperError` if the file is another process's or can't
 * be read, and a `ConfigError`.
 *
 * @example
 * ```ts
 * import { createPaper } from 'rx-bitbank/backtest';
 *
 * const paper = await createPaper({ balances: { jpy: '1000000' }, pairs: ['btc_jpy'], file: 'paper.json' });
 * paper.exec.submitOrder({ pair: 'btc_jpy', side: 'buy', type: 'market', amount: '0.001' }).subscribe(console.log);
 * ```
 */
export const createPaper = async (options: PaperOptions): Promise<Paper> => {
  const { balances, fills, latency, file: path, scheduler = wallClock, ...live } = options;
  const failed$ = new Subject<PaperError>();
  const file = path === undefined ? null : await openPaperFile(path, (error) => failed$.next(error));
  try {
    const account = {
      apiKey: 'paper',
      apiSecret: randomUUID(),
      balances: file?.state?.balances ?? balances,
      margin: false,
    };
    const sim = createVirtualSimulator({
      scheduler,
      market: await liveMarket({ ...live, pairs: withOpenOnes(live.pairs, file?.state ?? null) }),
      accounts: [account],
      // The first orders and trades of each run have ids of their own.
      seed: randomInt(2 ** 31),
      ...(fills && { fills }),
      ...(latency !== undefined && { latency }),
    });
    const user = 0;
    try {
      if (file?.state) restore(sim, user, file.state, path ?? '');
    } catch (error) {
      sim.close();
      throw error;
    }
    const stopKeeping = file && keep(sim, user, file, () => stampOf(scheduler));
    const { openSocket, sendRequest, openPubnub, urls } = sim;
    const data = createDataClient({ ...urls, scheduler, openSocket, sendRequest });
    const pnl = { market: data };
    const exec = createExecutionClient({ ...account, ...urls, scheduler, sendRequest, openPubnub, pnl });
    const stop = async (): Promise<void> => {
      await Promise.all([data.close(), exec.close()]);
      stopKeeping?.();
      await file?.close();
      sim.close();
      failed$.complete();
    };
    let closed: Promise<void> | undefined;
    const close = (): Promise<void> => (closed ??= stop());
    return { data, exec, scheduler, notices$: sim.notices$, failed$, close, ...disposedBy(close) };
  } catch (error) {
    await file?.close();
    throw error;
  }
};
